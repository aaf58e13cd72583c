package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// Has two unsent tasks leave in each other's turn, which is their place in every list, too.
    ///
    /// - Returns: False where one of them has left, or is gone.
    package func swapTurns(_ one: ShortID, _ other: ShortID, at now: Date) throws(LedgerError) -> Bool {
        try transact { connection throws(SQLiteError) in
            guard let here = try Self.turn(of: one, connection), let there = try Self.turn(of: other, connection) else {
                return false
            }
            // No two rows have one number, not even for a moment.
            for (id, turn) in [(one, -1), (other, here), (one, there)] {
                let sql = "UPDATE tasks SET sequence = ?2 WHERE id = ?1"
                try connection.execute(sql, [.text(id.rawValue), .init(turn)])
            }
            try Self.haveAllRead(one, at: now, connection)
            return true
        }
    }

    private static func turn(of id: ShortID, _ connection: SQLiteConnection) throws(SQLiteError) -> Int? {
        guard let row = try row(id, connection), TaskRow.task(row)?.state.isUnsent == true else { return nil }
        return row.integer("sequence")
    }
}
