package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// How long what was forgotten can be brought back, in seconds.
    package static let memory = 86_400.0

    /// Removes a task, what happened to it and its exchanges; the video and its file stay where they are.
    ///
    /// For a day ``remember(_:at:)`` can bring all of it back. A task that is being sent is kept: the answer with its id
    /// would have no place to go.
    ///
    /// - Returns: Whether it was removed.
    package func forget(_ id: ShortID, at now: Date) throws(LedgerError) -> Bool {
        try transact { connection throws(SQLiteError) in
            guard let row = try Self.row(id, connection), row.text("state") != TaskState.sending.rawValue else {
                return false
            }
            try connection.execute(Self.oldSQL, [.init(now.addingTimeInterval(-Self.memory))])
            let number = try Self.noteForgotten(id, at: now, connection)
            for (table, key) in Self.parts {
                try Self.keep(table, key, of: id, as: number, connection)
                // The task itself goes last: its events refer to it.
                if table != "tasks" { try Self.delete(table, key, of: id, connection) }
            }
            try Self.delete("tasks", "id", of: id, connection)
            return true
        }
    }

    /// Brings back a task that was forgotten within a day, with what happened to it and its exchanges.
    ///
    /// One that was to go out is held: nothing is sent by remembering.
    ///
    /// - Returns: The task; nil if nothing of it is left, or there is one of its id.
    package func remember(_ id: ShortID, at now: Date) throws(LedgerError) -> VideoTask? {
        try transact { connection throws(SQLiteError) in
            let found = try connection.query(Self.leftSQL, [.text(id.rawValue)]).first?.integer("number")
            guard let number = found, try Self.row(id, connection) == nil else { return nil }
            for (table, key) in Self.parts { try Self.bringBack(table, key, from: number, connection) }
            try connection.execute("DELETE FROM forgotten_rows WHERE forgotten = ?1", [.init(number)])
            try Self.haveAllRead(id, at: now, connection)
            guard var task = try Self.row(id, connection).flatMap(TaskRow.task) else { return nil }
            guard task.apply(.held(reason: VideoTask.heldSinceForgotten), at: now) else { return task }
            return try Self.write(task, at: now, source: "person", note: nil, connection)
        }
    }

    private static let parts = [("tasks", "id"), ("events", "task"), ("exchanges", "task")]

    private static let oldSQL = """
        DELETE FROM forgotten_rows WHERE forgotten IN (SELECT sequence FROM forgotten WHERE coalesce(at, 0) < ?1)
        """

    private static let leftSQL = """
        SELECT max(sequence) AS number FROM forgotten
        WHERE task = ?1 AND sequence IN (SELECT forgotten FROM forgotten_rows)
        """

    /// Has whoever follows the ledger read everything again; a task that is there counts as forgotten to nobody.
    static func haveAllRead(
        _ id: ShortID,
        at now: Date,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        _ = try noteForgotten(id, at: now, connection)
    }

    private static func noteForgotten(
        _ id: ShortID,
        at now: Date,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) -> Int {
        let sql = "INSERT INTO forgotten (task, at) VALUES (?1, ?2) RETURNING sequence"
        return try connection.query(sql, [.text(id.rawValue), .init(now)]).first?.integer("sequence") ?? 0
    }

    private static func delete(
        _ table: String,
        _ key: String,
        of id: ShortID,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        try connection.execute("DELETE FROM \(table) WHERE \(key) = ?1", [.text(id.rawValue)])
    }

    /// Keeps rows as JSON, by the names of their columns, so that a later schema can take them, too.
    private static func keep(
        _ table: String,
        _ key: String,
        of id: ShortID,
        as number: Int,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let members = try columns(table, connection).map { "'\($0)', \($0)" }.joined(separator: ", ")
        let sql = """
            INSERT INTO forgotten_rows (forgotten, kind, json)
            SELECT ?1, '\(table)', json_object(\(members)) FROM \(table) WHERE \(key) = ?2 ORDER BY rowid
            """
        try connection.execute(sql, [.init(number), .text(id.rawValue)])
    }

    private static func bringBack(
        _ table: String,
        _ key: String,
        from number: Int,
        _ connection: SQLiteConnection
    ) throws(SQLiteError) {
        let keysSQL = """
            SELECT DISTINCT member.key AS key FROM forgotten_rows AS kept, json_each(kept.json) AS member
            WHERE kept.forgotten = ?1 AND kept.kind = '\(table)'
            """
        let kept = Set(try connection.query(keysSQL, [.init(number)]).compactMap { $0.text("key") })
        // Of its own number a row is only sure while it is gone; what came since may have it.
        let names = try columns(table, connection).filter { kept.contains($0) && $0 != "sequence" }
        guard !names.isEmpty else { return }
        let values = names.map { "json_extract(json, '$.\($0)')" }.joined(separator: ", ")
        let isNumbered = table == "tasks"
        let place = isNumbered ? ", sequence" : ""
        let free = "(SELECT count(*) FROM tasks WHERE sequence = json_extract(json, '$.sequence'))"
        let placeValue = isNumbered ? ", CASE \(free) WHEN 0 THEN json_extract(json, '$.sequence') END" : ""
        let sql = """
            INSERT INTO \(table) (\(names.joined(separator: ", "))\(place))
            SELECT \(values)\(placeValue) FROM forgotten_rows WHERE forgotten = ?1 AND kind = '\(table)' ORDER BY rowid
            """
        try connection.execute(sql, [.init(number)])
    }

    private static func columns(_ table: String, _ connection: SQLiteConnection) throws(SQLiteError) -> [String] {
        try connection.query("SELECT name FROM pragma_table_info('\(table)')").compactMap { $0.text("name") }
    }
}
