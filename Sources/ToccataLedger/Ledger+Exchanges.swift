package import BachAPI
import SQLiteKit
package import ToccataCore

/// Requests and their answers. Unlike everything else in the ledger they are bounded, and the oldest go.
extension Ledger {
    /// The most questions kept of a task, and the most exchanges without a task.
    package static let mostQuestions = 200
    package static let mostWithoutTask = 500
    /// The most exchanges told at once.
    package static let mostNews = 1000

    /// Records exchanges, in their order, in one transaction.
    ///
    /// A question that has the same answer as the one before it, of the same task, is counted there instead.
    package func record(_ exchanges: [(task: ShortID?, exchange: Exchange)]) throws(LedgerError) {
        try transact { connection throws(SQLiteError) in
            for (task, exchange) in exchanges { try Self.record(exchange, of: task, connection) }
        }
    }

    /// The exchanges of a task, the first one first.
    package func exchanges(of id: ShortID) throws(LedgerError) -> [RecordedExchange] {
        let sql = "SELECT * FROM exchanges WHERE task = ?1 ORDER BY number"
        let rows = try perform { connection throws(SQLiteError) in try connection.query(sql, [.text(id.rawValue)]) }
        return rows.compactMap(ExchangeRow.exchange)
    }

    package func exchange(_ number: Int) throws(LedgerError) -> RecordedExchange? {
        let sql = "SELECT * FROM exchanges WHERE number = ?1"
        return try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.init(number)]).first.flatMap(ExchangeRow.exchange)
        }
    }

    /// What was recorded or repeated since a mark, the oldest change first, and the mark to ask with next time.
    ///
    /// - Parameters:
    ///   - mark: Nil for the newest there are.
    ///   - limit: Of more than so many the newest count.
    package func exchangeNews(
        since mark: Int?,
        limit: Int = mostNews
    ) throws(LedgerError) -> (news: [ExchangeSummary], mark: Int) {
        let sql = """
            SELECT \(ExchangeRow.summaryNames) FROM exchanges WHERE change > ?1 ORDER BY change DESC LIMIT ?2
            """
        let rows = try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.init(mark ?? 0), .init(limit)])
        }
        return (rows.reversed().compactMap(ExchangeRow.summary), rows.first?.integer("change") ?? mark ?? 0)
    }

    private static func record(
        _ exchange: Exchange,
        of task: ShortID?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let change = try connection.query("UPDATE exchange_changes SET last = last + 1 RETURNING last").first?
            .integer("last")
        let last = try connection.query(
            "SELECT * FROM exchanges WHERE task IS ?1 ORDER BY number DESC LIMIT 1",
            [.init(task?.rawValue)]
        ).first.flatMap(ExchangeRow.exchange)
        if let last, exchange.isRepetition(of: last.exchange) {
            let sql = "UPDATE exchanges SET change = ?2, count = count + 1, last_at = ?3 WHERE number = ?1"
            try connection.execute(sql, [.init(last.number), .init(change), .init(exchange.at)])
        } else {
            try insert(exchange, of: task, change, connection)
            try trim(task, connection)
        }
    }

    private static func insert(
        _ exchange: Exchange,
        of task: ShortID?,
        _ change: Int?,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let names = ["change", "count", "last_at"] + ExchangeRow.names
        let places = (1...names.count).map { "?\($0)" }.joined(separator: ", ")
        let sql = "INSERT INTO exchanges (\(names.joined(separator: ", "))) VALUES (\(places))"
        let values: [SQLiteValue] = [.init(change), .init(1), .init(exchange.at)]
        try connection.execute(sql, values + ExchangeRow.values(exchange, of: task))
    }

    private static func trim(_ task: ShortID?, _ connection: SQLiteConnection) throws(SQLiteError) {
        let kinds = task == nil ? "" : "AND kind IN ('query', 'look_up')"
        let sql = """
            DELETE FROM exchanges WHERE task IS ?1 \(kinds) AND number <= (
                SELECT number FROM exchanges WHERE task IS ?1 \(kinds) ORDER BY number DESC LIMIT 1 OFFSET ?2)
            """
        let most = task == nil ? mostWithoutTask : mostQuestions
        try connection.execute(sql, [.init(task?.rawValue), .init(most)])
    }
}
