import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The columns of a list of tasks; what is least needed goes first where it is narrow.
struct TaskColumns {
    let width: Int
    let isLibrary: Bool

    var hasKind: Bool { width >= (isLibrary ? 44 : 52) }
    var hasAge: Bool { width >= (isLibrary ? 52 : 60) }
    /// How long it takes yet, or what is to be done, stays nearly to the end.
    var noteWidth: Int { width >= 64 ? 10 : isLibrary || width < 36 ? 0 : 8 }
    /// In the Library the note is the seed.
    private var hasSeed: Bool { width >= 88 && !isLibrary }
    private var hasLength: Bool { width >= 92 }
    private var hasSize: Bool { width >= 96 }

    var promptWidth: Int {
        max(0, width - 15 - (hasKind ? 5 : 0) - numbersWidth - (hasAge ? 5 : 0) - noteWidth)
    }

    private var numbersWidth: Int { (hasSeed ? 9 : 0) + (hasLength ? 4 : 0) + (hasSize ? 6 : 0) }

    func heading(_ order: TaskOrder) -> String {
        let name = (isLibrary ? "FILE AND PROMPT" : "PROMPT") + (order == .newest ? "" : ", \(order.words)")
        return line(
            marker: "  ",
            state: "ST",
            id: "ID",
            kind: "KIND",
            name,
            numbers(seed: "SEED", length: "LEN", size: "SIZE"),
            age: "AGE",
            note: isLibrary ? "SEED" : "NOTE"
        )
        .map(\.text).joined()
    }

    /// - Parameter isVariant: Whether nothing but its seed tells it from others of the list.
    func row(_ task: VideoTask, isVariant: Bool = false, isSelected: Bool, _ state: AppState) -> [(String, Style)] {
        let pieces = line(
            marker: (isSelected ? ">" : " ") + (state.marks.contains(task.id) ? "*" : " "),
            state: task.state.label,
            id: task.id.rawValue,
            kind: task.mode.abbreviation,
            name(task, isVariant: isVariant && !hasSeed),
            numbers(of: task, seed: task.seed.map(String.init) ?? ""),
            age: Age.text(since: isLibrary ? task.finishedAt ?? task.createdAt : task.createdAt, now: state.now),
            note: isLibrary ? task.seed.map(String.init) ?? "" : TaskWords.note(task, state)
        )
        let style = TaskWords.style(task, state)
        return pieces.map { part, text in (text, self.style(of: part, style, isSelected: isSelected)) }
    }

    private enum Part { case marker, state, id, rest, note }

    private func style(of part: Part, _ style: (word: Style, note: Style), isSelected: Bool) -> Style {
        switch part {
        case .marker: .accent.bold
        // Only the word is reversed: a bar over the whole row would cost as many bytes as the screen is wide.
        case .state: isSelected ? style.word.reversed : style.word
        case .id: .dim
        case .rest: .normal
        case .note: style.note
        }
    }

    private func line(
        marker: String,
        state: String,
        id: String,
        kind: String,
        _ prompt: String,
        _ numbers: String,
        age: String,
        note: String
    ) -> [(part: Part, text: String)] {
        var rest = hasKind ? PlainText.fitted(kind, to: 5) : ""
        rest += PlainText.fitted(prompt, to: promptWidth) + numbers
        rest += aligned(age: age)
        return [
            (.marker, marker), (.state, PlainText.fitted(state, to: 5)), (.id, " " + PlainText.fitted(id, to: 6) + " "),
            (.rest, rest), (.note, fitted(note: note)),
        ]
    }

    /// What its request says in numbers; what makes a subject has no such.
    func numbers(of task: VideoTask, seed: String) -> String {
        guard numbersWidth > 0 else { return "" }
        guard task.mode != .textToSubject else { return numbers(seed: "", length: "", size: "") }
        return numbers(
            seed: seed,
            length: hasLength ? "\(VideoRequest.duration(task.mode.family, task.request))s" : "",
            size: hasSize ? VideoRequest.resolution(task.mode.family, task.request) : ""
        )
    }

    private func numbers(seed: String, length: String, size: String) -> String {
        (hasSeed ? right(seed, 9) : "") + (hasLength ? right(length, 4) : "") + (hasSize ? right(size, 6) : "")
    }

    /// Text from a request, so that nothing says how wide it is.
    private func right(_ text: String, _ columns: Int) -> String {
        let text = PlainText.cut(text, to: columns - 1)
        return String(repeating: " ", count: columns - PlainText.columns(of: text)) + text
    }

    /// Of a note that is too long its last words go.
    func fitted(note: String) -> String {
        guard noteWidth > 0 else { return "" }
        var words = note.split(separator: " ")
        while words.count > 1, PlainText.columns(of: words.joined(separator: " ")) >= noteWidth { words.removeLast() }
        return " " + PlainText.fitted(words.joined(separator: " "), to: noteWidth - 1)
    }

    func aligned(age: String) -> String {
        hasAge ? String(repeating: " ", count: max(1, 5 - PlainText.columns(of: age))) + age : ""
    }

    /// The tags stand at the end, where they leave two thirds to what comes before.
    private func name(_ task: VideoTask, isVariant: Bool) -> String {
        let seed = isVariant ? task.seed.map { "seed \($0)  " } ?? "" : ""
        let name = isLibrary ? fileAndPrompt(task) : seed + task.prompt
        guard !task.tags.isEmpty, promptWidth >= 24 else { return name }
        let tags = PlainText.cut(task.tags.text, to: promptWidth / 3)
        let room = promptWidth - PlainText.columns(of: tags) - 1
        return PlainText.fitted(name, to: room) + " " + tags
    }

    private func fileAndPrompt(_ task: VideoTask) -> String {
        let name = PictureSource(task.file ?? "").shortName
        return task.prompt.isEmpty ? name : "\(name)  \(task.prompt)"
    }
}
