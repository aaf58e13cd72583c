import Dispatch
import FoundationEssentials
import SQLiteKit
import Scratch
import Synchronization
import Testing

@Suite("SQLite connection")
struct SQLiteConnectionTests {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test("takes a disk without room for the file that processes share for a full one", arguments: [13, 4874])
    func noRoom(extendedCode: Int32) {
        #expect(SQLiteError.Refusal(extendedCode: extendedCode, message: "").kind == .full)
    }

    @Test(
        "gives back every kind of value as it was bound",
        arguments: [
            .null, 0, -1, .integer(.max), .integer(.min), 0.5, .real(.infinity), "", "a tide at dusk",
            "zero \u{0} inside", "Ümlaut 🎹", .blob([]), .blob([0, 255, 7]),
        ] as [SQLiteValue]
    )
    func valueRoundTrip(value: SQLiteValue) throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)

        let rows = try connection.query("SELECT ?1 AS value", [value])

        #expect(rows.map { $0["value"] } == [value])
    }

    @Test("reads odd data as nil instead of trapping")
    func oddData() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)

        let rows = try connection.query("SELECT 'x' AS word, 1e300 AS huge, 2.0 AS whole, NULL AS none")
        let row = try #require(rows.first)

        #expect(row.integer("word") == nil)
        #expect(row.integer("huge") == nil)
        #expect(row.integer("whole") == 2)
        #expect(row.text("none") == nil)
        #expect(row.text("missing") == nil)
        #expect(row.real("whole") == 2)
        #expect(row.flag("whole") == true)
    }

    @Test("repairs text that is not UTF-8")
    func brokenText() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)

        let rows = try connection.query("SELECT CAST(x'61FF62' AS TEXT) AS word")

        #expect(rows.first?.text("word") == "a\u{FFFD}b")
    }

    @Test("uses one compiled statement again, with nothing left of the last values")
    func cachedStatement() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        _ = try connection.query("SELECT ?1 AS value", ["first"])

        #expect(try connection.query("SELECT ?1 AS value").first?["value"] == .null)
    }

    @Test("names the SQL but never the values when SQLite refuses")
    func errorWithoutValues() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        try connection.run(script: "CREATE TABLE notes (text TEXT NOT NULL UNIQUE) STRICT")
        let insert = "INSERT INTO notes VALUES (?1)"
        try connection.execute(insert, ["a private prompt"])

        let error = #expect(throws: SQLiteError.self) { try connection.execute(insert, ["a private prompt"]) }

        #expect(error?.kind == .constraint)
        #expect(error?.description.contains(insert) == true)
        #expect(error?.description.contains("private") == false)
        #expect(error?.description.contains("2067") == true)  // SQLITE_CONSTRAINT_UNIQUE
    }

    @Test("refuses null and other types in a STRICT table", arguments: [.null, "seven"] as [SQLiteValue])
    func strictTable(value: SQLiteValue) throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        try connection.run(script: "CREATE TABLE counts (n INTEGER NOT NULL) STRICT")

        let error = #expect(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO counts VALUES (?1)", [value])
        }

        #expect(error?.kind == .constraint)
    }

    @Test("undoes a transaction whose body throws")
    func rollback() throws {
        let connection = try SQLiteConnection(path: SQLiteConnection.inMemory)
        try connection.run(script: "CREATE TABLE counts (n INTEGER NOT NULL) STRICT")

        #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.execute("INSERT INTO counts VALUES (1)")
                try connection.execute("INSERT INTO nowhere VALUES (1)")
            }
        }

        #expect(try connection.query("SELECT n FROM counts").isEmpty)
        #expect(try connection.transaction { () throws(SQLiteError) in try connection.execute(insertOne) } == 1)
    }

    private let insertOne = "INSERT INTO counts VALUES (1)"

    @Test("makes a file and its journals that only the owner can read, whatever the umask")
    func permissions() throws {
        let connection = try SQLiteConnection(path: folder.file("a.sqlite"))
        try connection.run(script: "CREATE TABLE notes (text TEXT) STRICT")

        for name in ["a.sqlite", "a.sqlite-wal", "a.sqlite-shm"] {
            #expect(try folder.permissions(name) == 0o600, "\(name)")
        }
    }

    @Test("keeps the journal it is told", arguments: [JournalMode.writeAheadLog, .rollback])
    func journal(mode: JournalMode) throws {
        let connection = try SQLiteConnection(path: folder.file("a.sqlite"), journal: mode)

        #expect(try connection.journalMode() == mode.rawValue)
        #expect(try connection.query("PRAGMA synchronous").first?.integer("synchronous") == 2)
    }

    @Test("waits for another writer no longer than the busy timeout")
    func busy() throws {
        let path = folder.file("a.sqlite")
        let first = try SQLiteConnection(path: path)
        let second = try SQLiteConnection(path: path, busyTimeout: .milliseconds(20))
        try first.run(script: "BEGIN IMMEDIATE")

        let error = #expect(throws: SQLiteError.self) { try second.run(script: "BEGIN IMMEDIATE") }

        #expect(error?.kind == .busy)
    }

    @Test("lets many open one new file at the same time")
    func concurrentOpen() {
        let failures = Mutex<[String]>([])
        let paths = (1...20).map { folder.file("\($0).sqlite") }

        DispatchQueue.concurrentPerform(iterations: 80) { iteration in
            let path = paths[iteration / 4]
            do {
                let migrations = [Migration("notes", "CREATE TABLE notes (text TEXT) STRICT")]
                _ = try SQLiteConnection(path: path, migrations: migrations)
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }

        #expect(failures.withLock { $0 } == [])
    }

    @Test("says that a file which is no database is damaged")
    func notADatabase() throws {
        let path = folder.file("a.sqlite")
        try folder.write("a letter to a friend, long enough to be read as a header of a page", to: "a.sqlite")

        let error = #expect(throws: SQLiteError.self) { try SQLiteConnection(path: path) }

        #expect(error?.kind == .damaged)
    }

    @Test("says that a folder which is missing cannot be opened")
    func missingFolder() {
        let error = #expect(throws: SQLiteError.self) { try SQLiteConnection(path: folder.file("none/a.sqlite")) }

        #expect(error?.kind == .cannotOpen)
    }

    @Test(
        "chooses the rollback journal on a network",
        arguments: [
            (type: 0xEF53, mode: JournalMode.writeAheadLog),  // ext4
            (type: -1, mode: .writeAheadLog),  // unknown
            (type: 0x6969, mode: .rollback),  // NFS
            (type: 0xFF53_4D42, mode: .rollback),  // CIFS
            (type: -0xAC_B2BE, mode: .rollback),  // CIFS, read as a signed word
            (type: 0x6573_5546, mode: .rollback),  // FUSE
        ] as [(Int64, JournalMode)]
    )
    func journalByFileSystem(type: Int64, mode: JournalMode) {
        #expect(JournalMode(fileSystemType: type) == mode)
    }
}
