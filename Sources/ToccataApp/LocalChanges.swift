package import ToccataCore

/// Something that a person did here and nothing outside knows of, so that it can be taken back.
package enum LocalChange: Equatable, Sendable {
    case forgotten([ShortID], folds: Folds)
    /// What became different of each task's tags.
    case tagged([TagsOfTask])
    case marked(before: Set<ShortID>, after: Set<ShortID>)
    case ordered(Screen, before: TaskOrder, after: TaskOrder)
    case folded(Screen, before: Set<ShortID>, after: Set<ShortID>)
    case held([ShortID])
    /// The turns of two tasks that were not sent yet.
    case turned(ShortID, ShortID)
    /// Let go, and not sent yet.
    case released([ShortID])
    /// Taken back before it was sent.
    case takenBack([ShortID])
    /// Sent from Compose, and not on its way yet.
    case sent([ShortID])

    /// Which groups are folded, for each list.
    package struct Folds: Equatable, Sendable {
        package var queue: Set<ShortID> = []
        package var library: Set<ShortID> = []
    }

    package struct TagsOfTask: Equatable, Sendable {
        package let id: ShortID
        package let change: TagChange
    }
}

/// What was done here since the console began, to be taken back step by step and done again.
package struct LocalChanges: Equatable, Sendable {
    private static let most = 200
    private(set) var done: [LocalChange] = []
    private(set) var undone: [LocalChange] = []

    package var canUndo: Bool { !done.isEmpty }
    package var canRedo: Bool { !undone.isEmpty }

    /// What was taken back before cannot be done again after something else was done.
    mutating func add(_ change: LocalChange) {
        done = done.suffix(Self.most - 1) + [change]
        undone = []
    }

    /// Notes a step that was taken back and had not been noted when it was done.
    mutating func addUndone(_ change: LocalChange) {
        guard undone.last != change else { return }
        undone = undone.suffix(Self.most - 1) + [change]
    }

    mutating func undo() -> LocalChange? {
        guard let change = done.popLast() else { return nil }
        undone.append(change)
        return change
    }

    mutating func redo() -> LocalChange? {
        guard let change = undone.popLast() else { return nil }
        done.append(change)
        return change
    }
}
