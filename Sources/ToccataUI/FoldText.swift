import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// A folded group as rows: what its tasks have in common, then each of them.
struct FoldText {
    private let words: FoldWords
    private let columns: Int

    init(_ fold: Fold, _ state: AppState, columns: Int) {
        words = FoldWords(fold: fold, state: state)
        self.columns = columns
    }

    private var tasks: [VideoTask] { words.fold.tasks.sorted { ($0.seed ?? 0) < ($1.seed ?? 0) } }

    /// In as few rows as may be; what has no room is counted.
    ///
    /// - Parameter rows: How many there are; where they are few, the states come first.
    func brief(rows: Int) -> [Line] {
        var block = TextBlock(columns: columns)
        if rows < 4 {
            block.add(words.countsText)
            block.add(tasks.map { "\(seed($0)) \($0.state.label)" }.joined(separator: ", "))
            return block.lines
        }
        block.add("Prompt", tasks[0].prompt, rows: 1)
        return block.lines + list(rows: rows - 1)
    }

    var full: [Line] {
        var block = TextBlock(columns: columns)
        block.add("Group", "\(words.number): \(words.countsText)")
        block.add("Prompt", tasks[0].prompt)
        block.add("Params", parameters)
        if let tags { block.add("Tags", tags, .accent) }
        block.addBlank()
        return block.lines + list(rows: .max)
    }

    /// Those of one task, without its seed.
    private var parameters: String {
        let task = tasks[0]
        return TaskWords.parameters(task).replacing(
            task.seed.map { "  seed \($0)" } ?? "",
            with: "",
            maxReplacements: 1
        )
    }

    private var tags: String? {
        let all = Set(tasks.map(\.tags.text).filter { !$0.isEmpty })
        return all.isEmpty ? nil : all.sorted().joined(separator: ", ")
    }

    private func list(rows: Int) -> [Line] {
        let tasks = tasks
        guard tasks.count > rows else { return tasks.map(line) }
        return tasks.prefix(rows - 1).map(line) + [Line("... and \(tasks.count - rows + 1) more", .dim)]
    }

    /// Such as `seed 7   RUN   k3f9ax  no end?`.
    private func line(_ task: VideoTask) -> Line {
        let width = tasks.map { seed($0).count }.max() ?? 0
        let note = [TaskWords.note(task, words.state), end(task)].filter { !$0.isEmpty }.joined(separator: "  ")
        let style = TaskWords.style(task, words.state)
        let known = width + 15
        return Line(pieces: [
            (PlainText.fitted(seed(task), to: width) + "  ", .normal),
            (PlainText.fitted(task.state.label, to: 5) + " ", style.word), ("\(task.id)  ", .dim),
            (PlainText.cut(note, to: max(0, columns - known)), style.note),
        ])
    }

    private func seed(_ task: VideoTask) -> String { task.seed.map { "seed \($0)" } ?? task.mode.abbreviation }

    /// What became of it.
    private func end(_ task: VideoTask) -> String {
        if let file = task.file { return PictureSource(file).shortName }
        return task.state.needsAttention ? task.message ?? "" : ""
    }
}
