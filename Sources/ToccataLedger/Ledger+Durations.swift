import SQLiteKit
package import ToccataCore

extension Ledger {
    /// How long tasks took, of the newest of which that was seen.
    package func durations() throws(LedgerError) -> DurationHistory {
        let sql = "SELECT * FROM tasks WHERE took IS NOT NULL ORDER BY sequence DESC LIMIT ?1"
        return try perform { connection throws(SQLiteError) in
            DurationHistory(try connection.query(sql, [.init(DurationHistory.mostRead)]).compactMap(TaskRow.task))
        }
    }
}
