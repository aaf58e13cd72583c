import TerminalKit
import ToccataCore

/// In which order leaves what is not sent yet: from the oldest in the list to the newest.
extension AppState {
    /// Has the selected task change places with the next unsent one of its server, below it or above.
    mutating func moveTurn(of task: VideoTask, by step: Int) -> [Effect] {
        guard let other = neighbour(of: task, step).map({ queue[$0].id }) else { return [] }
        changes.add(.turned(task.id, other))
        let isEarlier = (queue.order == .newest) == (step > 0)
        notice = Notice("\(task.id) leaves \(isEarlier ? "before" : "after") \(other) now.")
        return swapTurns(task.id, other)
    }

    /// At once in the list, for the next key may move it on.
    mutating func swapTurns(_ one: ShortID, _ other: ShortID) -> [Effect] {
        queue.swap(one, other)
        return [.swapTurns(one, other)]
    }

    func refusalToMove(_ task: VideoTask, by step: Int) -> String? {
        guard task.state.isUnsent else { return "Only what is not sent yet has a turn." }
        guard queue.order == .newest || queue.order == .oldest else {
            return
                "The list is sorted \(queue.order.words): turns are changed where it is sorted by age (\(key(.order)))."
        }
        let side = step > 0 ? "below" : "above"
        guard let row = neighbour(of: task, step) else { return "Nothing else that is not sent yet is \(side) it." }
        guard queue.fold(row: row) == nil else {
            return "What is \(side) it is a group in one row: turns are changed with a task (\(key(.open)) unfolds)."
        }
        return nil
    }

    /// The row of the next that is not sent yet and goes to the same server.
    private func neighbour(of task: VideoTask, _ step: Int) -> Int? {
        guard screen == .queue, let row = queue.viewport.selection else { return nil }
        let rows = step > 0 ? Array(row + 1..<max(row + 1, queue.shownCount)) : Array((0..<row).reversed())
        return rows.first { row in
            let tasks = queue.fold(row: row)?.tasks ?? [queue[row]]
            return tasks.contains { $0.state.isUnsent && $0.server == task.server }
        }
    }
}
