package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// Settles what processes that are gone have left in the middle.
    ///
    /// A request that was being sent may have made a task: it becomes `lost`. An intent of a command that is over
    /// becomes `held`, so that nothing is sent later behind a script's back.
    ///
    /// - Parameter isAlive: Whether a holder, as it was recorded, still runs.
    /// - Returns: The tasks that changed.
    package func recover(
        at now: Date,
        isAlive: @Sendable (String) -> Bool
    ) throws(LedgerError) -> [VideoTask] {
        try transact { connection throws(SQLiteError) in
            var changed: [VideoTask] = []
            for row in try connection.query(Self.unfinishedSQL) {
                guard var task = TaskRow.task(row), task.holder.map(isAlive) != true else { continue }
                guard task.apply(Self.event(for: task), at: now) else { continue }
                let recorded = try Self.write(task, at: now, source: "recovery", note: nil, connection)
                changed += recorded.map { [$0] } ?? []
            }
            return changed
        }
    }

    private static let unfinishedSQL = """
        SELECT * FROM tasks
        WHERE state = 'sending' OR (state IN ('out', 'retry') AND origin = 'command')
        ORDER BY sequence
        """

    private static func event(for task: VideoTask) -> TaskEvent {
        task.state == .sending
            ? .answerLost(reason: "Toccata ended while this was being sent: whether a task was made is not known.")
            : .held(reason: "The command ended before this was sent; it goes out only when you release it.")
    }
}
