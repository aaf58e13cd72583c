import SQLiteKit
package import ToccataCore

extension Ledger {
    /// Removes a task and its events for good, because a person said so; its video stays where it is.
    ///
    /// - Returns: Whether there was such a task.
    package func forget(_ id: ShortID) throws(LedgerError) -> Bool {
        try transact { connection throws(SQLiteError) in
            guard try Self.row(id, connection) != nil else { return false }
            try connection.execute("DELETE FROM events WHERE task = ?1", [.text(id.rawValue)])
            try connection.execute("DELETE FROM tasks WHERE id = ?1", [.text(id.rawValue)])
            return true
        }
    }
}
