import SQLiteKit
import ToccataCore

extension Ledger {
    /// As ``news(since:)``, for those who only care what is still to be done: all are all unfinished tasks, the oldest
    /// first, and a look costs what has changed, whatever else the ledger holds.
    package func unfinished(since mark: LedgerMark?) throws(LedgerError) -> (news: LedgerNews, mark: LedgerMark) {
        try perform { connection throws(SQLiteError) in
            try connection.transaction(.deferred) { () throws(SQLiteError) in
                let now = try Self.mark(connection)
                // What is forgotten gives numbers of events back, so that later ones may look old.
                guard let mark, mark.forgotten == now.forgotten else {
                    return (.everything(try connection.query(Self.unfinishedSQL).compactMap(TaskRow.task)), now)
                }
                guard mark.event < now.event else { return (.changed([]), now) }
                return (
                    .changed(try connection.query(Self.changedSQL, [.init(mark.event)]).compactMap(TaskRow.task)), now
                )
            }
        }
    }

    private static let unfinishedSQL = """
        SELECT * FROM tasks
        WHERE state IN ('out', 'sending', 'retry', 'lost', 'pending', 'running', 'downloading')
            OR (state = 'unsaved' AND retry_at IS NOT NULL)
        ORDER BY sequence
        """
}
