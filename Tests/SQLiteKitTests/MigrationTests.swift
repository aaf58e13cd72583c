import FoundationEssentials
import SQLiteKit
import Scratch
import Testing

@Suite("Migrations")
struct MigrationTests {
    let folder: ScratchFolder
    let first = Migration("tasks", "CREATE TABLE tasks (id TEXT NOT NULL) STRICT; INSERT INTO tasks VALUES ('a1')")
    let second = Migration("notes", "CREATE TABLE notes (text TEXT NOT NULL) STRICT")

    init() throws {
        folder = try ScratchFolder()
    }

    @Test("runs each step once, in order")
    func steps() throws {
        let path = folder.file("a.sqlite")
        _ = try SQLiteConnection(path: path, migrations: [first])

        let connection = try SQLiteConnection(path: path, migrations: [first, second])

        #expect(try connection.query("SELECT id FROM tasks").map { $0.text("id") } == ["a1"])
        #expect(try connection.query("SELECT text FROM notes").isEmpty)
        #expect(try version(of: connection) == 2)
    }

    @Test("leaves the schema before a step that fails")
    func failingStep() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        let broken = Migration("broken", "CREATE TABLE half (n INTEGER) STRICT; CREATE TABLE tasks (n INTEGER) STRICT")

        let error = #expect(throws: SQLiteError.self) { try connection.migrate([first, broken]) }

        #expect(error?.description.contains("already exists") == true)
        #expect(try version(of: connection) == 1)
        let tables = try connection.query("SELECT name FROM sqlite_schema WHERE type = 'table'")
        #expect(tables.map { $0.text("name") } == ["tasks"])
    }

    @Test("leaves a newer file as it is, to the byte", arguments: [JournalMode.writeAheadLog, .rollback])
    func newerFile(journal: JournalMode) throws {
        let path = folder.file("a.sqlite")
        _ = try SQLiteConnection(path: path, journal: .rollback, migrations: [first, second])
        let before = try folder.bytes("a.sqlite")

        let error = #expect(throws: SQLiteError.self) {
            try SQLiteConnection(path: path, journal: journal, migrations: [first])
        }

        #expect(error == .schemaTooNew(found: 2, known: 1))
        #expect(try folder.bytes("a.sqlite") == before)
    }

    @Test("takes a version below zero for a schema it does not know")
    func versionBelowZero() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        try connection.run(script: "PRAGMA user_version = -3")

        #expect(throws: SQLiteError.schemaTooNew(found: -3, known: 1)) { try connection.migrate([first]) }
    }

    private func version(of connection: SQLiteConnection) throws -> Int? {
        try connection.query("PRAGMA user_version").first?.integer("user_version")
    }
}
