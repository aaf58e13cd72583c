/// The keys about tasks: in the Queue, in Detail and in the Library.
extension Keymap {
    static let tasks =
        [
            Binding(
                "detail",
                "Enter, l, Right",
                .open,
                hint: "detail",
                "show all there is to know about the task; a folded group: show its tasks"
            ),
            Binding(
                "attach",
                "a",
                .add,
                hint: "attach",
                "lost or gone: attach the id that the service gave it; it is asked first"
            ),
            Binding(
                "send",
                "s",
                .send,
                hint: "send",
                "held: let it go; lost or failed before it was made: send it again (asks)"
            ),
            Binding(
                "stop",
                "x",
                .remove,
                hint: "stop",
                "unsent: take it back, undo brings it back as held; sent: stop watching, it goes on and is billed (asks)"
            ),
            Binding("hold", "f", .hold, hint: "hold", "unsent: keep it here until it is sent by hand"),
            Binding(
                "undo",
                "z",
                .undo,
                hint: "undo",
                "take back what was just sent, within a few seconds; then what was done here last: forget, take back, tags, marks, order, hold; it never sends without a question"
            ),
            Binding(
                "correct",
                "r",
                .correct,
                hint: "put right",
                "failed: its request into Compose, with what the service said beside the field"
            ),
            Binding("turn_down", "J", .moveDown, "turn down", "unsent: change turns with the unsent task below it"),
            Binding("turn_up", "K", .moveUp, "turn up", "unsent: change turns with the unsent task above it"),
            Binding("open", "o", .openVideo, hint: "open", "open the saved video"),
            Binding("poll", "R", .pollNow, hint: "poll", "ask the service about the task now, and further on"),
        ] + finding + clones + [
            Binding("download", "d", .download, hint: "download", "download the video, again if it was saved"),
            Binding("forget", "X", .forget, hint: "forget", "forget the task here (asks)"),
        ] + marking + tabs + copies

    private static let clones = [
        Binding(
            "clone",
            "c",
            .clone,
            hint: "clone",
            "put its whole request into Compose, with the same seed; a folded group: with its variants"
        ),
        Binding(
            "clone_anew",
            "C",
            .cloneAnew,
            "clone, new seed",
            "the same for a new seed; marked: send them all again, each with another seed (asks)"
        ),
    ]

    private static let tabs = [
        Binding("next_tab", "]", .nextTab, "next tab", "the next of Status, Params, Events, JSON and Diff in Detail"),
        Binding("previous_tab", "[", .previousTab, "previous tab", "the one before it"),
    ]

    private static let finding = [
        Binding(
            "filter",
            "/",
            .filter,
            hint: "filter",
            "show only what has these words; state:failed, mode:t2v, tag:keep, on:yesterday, since:2h, !word for what is not wanted"
        ),
        Binding(
            "mark",
            "Space",
            .mark,
            hint: "mark",
            "mark the task, or not any more; what is done then is done with all marked"
        ),
        Binding("fold", "h, Left", .fold, hint: "fold", "tasks that were sent together: show them as one row"),
        Binding(
            "fold_all",
            "F",
            .foldAll,
            "fold all",
            "one row for each group that was sent together; again: all rows"
        ),
        Binding("order", "S", .order, hint: "sort", "sort: newest, oldest, by state, what waits longest"),
    ]

    private static let marking = [
        Binding("tag", "t", .tag, hint: "tag", "put tags on the task, or all that are marked: +keep -draft"),
        Binding("range", "v", .markRange, "mark a range", "mark all from here to where you go; the key again ends it"),
        Binding("all", "A", .markAll, "mark all", "mark all that are shown"),
        Binding("invert", "*", .invertMarks, "invert marks", "mark what is not marked, of what is shown"),
        Binding("redo", "Z", .redo, "redo", "do again what was taken back"),
        Binding("none", "U", .unmarkAll, "unmark all", "mark none"),
        Binding("clear", "Esc", .back, "clear", "clear the filter"),
    ]

    private static let copies = TaskPart.allCases.map { part in
        Binding("copy_\(part.rawValue)", "y \(part.letter)", .copy(part), "copy \(part.rawValue)", "copy \(part.name)")
    }

    static let detail = [Binding("back", "h, Left, Esc", .back, hint: "back", "back to the list")]

    static let library =
        [
            Binding("open", "Enter, o", .openVideo, hint: "open", "open the video"),
            Binding("detail", "l, Right", .open, hint: "detail", "show all there is to know about the task"),
            Binding(
                "undo",
                "z",
                .undo,
                hint: "undo",
                "take back what was done here last: forget, take back, tags, marks, order, hold"
            ),
        ] + finding + clones + [
            Binding("download", "d", .download, hint: "download", "download the video again"),
            Binding("forget", "X", .forget, hint: "forget", "forget the task here; the file stays (asks)"),
        ] + marking + tabs + copies
}

extension TaskPart {
    fileprivate var letter: Character {
        switch self {
        case .url: "u"
        case .id: "i"
        case .prompt: "p"
        case .file: "f"
        case .message: "m"
        case .seed: "s"
        case .json: "j"
        }
    }
}
