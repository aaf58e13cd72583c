import FoundationEssentials
import Glibc
import SQLiteKit
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: killed while it is brought up to date")
struct KilledMigrationTests {
    /// A step of the schema, and how many of its statements are done when the process dies.
    struct Moment: Sendable, Codable, CustomTestStringConvertible {
        let version: Int
        let statements: Int
        var testDescription: String { "in step \(version), after \(statements) statements" }
    }

    private static let moments: [Moment] = LedgerSchema.migrations.indices.dropFirst().flatMap { version in
        (0...statements(LedgerSchema.migrations[version].sql).count).map { Moment(version: version, statements: $0) }
    }

    @Test("is whole afterwards, as it was or as it is to be, and goes on", arguments: moments)
    func killed(moment: Moment) async throws {
        let old = try OldLedger(version: moment.version)
        let before = try old.rows()
        let path = old.path
        await #expect(processExitsWith: .signal(SIGPROF)) { [path = path as String, moment = moment as Moment] in
            try migrate(path, dyingAt: moment)
        }
        #expect(try old.version() == moment.version)
        #expect(try old.rows() == before)
        #expect(try SQLiteConnection(path: path).query("PRAGMA integrity_check").first?.text("integrity_check") == "ok")

        let tasks = try await Ledger(path: path).tasks()
        #expect(tasks.count == before["tasks"]?.count)
        #expect(try old.version() == LedgerSchema.migrations.count)
    }

    /// The statements of a script; none of ours has a semicolon inside.
    static func statements(_ script: String) -> [Substring] {
        script.split(separator: ";").filter { $0.contains { !$0.isWhitespace } }
    }
}

/// Runs the migration up to a moment and then never gets on, until a timer of the kernel kills the process.
private func migrate(_ path: String, dyingAt moment: KilledMigrationTests.Moment) throws {
    let step = LedgerSchema.migrations[moment.version]
    let done = KilledMigrationTests.statements(step.sql).prefix(moment.statements).joined(separator: ";")
    let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n;"
    var migrations = Array(LedgerSchema.migrations.prefix(moment.version))
    migrations.append(Migration(step.name, (done.isEmpty ? "" : done + ";") + endless))
    var timer = itimerval()
    timer.it_value.tv_usec = 50_000
    setitimer(Int32(ITIMER_PROF.rawValue), &timer, nil)
    _ = try SQLiteConnection(path: path, migrations: migrations)
}
