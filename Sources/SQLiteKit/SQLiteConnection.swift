// SQLiteKit is SQLite for Swift: a connection, statements, rows, values and migrations. It must not know what
// is stored: no videos, no tasks, no schema of its own.

import CSQLite
import Glibc

/// One connection to one database file.
///
/// Not `Sendable`: an actor owns it.
package final class SQLiteConnection {
    /// When a transaction takes the lock for writing.
    package enum TransactionKind: String, Sendable {
        /// At the first write: for reading.
        case deferred = "DEFERRED"
        /// At once, waiting up to the busy timeout: for reading a row and writing it back.
        case immediate = "IMMEDIATE"
    }

    /// The path of a database that lives in memory as long as the connection.
    package static let inMemory = ":memory:"

    private let handle: DatabaseHandle
    private var idleStatements: [String: Statement] = [:]

    /// Opens a database file, made with mode 0600 if there is none, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - path: A file in a folder that exists, or ``inMemory``.
    ///   - journal: How changes are made durable; nil to choose by the file system. Each commit is synced to disk.
    ///   - busyTimeout: How long a statement waits for another process's lock.
    ///   - migrations: The schema; nothing in the file changes before its version is known to be among these.
    /// - Throws: ``SQLiteError/schemaTooNew(found:known:)``, or SQLite's refusal to open or to change the file; what
    ///   its journal holds then stays there.
    package init(
        path: String,
        journal: JournalMode? = nil,
        busyTimeout: Duration = .seconds(5),
        migrations: [Migration] = []
    ) throws(SQLiteError) {
        Self.makePrivateFile(path)
        handle = try DatabaseHandle(path: path)
        let milliseconds = busyTimeout / .milliseconds(1)
        sqlite3_busy_timeout(handle.pointer, Int32(min(max(milliseconds, 0), 3_600_000)))
        if !migrations.isEmpty {
            _ = try schemaVersion(known: migrations.count)
        }
        try configure(journal ?? .suitable(forFileSystemAt: path), attempts: Int(milliseconds / 10))
        if !migrations.isEmpty {
            try migrate(migrations)
        }
        isLeftAlone = false
    }

    /// Opens a database file where nothing can be written, for reading it as it is.
    ///
    /// Without journal, and where none can be made, the file is read as one that nobody changes.
    ///
    /// - Throws: SQLite's refusal to read the file.
    package init(reading path: String) throws(SQLiteError) {
        var handle = try DatabaseHandle(path: path, access: .reading)
        do {
            _ = try Self.version(handle)
        } catch {
            guard error.kind == .cannotOpen || error.kind == .readOnly, !Self.hasJournal(path) else { throw error }
            handle = try DatabaseHandle(path: path, access: .readingFrozen)
        }
        self.handle = handle
    }

    /// Whether closing the connection leaves file and journal as they are; while it is opened, and for one that only
    /// reads, they are.
    package var isLeftAlone: Bool {
        get { handle.isJournalKept }
        set { handle.isJournalKept = newValue }
    }

    /// The journal mode in use, in SQLite's word; `memory` for a database in memory.
    package func journalMode() throws(SQLiteError) -> String {
        try query("PRAGMA journal_mode").first?.text("journal_mode") ?? ""
    }

    /// Runs one statement, and answers how many rows it changed.
    @discardableResult
    package func execute(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> Int {
        let before = changeCount
        _ = try query(sql, values)
        return changeCount - before
    }

    /// How many rows were changed since the connection was opened.
    package var changeCount: Int { Int(sqlite3_total_changes64(handle.pointer)) }

    /// Runs one statement to its end, and answers its rows.
    package func query(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [Row] {
        guard let statement = try statement(sql) else { return [] }
        defer { giveBack(statement) }
        try statement.bind(values)
        var rows: [Row] = []
        while try statement.step() {
            // The names of the first row serve all: they are the same array, kept once.
            let names = rows.first?.names ?? statement.names
            rows.append(Row(names: names, values: statement.values))
        }
        return rows
    }

    /// A statement to step through by hand, reset and without values; nil if `sql` holds none.
    ///
    /// Hand it back with ``giveBack(_:)`` so that it need not be compiled again.
    package func statement(_ sql: String) throws(SQLiteError) -> Statement? {
        if let idle = idleStatements.removeValue(forKey: sql) { return idle }
        return try Statement.compile(sql, handle)
    }

    /// Keeps a statement for the next use of the same SQL.
    package func giveBack(_ statement: Statement) {
        statement.reset()
        idleStatements[statement.sql] = statement
    }

    /// Runs several statements without values or answers.
    package func run(script: String) throws(SQLiteError) {
        let result = sqlite3_exec(handle.pointer, script, nil, nil, nil)
        guard result == SQLITE_OK else { throw handle.error(result, sql: script) }
    }

    /// Runs `body` in a transaction: all of it happens, or nothing.
    ///
    /// - Throws: What `body` throws, after a rollback; or SQLite's refusal to begin or to commit.
    package func transaction<Answer>(
        _ kind: TransactionKind = .immediate,
        _ body: () throws(SQLiteError) -> Answer
    ) throws(SQLiteError) -> Answer {
        try run(script: "BEGIN \(kind.rawValue)")
        do {
            let answer = try body()
            try run(script: "COMMIT")
            return answer
        } catch {
            rollBack()
            throw error
        }
    }

    /// SQLite may have rolled back by itself, when the disk is full for one.
    private func rollBack() {
        guard sqlite3_get_autocommit(handle.pointer) == 0 else { return }
        sqlite3_exec(handle.pointer, "ROLLBACK", nil, nil, nil)
    }
}

extension SQLiteConnection {
    private static func version(_ handle: DatabaseHandle) throws(SQLiteError) -> Bool? {
        try Statement.compile("PRAGMA user_version", handle)?.step()
    }

    private static func hasJournal(_ path: String) -> Bool {
        var information = stat()
        return stat(path + "-wal", &information) == 0 && information.st_size > 0
    }

    /// SQLite would make the file with the umask's mode; its journals take the mode of the file.
    private static func makePrivateFile(_ path: String) {
        guard path != inMemory else { return }
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    private func configure(_ journal: JournalMode, attempts: Int) throws(SQLiteError) {
        try switchJournal(to: journal, attempts: max(attempts, 1))
        try run(script: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    }

    /// Two that read a new file and then both want to write it get "busy" without a wait: one of them asks again.
    private func switchJournal(to journal: JournalMode, attempts: Int) throws(SQLiteError) {
        for attempt in 1...attempts {
            do {
                guard try journalMode() != journal.rawValue else { return }
                _ = try query("PRAGMA journal_mode = \(journal.rawValue)")
                return
            } catch  where error.kind == .busy && attempt < attempts {
                usleep(10_000)
            }
        }
    }
}
