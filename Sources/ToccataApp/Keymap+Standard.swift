import TerminalKit
import ToccataCore

extension Keymap {
    /// The keys as they come: one letter means one thing wherever it is, and what spends or deletes asks.
    package static let standard = standard(NamedFilter.standard)

    /// - Parameter filters: Those of the Queue that have a key each.
    static func standard(_ filters: [NamedFilter]) -> Keymap {
        var keymap = fixed
        keymap[.everywhere] += filters.prefix(NamedFilter.most).enumerated().map { index, filter in
            Binding(
                "filter_\(index + 1)",
                "g \(index + 1)",
                .showFiltered(index),
                "show \(filter.name)",
                filter.text.isEmpty ? "the Queue with all tasks" : "the Queue with \(filter.text) alone"
            )
        }
        return keymap
    }

    private static let fixed = Keymap([
        .tasks: tasks, .detail: detail, .library: library, .references: references, .log: log, .form: form,
        .lineField: lineField, .promptField: promptField, .names: names, .typing: typing, .reviewButton: reviewButton,
        .menu: menu,
        .openedMenu: openedMenu, .review: review, .question: question, .input: input, .picker: picker, .drafts: drafts,
        .revisions: revisions,
        .exchange: exchange, .filterField: filterField, .moving: moving, .everywhere: everywhere, .always: always,
    ])

    private static let references = [
        Binding("image", "a", .add, hint: "image", "add an image by URL or path"),
        Binding("subject", "A", .addSubject, hint: "subject", "add a subject: a person or thing in 2 to 4 pictures"),
        Binding("edit", "Enter, e", .edit, hint: "edit", "edit the reference"),
        Binding(
            "make_pictures",
            "m",
            .makePictures,
            hint: "make pictures",
            "have the service make a subject's pictures from its words"
        ),
        Binding("remove", "x", .remove, hint: "remove", "remove the reference from the draft"),
        Binding("undo", "z", .undo, hint: "undo", "bring back the reference that was removed last"),
        Binding("review", "C-x Enter, M-Enter", .review, hint: "review", "show what would be sent"),
        Binding("down", "J", .moveDown, hint: "down", "move the reference down: they are sent in this order"),
        Binding("up", "K", .moveUp, hint: "up", "move the reference up"),
        Binding("keep", "w", .keepSubject, hint: "keep", "keep the subject for other drafts"),
        Binding("pick", "p", .pickSubject, hint: "pick", "add a kept subject"),
    ]

    private static let log = [
        Binding("open", "Enter, l, Right", .open, hint: "open", "show the request and its answer whole"),
        Binding("filter", "/", .filter, hint: "filter", "show only what has these words"),
        Binding("level", "v", .level, hint: "level", "what is shown: info and worse, warnings, errors, everything"),
        Binding("follow", "G, End", .move(.bottom), hint: "follow", "to the newest, and on with what comes"),
        Binding("clear", "Esc", .back, "clear", "clear the filter; without one back to the Queue"),
    ]

    private static let filterField = [
        Binding("done", "Enter", .open, hint: "done", "keep the filter: letters and digits are keys again"),
        Binding("clear", "Esc", .leaveField, hint: "clear", "clear the filter"),
        Binding("down", "Down", .move(.down), "down"), Binding("up", "Up", .move(.up), "up"),
    ]

    private static let exchange = [Binding("back", "h, Left, Esc", .back, hint: "back", "back to the Log")]

    private static let draftsHelp = "all drafts: go on with another, begin, name or delete one, bring back what one was"

    private static let form = [
        Binding("next", "Tab, Down", .nextField, hint: "field", "next field"),
        Binding("previous", "S-Tab, Up", .previousField, "previous field"),
        Binding("next_value", "Right, Space", .nextChoice, hint: "change", "next value of a choice"),
        Binding("previous_value", "Left", .previousChoice, "previous value", "previous value of a choice"),
        Binding(
            "enter",
            "Enter",
            .open,
            "enter",
            "type into the field, do what the button says, or go to the next field"
        ),
        Binding("type", "i", .enterField, hint: "type", "type into the field"),
        Binding("leave", "Esc", .back, "leave", "leave"),
        Binding("review", "C-x Enter, M-Enter", .review, hint: "review", "show what would be sent; in a subject: done"),
        Binding("editor", "C-x C-e", .editor, "editor", "write the text, or the prompt, in your editor"),
    ]

    private static let lineField = [
        Binding("next", "Tab, Down", .nextField, hint: "field", "next field"),
        Binding("previous", "S-Tab, Up", .previousField, "previous field"),
        Binding("done", "Enter", .open, "next field"),
        Binding("leave", "Esc", .leaveField, hint: "leave", "leave the field: letters and digits are keys again"),
        Binding("review", "C-x Enter, M-Enter", .review, hint: "review", "show what would be sent; in a subject: done"),
        Binding("editor", "C-x C-e", .editor, "editor", "write the text in your editor"),
        Binding("drafts", "C-x d", .drafts, "drafts", draftsHelp),
    ]

    private static let promptField = [
        Binding("next", "Tab", .nextField, hint: "settings", "next field"),
        Binding("previous", "S-Tab", .previousField, "previous field"),
        Binding("leave", "Esc", .leaveField, hint: "leave", "leave the prompt: letters and digits are keys again"),
        Binding("review", "C-x Enter, M-Enter", .review, hint: "review", "show what would be sent"),
        Binding(
            "subject",
            "@",
            .completeName,
            hint: "subject",
            "begin a word with it to have a subject's name completed"
        ),
        Binding(
            "editor",
            "C-x C-e",
            .editor,
            hint: "editor",
            "write it in your editor: `editor` in the configuration, $VISUAL or $EDITOR"
        ),
        Binding(
            "earlier",
            "C-x p",
            .earlierPrompt,
            "earlier prompt",
            "put the prompt that was sent before in this one's place"
        ),
        Binding("later", "C-x n", .laterPrompt, "later prompt", "the one sent after it, at last one's own text"),
        Binding("drafts", "C-x d", .drafts, hint: "drafts", draftsHelp),
    ]

    private static let names = [
        Binding("take", "Tab, Enter", .open, hint: "take", "write the name in the place of the @ and what follows it"),
        Binding("leave", "Esc, C-g", .back, hint: "leave", "offer nothing more: what was typed stays"),
        Binding("down", "Down, C-n", .move(.down), "down"), Binding("up", "Up, C-p", .move(.up), "up"),
    ]

    private static let typing = [
        Binding("undo", "C-_, C-x u", .undo, "undo", "take back what was typed, cut, pasted or put in its place last"),
        Binding("redo", "C-x C-r", .redo, "redo", "do again what was taken back"),
        Binding("file", "C-x C-f", .completePath, "complete file", "complete the path of a file, as far as it is one"),
    ]

    private static let reviewButton = [Binding("review", "Enter", .review, hint: "review", "show what would be sent")]

    private static let menu = [
        Binding("run", "Enter", .open, hint: "run", "do what is selected"),
        Binding("back", "Esc", .back, hint: "back", "close"),
        Binding("down", "Down, C-n", .move(.down), "down"), Binding("up", "Up, C-p", .move(.up), "up"),
        Binding("page_down", "PgDn", .move(.pageDown), "a page down"),
        Binding("page_up", "PgUp", .move(.pageUp), "a page up"),
    ]

    private static let openedMenu = [
        Binding("close", "q, ?", .back, "close"),
        Binding("actions", ":", .actions, "actions", "find anything that can be done"),
    ]

    private static let review = [
        Binding("send", "y", .yes, hint: "send", "send it: this is the only place that spends"),
        Binding("edit", "e", .edit, hint: "edit", "back to the draft, nothing is sent"),
        Binding("back", "Esc", .back, hint: "back", "back to the draft, nothing is sent"),
    ]

    private static let question = [
        Binding("yes", "y", .yes, hint: "yes", "do it"),
        Binding("no", "n, Enter, Esc, q", .no, hint: "no", "do nothing"),
    ]

    private static let input = [
        Binding("done", "Enter", .open, hint: "done", "take what was typed"),
        Binding("cancel", "Esc", .back, hint: "cancel", "close without taking it"),
    ]

    private static let picker = [
        Binding("add", "Enter, l", .open, hint: "add", "add the subject to the draft"),
        Binding("delete", "x", .remove, hint: "delete", "delete the kept subject (asks)"),
        Binding("undo", "z", .undo, "undo", "bring back the subject that was deleted last"),
        Binding("back", "Esc, h", .back, hint: "back", "close"),
    ]

    private static let drafts = [
        Binding("open", "Enter, l, Right", .open, hint: "open", "go on with the draft"),
        Binding("new", "a", .add, hint: "new", "begin another draft; this one stays"),
        Binding("name", "e", .edit, hint: "name", "give the draft a name"),
        Binding("revisions", "H", .revisions, hint: "revisions", "what the draft once was, to be brought back"),
        Binding("delete", "x", .remove, hint: "delete", "delete the draft (asks)"),
        Binding("undo", "z", .undo, "undo", "bring back the draft that was deleted last"),
        Binding("back", "Esc, h, Left", .back, hint: "back", "close"),
    ]

    private static let revisions = [
        Binding(
            "bring_back",
            "Enter",
            .open,
            hint: "bring back",
            "put it in the place of what stands there, which stays"
        ),
        Binding("back", "Esc, h, Left", .back, hint: "back", "back to the drafts"),
    ]

    private static let moving = [
        Binding("down", "j, Down", .move(.down), "down"), Binding("up", "k, Up", .move(.up), "up"),
        Binding("page_down", "PgDn", .move(.pageDown), "a page down"),
        Binding("page_up", "PgUp", .move(.pageUp), "a page up"),
        Binding("half_down", "C-d", .move(.halfPageDown), "half a page down"),
        Binding("half_up", "C-u", .move(.halfPageUp), "half a page up"),
        Binding("first", "g g, Home", .move(.top), "to the first"),
        Binding("last", "G, End", .move(.bottom), "to the last"),
    ]

    private static let everywhere = [
        Binding("help", "?", .help, hint: "help", "show the keys of this place"),
        Binding("actions", ":", .actions, hint: "actions", "find anything that can be done, and do it"),
        Binding("queue", "1", .show(.queue), "Queue"),
        Binding("compose", "2", .show(.compose), hint: "compose", "Compose"),
        Binding("library", "3", .show(.library), "Library"),
        Binding("references", "4", .show(.references), "References"),
        Binding("log", "5", .show(.log), "Log"),
        Binding("drafts", "C-x d", .drafts, "drafts", draftsHelp),
        Binding("pause", "P", .pause, "pause or go on", "pause sending, or let it go on; polling goes on"),
        Binding(
            "next_waiting",
            "!",
            .nextWaiting,
            "next that waits",
            "to the next task that waits for you, or has failed"
        ),
        Binding("zoom", "+, _", .zoom, "zoom", "give this pane the whole screen, or take that back"),
        Binding("back", "q", .back, hint: "back", "back one level"),
        Binding("quit", "Q", .quit, hint: "quit", "quit; asks while something is going out or coming in"),
    ]

    private static let always = [
        Binding("help", "F1", .help, "help", "show the keys of this place"),
        Binding("actions", "M-x", .actions, "actions", "find anything that can be done, and do it"),
        Binding("redraw", "C-l", .redraw, "redraw", "draw the screen anew"),
        Binding("suspend", "C-z", .suspend, "suspend", "suspend; fg comes back"),
        Binding("interrupt", "C-c", .interrupt, "cancel", "cancel what is in front; never clears text; twice quits"),
    ]
}
