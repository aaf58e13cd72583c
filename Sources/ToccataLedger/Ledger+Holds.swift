package import FoundationEssentials
import SQLiteKit
package import ToccataCore

/// What stands in the way of sending; known to every process of the ledger at once, and after a restart.
extension Ledger {
    /// The holds there are, the oldest first.
    package func holds() throws(LedgerError) -> [Hold] {
        try perform { connection throws(SQLiteError) in try Self.holds(connection) }
    }

    /// Lets nothing go out to a server, or to any; a hold that is there already begins anew.
    package func hold(_ server: ServerIdentity?, reason: String, code: Int?, at now: Date) throws(LedgerError) {
        let sql = """
            INSERT OR REPLACE INTO holds (server, base_url, key_id, reason, code, since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        let values = Self.place(server) + [.text(reason), .init(code), .init(now)]
        try transact { connection throws(SQLiteError) in _ = try connection.execute(sql, values) }
    }

    /// Lets sending to a server, or after a pause, go on.
    ///
    /// - Parameter number: Only a hold up to this one: a newer one says what is true since.
    /// - Returns: Whether it was held.
    @discardableResult
    package func lift(_ server: ServerIdentity?, upTo number: Int = .max) throws(LedgerError) -> Bool {
        let sql = "DELETE FROM holds WHERE server = ?1 AND base_url = ?2 AND key_id = ?3 AND number <= ?4"
        let values = Self.place(server) + [.init(number)]
        return try transact { connection throws(SQLiteError) in try connection.execute(sql, values) > 0 }
    }

    /// Lets sending go on everywhere.
    ///
    /// - Returns: Whether it was held anywhere.
    @discardableResult
    package func liftHolds() throws(LedgerError) -> Bool {
        try transact { connection throws(SQLiteError) in try connection.execute("DELETE FROM holds") > 0 }
    }

    static func holds(_ connection: SQLiteConnection) throws(SQLiteError) -> [Hold] {
        try connection.query("SELECT * FROM holds ORDER BY number").compactMap(hold)
    }

    private static func hold(_ row: Row) -> Hold? {
        guard let number = row.integer("number"), let since = row.date("since") else { return nil }
        return Hold(
            number: number,
            server: server(row),
            reason: row.text("reason") ?? "",
            code: row.integer("code"),
            since: since
        )
    }

    /// No service has an empty name, so that one stands for all.
    private static func server(_ row: Row) -> ServerIdentity? {
        guard let name = row.text("server"), !name.isEmpty else { return nil }
        let keyID = row.text("key_id").flatMap { $0.isEmpty ? nil : $0 }
        return ServerIdentity(name: name, baseURL: row.text("base_url") ?? "", keyID: keyID)
    }

    private static func place(_ server: ServerIdentity?) -> [SQLiteValue] {
        [.text(server?.name ?? ""), .text(server?.baseURL ?? ""), .text(server?.keyID ?? "")]
    }
}
