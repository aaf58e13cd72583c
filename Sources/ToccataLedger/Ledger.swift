// ToccataLedger is the durable record of everything: tasks, their events, drafts, subjects, uploaded pictures. SQL
// stays in here. It must not know how tasks are sent or shown, and it never holds a secret or a token.

import FoundationEssentials
import SQLiteKit

/// The record on disk, shared by every Toccata of one person on one machine.
///
/// Each call is one transaction, on disk when it returns: whoever else writes meanwhile, nothing is overwritten.
package actor Ledger {
    let connection: SQLiteConnection
    package nonisolated let path: String
    /// Whether the file lies where nothing can be written: it is read as it is, and nothing is recorded.
    package nonisolated let isReadOnly: Bool
    private let executor = LedgerExecutor()
    private let bell: LedgerBell?
    let freeBytes: @Sendable () -> Int?
    /// Why nothing can be written; nil while all goes well.
    package private(set) var trouble: LedgerError?
    private var troubleIsTold: (@Sendable (LedgerError?) -> Void)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Opens the ledger, which is made if there is none: the file with mode 0600, its folder with 0700.
    ///
    /// - Parameters:
    ///   - path: The file, or ``inMemory`` for a ledger that lives as long as the actor.
    ///   - busyTimeout: How long a call waits for another process.
    ///   - freeBytes: The room that is left for it; nil to ask the file system.
    /// - Throws: ``LedgerError``; a file that cannot be opened is left as it was.
    package init(
        path: String,
        busyTimeout: Duration = .seconds(5),
        freeBytes: (@Sendable () -> Int?)? = nil
    ) throws(LedgerError) {
        self.path = path
        self.freeBytes = freeBytes ?? { FreeSpace.bytes(at: path) }
        if path != Self.inMemory {
            try Self.makeFolder(of: path)
            try LedgerFile.prepare(at: path, LedgerSchema.migrations)
        }
        let (connection, isFrozen) = try Self.connection(path, busyTimeout)
        self.connection = connection
        isReadOnly = isFrozen
        trouble = isFrozen ? .readOnly(path: path) : nil
        bell = path == Self.inMemory || isFrozen ? nil : LedgerBell(besideLedgerAt: path)
    }

    package static let inMemory = ":memory:"

    /// How the file is kept: `wal`, or `delete` on a network file system.
    package func journalMode() throws(LedgerError) -> String {
        try perform { connection throws(SQLiteError) in try connection.journalMode() }
    }

    /// Has a listener told when something keeps the ledger from being written, and nil when that is over; at once, if
    /// something does already.
    package func tellTroubles(to listener: @escaping @Sendable (LedgerError?) -> Void) {
        troubleIsTold = listener
        if let trouble { listener(trouble) }
    }

    /// Finds out whether the ledger can be written again.
    package func retry() throws(LedgerError) {
        try transact { connection throws(SQLiteError) in
            // A newer Toccata may have raised it meanwhile.
            let version = try connection.query("PRAGMA user_version").first?.integer("user_version") ?? 0
            try connection.run(script: "PRAGMA user_version = \(version)")
        }
        try makeSureOfRoom()
        met(nil)
    }

    /// A send must be possible to record to its end: the answer, and what it leads to.
    static let leastRoom = 1 << 20

    /// - Throws: ``LedgerError/diskFull(path:)`` where what is begun could not be recorded to its end.
    func makeSureOfRoom() throws(LedgerError) {
        guard isCramped else { return }
        met(.diskFull(path: path))
        throw .diskFull(path: path)
    }

    private var isCramped: Bool { freeBytes().map { $0 < Self.leastRoom } ?? false }

    /// Reads; its errors become the ledger's.
    func perform<Answer>(
        _ body: (SQLiteConnection) throws(SQLiteError) -> Answer
    ) throws(LedgerError) -> Answer {
        do {
            return try body(connection)
        } catch {
            let error = LedgerError(error, path: path)
            met(error)
            throw error
        }
    }

    /// Writes: runs `body` in one transaction that holds the right to write from its beginning; who watches the ledger
    /// hears of it when it is done, if it changed anything.
    ///
    /// Into a file that was found damaged nothing is written any more.
    func transact<Answer>(
        _ body: (SQLiteConnection) throws(SQLiteError) -> Answer
    ) throws(LedgerError) -> Answer {
        if let trouble, trouble.isForGood { throw trouble }
        return try perform { connection throws(SQLiteError) in
            let before = connection.changeCount
            let answer = try connection.transaction(.immediate) { () throws(SQLiteError) in try body(connection) }
            if connection.changeCount != before {
                met(nil)
                bell?.ring()
            }
            return answer
        }
    }

    private func met(_ error: LedgerError?) {
        guard error?.keepsFromWriting ?? !isCramped, error != trouble, trouble?.isForGood != true else { return }
        trouble = error
        if case .damaged = error { connection.isLeftAlone = true }
        troubleIsTold?(error)
    }
}

/// Opening.
extension Ledger {
    private static func connection(
        _ path: String,
        _ busyTimeout: Duration
    ) throws(LedgerError) -> (SQLiteConnection, isFrozen: Bool) {
        let migrations = LedgerSchema.migrations
        do {
            return (try SQLiteConnection(path: path, busyTimeout: busyTimeout, migrations: migrations), false)
        } catch {
            guard error.kind == .readOnly || error.kind == .cannotOpen, LedgerFile.isFrozen(path) else {
                throw LedgerError(error, path: path)
            }
            return (try frozen(path, known: migrations.count), true)
        }
    }

    private static func frozen(_ path: String, known: Int) throws(LedgerError) -> SQLiteConnection {
        let connection: SQLiteConnection
        let version: Int
        do {
            connection = try SQLiteConnection(reading: path)
            version = try connection.schemaVersion(known: known)
        } catch {
            guard error.kind == .cannotOpen else { throw LedgerError(error, path: path) }
            let reason = "what was recorded last is in \(path)-wal, which cannot be read where nothing can be written"
            throw .cannotOpen(path: path, reason: reason)
        }
        guard version == known else {
            let reason = "an older Toccata made it, and it cannot be brought up to date where nothing can be written"
            throw .cannotOpen(path: path, reason: reason)
        }
        return connection
    }

    private static func makeFolder(of path: String) throws(LedgerError) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .cannotOpen(path: path, reason: "its folder cannot be made")
        }
    }
}
