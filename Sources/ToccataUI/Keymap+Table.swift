import TerminalKit
import ToccataApp

extension Keymap {
    /// Every key of the console: one letter means one thing wherever it is, and what spends or deletes asks.
    package static let table: [Context: [Binding]] = [
        .tasks: tasks, .detail: detail, .library: library, .references: references, .log: log, .form: form,
        .lineField: lineField, .promptField: promptField, .reviewButton: reviewButton, .help: help, .review: review,
        .question: question, .input: input, .picker: picker, .exchange: exchange, .filterField: filterField,
        .moving: moving, .everywhere: everywhere, .always: always,
    ]

    private static let tasks = [
        Binding("Enter, l, Right", .open, hint: "detail", "show all there is to know about the task"),
        Binding("a", .add, hint: "attach", "lost: attach the id that the service gave it"),
        Binding("s", .send, hint: "send", "held: let it go; lost or failed before it was made: send it again (asks)"),
        Binding(
            "x",
            .remove,
            hint: "stop",
            "unsent: take it back; sent: stop watching, it goes on and is billed (asks)"
        ),
        Binding("f", .hold, hint: "hold", "unsent: keep it here until s lets it go"),
        Binding("z", .undo, hint: "undo", "take back what was just sent, within a few seconds"),
        Binding("X", .forget, hint: "forget", "forget the task here (asks)"),
        Binding("d", .download, hint: "download", "download the video, again if it was saved"),
        Binding("o", .openVideo, hint: "open", "open the saved video"),
        Binding("R", .pollNow, hint: "poll", "ask the service about the task now, and further on"),
    ]

    private static let detail = [Binding("h, Left, Esc", .back, hint: "back", "back to the list")]

    private static let library = [
        Binding("Enter, o", .openVideo, hint: "open", "open the video"),
        Binding("l, Right", .open, hint: "detail", "show all there is to know about the task"),
        Binding("d", .download, hint: "download", "download the video again"),
        Binding("X", .forget, hint: "forget", "forget the task here; the file stays (asks)"),
    ]

    private static let references = [
        Binding("a", .add, hint: "image", "add an image by URL or path"),
        Binding("A", .addSubject, hint: "subject", "add a subject: a person or thing in 2 to 4 pictures"),
        Binding("Enter, e", .edit, hint: "edit", "edit the reference"),
        Binding("m", .makePictures, hint: "make pictures", "have the service make a subject's pictures from its words"),
        Binding("x", .remove, hint: "remove", "remove the reference from the draft"),
        Binding("C-x Enter, M-Enter", .review, hint: "review", "show what would be sent"),
        Binding("J", .moveDown, hint: "down", "move the reference down: they are sent in this order"),
        Binding("K", .moveUp, hint: "up", "move the reference up"),
        Binding("w", .keepSubject, hint: "keep", "keep the subject for other drafts"),
        Binding("p", .pickSubject, hint: "pick", "add a kept subject"),
    ]

    private static let log = [
        Binding("Enter, l, Right", .open, hint: "open", "show the request and its answer whole"),
        Binding("/", .filter, hint: "filter", "show only what has these words"),
        Binding("v", .level, hint: "level", "what is shown: info and worse, warnings, errors, everything"),
        Binding("G, End", .move(.bottom), hint: "follow", "to the newest, and on with what comes"),
        Binding("Esc", .back, "clear the filter; without one back to the Queue"),
    ]

    private static let filterField = [
        Binding("Enter", .open, hint: "done", "keep the filter: letters and digits are keys again"),
        Binding("Esc", .leaveField, hint: "clear", "clear the filter"),
        Binding("Down", .move(.down), "down"), Binding("Up", .move(.up), "up"),
    ]

    private static let exchange = [Binding("h, Left, Esc", .back, hint: "back", "back to the Log")]

    private static let form = [
        Binding("Tab, Down", .nextField, hint: "field", "next field"),
        Binding("S-Tab, Up", .previousField, "previous field"),
        Binding("Right, Space", .nextChoice, hint: "change", "next value of a choice"),
        Binding("Left", .previousChoice, "previous value of a choice"),
        Binding("Enter", .open, "type into the field, do what the button says, or go to the next field"),
        Binding("i", .enterField, hint: "type", "type into the field"),
        Binding("Esc", .back, "leave"),
        Binding("C-x Enter, M-Enter", .review, hint: "review", "show what would be sent; in a subject: done"),
    ]

    private static let lineField = [
        Binding("Tab, Down", .nextField, hint: "field", "next field"),
        Binding("S-Tab, Up", .previousField, "previous field"),
        Binding("Enter", .open, "next field"),
        Binding("Esc", .leaveField, hint: "leave", "leave the field: letters and digits are keys again"),
        Binding("C-x Enter, M-Enter", .review, hint: "review", "show what would be sent; in a subject: done"),
    ]

    private static let promptField = [
        Binding("Tab", .nextField, hint: "settings", "next field"),
        Binding("S-Tab", .previousField, "previous field"),
        Binding("Esc", .leaveField, hint: "leave", "leave the prompt: letters and digits are keys again"),
        Binding("C-x Enter, M-Enter", .review, hint: "review", "show what would be sent"),
    ]

    private static let reviewButton = [Binding("Enter", .review, hint: "review", "show what would be sent")]

    private static let help = [Binding("Esc, ?, q", .back, hint: "back", "close the help")]

    private static let review = [
        Binding("y", .yes, hint: "send", "send it: this is the only place that spends"),
        Binding("e", .edit, hint: "edit", "back to the draft, nothing is sent"),
        Binding("Esc", .back, hint: "back", "back to the draft, nothing is sent"),
    ]

    private static let question = [
        Binding("y", .yes, hint: "yes", "do it"),
        Binding("n, Enter, Esc, q", .no, hint: "no", "do nothing"),
    ]

    private static let input = [
        Binding("Enter", .open, hint: "done", "take what was typed"),
        Binding("Esc", .back, hint: "cancel", "close without taking it"),
    ]

    private static let picker = [
        Binding("Enter, l", .open, hint: "add", "add the subject to the draft"),
        Binding("x", .remove, hint: "delete", "delete the kept subject (asks)"),
        Binding("Esc, h", .back, hint: "back", "close"),
    ]

    private static let moving = [
        Binding("j, Down", .move(.down), "down"), Binding("k, Up", .move(.up), "up"),
        Binding("PgDn", .move(.pageDown), "a page down"), Binding("PgUp", .move(.pageUp), "a page up"),
        Binding("C-d", .move(.halfPageDown), "half a page down"), Binding("C-u", .move(.halfPageUp), "half a page up"),
        Binding("g g, Home", .move(.top), "to the first"), Binding("G, End", .move(.bottom), "to the last"),
    ]

    private static let everywhere = [
        Binding("?", .help, hint: "help", "show the keys of this place"),
        Binding("1", .show(.queue), "Queue"), Binding("2", .show(.compose), hint: "compose", "Compose"),
        Binding("3", .show(.library), "Library"), Binding("4", .show(.references), "References"),
        Binding("5", .show(.log), "Log"),
        Binding("P", .pause, "pause sending, or let it go on; polling goes on"),
        Binding(
            "!",
            .nextWaiting,
            "to the next task that waits for you, or has failed"
        ),
        Binding("q", .back, hint: "back", "back one level"),
        Binding("Q", .quit, hint: "quit", "quit; asks only if something is unsent or being downloaded"),
    ]

    private static let always = [
        Binding("F1", .help, "show the keys of this place"),
        Binding("C-l", .redraw, "draw the screen anew"),
        Binding("C-z", .suspend, "suspend; fg comes back"),
        Binding("C-c", .interrupt, "cancel what is in front; never clears text; twice quits"),
    ]
}
