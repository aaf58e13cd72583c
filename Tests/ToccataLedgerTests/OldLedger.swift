import FoundationEssentials
import SQLiteKit
import Scratch

/// A ledger as an older Toccata left it: a frozen copy of its SQL, with a task in every state and something of
/// everything else that its schema holds.
struct OldLedger {
    let folder: ScratchFolder
    var path: String { folder.file("ledger.sqlite") }

    /// - Parameter version: Of the schema, from 1.
    init(version: Int) throws {
        folder = try ScratchFolder()
        let connection = try SQLiteConnection(path: path)
        try connection.run(script: try Self.sql(version))
    }

    static func sql(_ version: Int) throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: tests.appending(path: "Fixtures/ledger/schema-\(version).sql"))
        return String(decoding: data, as: UTF8.self)
    }

    /// The rows of each table as they stand in the file.
    func rows() throws -> [String: [Row]] {
        let connection = try SQLiteConnection(path: path)
        var rows: [String: [Row]] = [:]
        for table in try Self.tables(connection) {
            rows[table] = try connection.query("SELECT * FROM \(table) ORDER BY rowid")
        }
        return rows
    }

    func version() throws -> Int? {
        try SQLiteConnection(path: path).query("PRAGMA user_version").first?.integer("user_version")
    }

    /// The schema as SQLite keeps it, which every edit of a released step would show in.
    static func schema(_ connection: SQLiteConnection) throws -> [String] {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
        return try connection.query(sql).compactMap { $0.text("sql") }
    }

    private static func tables(_ connection: SQLiteConnection) throws -> [String] {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        // A table with a key of text has rows without an order that a dump would keep, but the same ones.
        return try connection.query(sql).compactMap { $0.text("name") }
    }
}
