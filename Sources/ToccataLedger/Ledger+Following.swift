import SQLiteKit
package import ToccataCore

/// How far somebody has followed a ledger.
package struct LedgerMark: Equatable, Sendable {
    let event: Int
    let forgotten: Int
}

/// What became different in a ledger.
package enum LedgerNews: Equatable, Sendable {
    /// All tasks, the newest first: nothing was known, or one was forgotten.
    case everything([VideoTask])
    /// Those that changed or are new, the oldest first.
    case changed([VideoTask])
}

extension Ledger {
    /// Where the ledger is now: what happens from here on is ``changes(since:)``.
    package func mark() throws(LedgerError) -> LedgerMark {
        try perform { connection throws(SQLiteError) in try Self.mark(connection) }
    }

    /// As ``news(since:)``, with those that were forgotten: everything is told again then.
    package func changes(
        since mark: LedgerMark
    ) throws(LedgerError) -> (news: LedgerNews, forgotten: [ShortID], mark: LedgerMark) {
        try perform { connection throws(SQLiteError) in
            try connection.transaction(.deferred) { () throws(SQLiteError) in
                let (news, now) = try Self.news(since: mark, connection)
                guard mark.forgotten != now.forgotten else { return (news, [], now) }
                let gone = try connection.query(Self.goneSQL, [.init(mark.forgotten)])
                return (news, gone.compactMap { $0.text("task").map(ShortID.init(rawValue:)) }, now)
            }
        }
    }

    /// What happened to the tasks since a mark, whichever process did it, and the mark to ask with next time.
    ///
    /// - Parameter mark: Nil for all tasks.
    package func news(since mark: LedgerMark?) throws(LedgerError) -> (news: LedgerNews, mark: LedgerMark) {
        try perform { connection throws(SQLiteError) in
            try connection.transaction(.deferred) { () throws(SQLiteError) in try Self.news(since: mark, connection) }
        }
    }

    private static func news(
        since mark: LedgerMark?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> (LedgerNews, LedgerMark) {
        let now = try Self.mark(connection)
        // What is forgotten gives numbers of events back, so that later ones may look old.
        guard let mark, mark.forgotten == now.forgotten else {
            return (.everything(try connection.query(everythingSQL).compactMap(TaskRow.task)), now)
        }
        guard mark.event < now.event else { return (.changed([]), now) }
        return (.changed(try connection.query(changedSQL, [.init(mark.event)]).compactMap(TaskRow.task)), now)
    }

    private static let everythingSQL = "SELECT * FROM tasks ORDER BY sequence DESC"

    static let changedSQL = """
        SELECT * FROM tasks WHERE id IN (SELECT task FROM events WHERE sequence > ?1) ORDER BY sequence
        """

    private static let goneSQL = """
        SELECT task FROM forgotten WHERE sequence > ?1 AND task NOT IN (SELECT id FROM tasks) ORDER BY sequence
        """

    static func mark(_ connection: SQLiteConnection) throws(SQLiteError) -> LedgerMark {
        let sql = """
            SELECT (SELECT max(sequence) FROM events) AS event, (SELECT max(sequence) FROM forgotten) AS forgotten
            """
        let row = try connection.query(sql).first
        return LedgerMark(event: row?.integer("event") ?? 0, forgotten: row?.integer("forgotten") ?? 0)
    }
}
