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
    private let executor = LedgerExecutor()
    private let bell: LedgerBell?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Opens the ledger, which is made if there is none: the file with mode 0600, its folder with 0700.
    ///
    /// - Parameters:
    ///   - path: The file, or ``inMemory`` for a ledger that lives as long as the actor.
    ///   - busyTimeout: How long a call waits for another process.
    /// - Throws: ``LedgerError``; a file that cannot be opened is left as it was.
    package init(path: String, busyTimeout: Duration = .seconds(5)) throws(LedgerError) {
        self.path = path
        if path != Self.inMemory {
            try Self.makeFolder(of: path)
        }
        do {
            connection = try SQLiteConnection(path: path, busyTimeout: busyTimeout, migrations: LedgerSchema.migrations)
        } catch {
            throw LedgerError(error, path: path)
        }
        bell = path == Self.inMemory ? nil : LedgerBell(besideLedgerAt: path)
    }

    package static let inMemory = ":memory:"

    /// How the file is kept: `wal`, or `delete` on a network file system.
    package func journalMode() throws(LedgerError) -> String {
        try perform { connection throws(SQLiteError) in try connection.journalMode() }
    }

    /// Runs `body`, its errors becoming the ledger's.
    func perform<Answer>(
        _ body: (SQLiteConnection) throws(SQLiteError) -> Answer
    ) throws(LedgerError) -> Answer {
        do {
            return try body(connection)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Runs `body` in one transaction that holds the right to write from its beginning; who watches the ledger hears
    /// of it when it is done, if it changed anything.
    func transact<Answer>(
        _ body: (SQLiteConnection) throws(SQLiteError) -> Answer
    ) throws(LedgerError) -> Answer {
        try perform { connection throws(SQLiteError) in
            let before = connection.changeCount
            let answer = try connection.transaction(.immediate) { () throws(SQLiteError) in try body(connection) }
            if connection.changeCount != before { bell?.ring() }
            return answer
        }
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
