import ToccataCore

/// The unfinished tasks as the ledger had them when it was looked at last, so that a look costs what has changed.
struct UnfinishedTasks: Sendable {
    private var known: [ShortID: (number: Int, task: VideoTask)] = [:]
    private var numbers = 0
    /// Those that are not just asked about, the oldest first.
    private(set) var others: [VideoTask] = []

    subscript(id: ShortID) -> VideoTask? { known[id]?.task }

    var polled: [VideoTask] { known.values.filter { $0.task.state.isPolled }.map(\.task) }

    /// How many tasks each server is at work on.
    var running: [ServerIdentity: Int] {
        known.values.reduce(into: [:]) { counts, entry in
            if entry.task.state.countsAsRunning { counts[entry.task.server, default: 0] += 1 }
        }
    }

    /// Takes tasks as they are now, the oldest first, and forgets those that are finished.
    mutating func take(_ tasks: [VideoTask]) {
        var isOthersStale = false
        for task in tasks {
            let before = known[task.id]
            isOthersStale = isOthersStale || before.map { !$0.task.state.isPolled } ?? false || !task.state.isPolled
            known[task.id] = task.isUnfinished ? (before?.number ?? nextNumber(), task) : nil
        }
        if isOthersStale { sortOthers() }
    }

    /// Takes all there are.
    mutating func replace(with tasks: [VideoTask]) {
        known = [:]
        others = []
        take(tasks)
    }

    private mutating func nextNumber() -> Int {
        numbers += 1
        return numbers
    }

    private mutating func sortOthers() {
        others = known.values.filter { !$0.task.state.isPolled }.sorted { $0.number < $1.number }.map(\.task)
    }
}

extension VideoTask {
    /// Whether there may be something to do about it without a person.
    fileprivate var isUnfinished: Bool {
        switch state {
        case .lost: awaitsLookUp
        case .unsaved: isSavedLater
        default: !state.isSettled
        }
    }
}
