/// What was changed in a text, in steps that can be taken back and done again.
///
/// Holds what each change took away and put there, not whole texts; the oldest steps are dropped when it gets long.
struct EditHistory: Hashable, Sendable {
    /// Characters in the place of others.
    struct Change: Hashable, Sendable {
        let start: Int
        let removed: [Character]
        let inserted: [Character]

        var size: Int { removed.count + inserted.count + 1 }
    }

    /// Changes that a person sees as one.
    struct Step: Hashable, Sendable {
        var changes: [Change]
        let cursorBefore: Int
        var cursorAfter: Int
        /// What whoever made it remembers it by.
        var mark: Int?

        var size: Int { changes.reduce(0) { $0 + $1.size } }
    }

    /// A prompt of the greatest length, pasted and cleared a dozen times; some megabytes.
    private static let mostCharacters = 250_000

    private var done: [Step] = []
    private var undone: [Step] = []
    private var size = 0

    var lastStep: Step? { done.last }
    /// The step that is done again next.
    var nextStep: Step? { undone.last }
    var canUndo: Bool { !done.isEmpty }
    var canRedo: Bool { !undone.isEmpty }

    /// Remembers a change, as part of the last step or as a step of its own; what was undone is gone.
    mutating func record(_ change: Change, cursors: (before: Int, after: Int), joins: Bool) {
        undone = []
        size += change.size
        if joins, !done.isEmpty {
            done[done.count - 1].changes.append(change)
            done[done.count - 1].cursorAfter = cursors.after
        } else {
            done.append(Step(changes: [change], cursorBefore: cursors.before, cursorAfter: cursors.after))
        }
        while size > Self.mostCharacters, done.count > 1 { size -= done.removeFirst().size }
    }

    mutating func markLastStep(_ mark: Int) {
        if !done.isEmpty { done[done.count - 1].mark = mark }
    }

    /// Takes the last step out of what is done; nil if there is none.
    mutating func undo() -> Step? {
        guard let step = done.popLast() else { return nil }
        size -= step.size
        undone.append(step)
        return step
    }

    /// Takes up again what was undone last; nil if there is none.
    mutating func redo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        size += step.size
        done.append(step)
        return step
    }
}
