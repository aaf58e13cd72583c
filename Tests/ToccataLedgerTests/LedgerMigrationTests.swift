import BachAPI
import FoundationEssentials
import Glibc
import SQLiteKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: from older schemas")
struct LedgerMigrationTests {
    /// Every version but the newest has a frozen copy; who adds a step adds the copy of what was newest before.
    static let older = Array(1..<LedgerSchema.migrations.count)

    @Test("a released step is what it was when it was released", arguments: older)
    func released(version: Int) throws {
        let today = try SQLiteConnection(
            path: SQLiteConnection.inMemory,
            migrations: Array(LedgerSchema.migrations.prefix(version))
        )
        let then = try SQLiteConnection(path: SQLiteConnection.inMemory)
        try then.run(script: try OldLedger.sql(version))

        #expect(try OldLedger.schema(today) == OldLedger.schema(then))
    }

    @Test("keeps every row with every value that it had", arguments: older)
    func keeps(version: Int) async throws {
        let old = try OldLedger(version: version)
        let before = try old.rows()

        _ = try Ledger(path: old.path)

        let after = try old.rows()
        #expect(try old.version() == LedgerSchema.migrations.count)
        #expect(before["tasks"]?.count ?? 0 >= TaskState.allCases.count)
        for (table, rows) in before {
            let now = try #require(after[table])
            try #require(now.count == rows.count, "\(table)")
            for (row, newRow) in zip(rows, now) {
                for name in row.names { #expect(newRow[name] == row[name], "\(table).\(name)") }
            }
        }
    }

    @Test("reads what it kept as what it was, and goes on with it", arguments: older)
    func goesOn(version: Int) async throws {
        let old = try OldLedger(version: version)
        defer { withExtendedLifetime(old) {} }
        let ledger = try Ledger(path: old.path)
        let tasks = try await ledger.tasks()

        #expect(Set(tasks.map(\.state)) == Set(TaskState.allCases))
        let done = try #require(tasks.first { $0.state == .done })
        #expect(done.taskID == "task-08" && done.videoURL == "https://cdn.example.com/done08.mp4?sig=1")
        #expect(done.seed == 108 && done.file == "/videos/done08.mp4" && done.attempts == 2)
        #expect(done.server == ServerIdentity(name: "local", baseURL: "http://127.0.0.1:4711/api/vdr", keyID: nil))
        #expect(try await ledger.events(of: done.id).map(\.state) == [.out, .done])
        try await check(ledger, hasThings: version >= 2, hasExchanges: version >= 4)
        try await work(ledger)
    }

    private func check(_ ledger: Ledger, hasThings: Bool, hasExchanges: Bool) async throws {
        let server = ServerIdentity.remote(baseURL: "https://api.example.com/vdr", keyID: "AK1")
        let hash = String(repeating: "ab", count: 32)
        #expect(try await ledger.draft()?.prompt == (hasThings ? "half a thought" : nil))
        // What was there is the first thing to go back to.
        let revisions = try await ledger.revisions(of: NamedDraft.firstName)
        #expect(revisions.map(\.draft.prompt) == (hasThings ? ["half a thought"] : []))
        #expect(try await ledger.subjects().map(\.pictures.count) == (hasThings ? [2] : []))
        #expect(
            try await ledger.assetURL(hash: hash, server: server)
                == (hasThings ? "https://cdn.example.com/lake.png" : nil)
        )
        let exchanges = try await ledger.exchanges(of: ShortID(rawValue: "done08"))
        #expect(exchanges.map(\.count) == (hasExchanges ? [1, 7] : []))
    }

    private func work(_ ledger: Ledger) async throws {
        let out = ShortID(rawValue: "outx00")
        let later = Date(timeIntervalSince1970: 1_800_000_000)
        #expect(try await ledger.claim(out, holder: "1:1", at: later)?.state == .sending)
        let retried = try await ledger.claim(ShortID(rawValue: "retr03"), holder: "1:1", at: later)
        #expect(retried?.attempts == 3 && retried?.externalID == "toccata-retr03-x")
        let made = CreatedTask(taskID: "new-1", createdAt: nil)
        let sent = try await ledger.change(out, at: later, source: "send") { $0.apply(.created(made), at: later) }
        #expect(sent?.state == .pending)
        #expect(try await ledger.forget(ShortID(rawValue: "fail10"), at: noon()))
        #expect(try await ledger.task(ShortID(rawValue: "fail10")) == nil)
        try await ledger.accept(.sample("newnew"), source: "console")
        try await ledger.recordDraft(Draft(mode: .textToVideo, prompt: "and on"), at: later)
        #expect(try await ledger.draft()?.prompt == "and on")
    }

    @Test("brings it up to date once when several open it at the same time", arguments: older)
    func several(version: Int) async throws {
        let old = try OldLedger(version: version)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await Ledger(path: old.path).tasks().count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let expected = try old.rows()["tasks"]?.count
        #expect(counts.allSatisfy { $0 == expected } && counts.count == 6)
        #expect(try old.version() == LedgerSchema.migrations.count)
    }
}
