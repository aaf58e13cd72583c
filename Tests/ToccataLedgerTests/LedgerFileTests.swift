import BachAPI
import FoundationEssentials
import SQLiteKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: the file")
struct LedgerFileTests {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test("is private, its folder too, and keeps what was recorded")
    func privateFile() async throws {
        let path = folder.file("state/toccata/ledger.sqlite")
        let task = try await Ledger(path: path).accept(.sample(), source: "console")

        #expect(try folder.permissions("state/toccata") == 0o700)
        #expect(try folder.permissions("state/toccata/ledger.sqlite") == 0o600)
        #expect(try await Ledger(path: path).task(task.id) == task)
        #expect(try await Ledger(path: path).journalMode() == "wal")
    }

    @Test("gives a task to one of many that claim it, and loses no change of two that write")
    func twoProcesses() async throws {
        let path = folder.file("ledger.sqlite")
        let ledgers = [try Ledger(path: path), try Ledger(path: path)]
        let id = try await ledgers[0].accept(.sample(), source: "console").id

        let claims = try await withThrowingTaskGroup(of: VideoTask?.self) { group in
            for number in 0..<20 {
                group.addTask { try await ledgers[number % 2].claim(id, holder: "\(number):1", at: noon(1)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { try await count(ledgers[number % 2], id) }
            }
            try await group.waitForAll()
        }

        #expect(claims.compactMap(\.self).count == 1)
        #expect(try await ledgers[0].task(id)?.noURLCount == 40)
        #expect(try await ledgers[1].events(of: id).count == 42)
    }

    private func count(_ ledger: Ledger, _ id: ShortID) async throws {
        try await ledger.change(id, at: noon(2), source: "poll") { task in
            task.noURLCount += 1
            return true
        }
    }

    @Test("is left to the byte as a newer Toccata wrote it")
    func newerSchema() throws {
        let path = folder.file("ledger.sqlite")
        let known = LedgerSchema.migrations.count
        let newer = (1...known + 1).map { Migration("step \($0)", "CREATE TABLE t\($0) (n INTEGER) STRICT") }
        _ = try SQLiteConnection(path: path, migrations: newer)
        let before = try folder.bytes("ledger.sqlite")

        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }

        #expect(error == .schemaTooNew(path: path, found: known + 1, known: known))
        #expect(try folder.bytes("ledger.sqlite") == before)
    }

    @Test("is named when it is damaged")
    func damaged() throws {
        let text = String(repeating: "not a ledger ", count: 100)
        try folder.write(text, to: "ledger.sqlite")
        let path = folder.file("ledger.sqlite")

        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }

        #expect(error == .damaged(path: path, reason: "it does not begin as a ledger does"))
        #expect(error?.description.contains(path) == true)
        #expect(try folder.bytes("ledger.sqlite") == Data(text.utf8))
    }

    @Test("says that it is busy when another process keeps it")
    func busy() async throws {
        let path = folder.file("ledger.sqlite")
        let ledger = try Ledger(path: path, busyTimeout: .milliseconds(20))
        let other = try SQLiteConnection(path: path)
        try other.run(script: "BEGIN IMMEDIATE")

        await #expect(throws: LedgerError.busy(path: path)) { try await ledger.accept(.sample(), source: "console") }
    }

    @Test("says that a folder cannot be made")
    func noFolder() throws {
        try folder.write("", to: "file")
        let path = folder.file("file/toccata/ledger.sqlite")

        #expect(throws: LedgerError.cannotOpen(path: path, reason: "its folder cannot be made")) {
            try Ledger(path: path)
        }
    }

    @Test("refuses null where a task must have something", arguments: ["id", "mode", "request", "state", "created_at"])
    func strict(column: String) async throws {
        let path = folder.file("ledger.sqlite")
        let task = try await Ledger(path: path).accept(.sample(), source: "console")
        let connection = try SQLiteConnection(path: path)

        let error = #expect(throws: SQLiteError.self) {
            try connection.execute("UPDATE tasks SET \(column) = NULL WHERE id = ?1", [.text(task.id.rawValue)])
        }

        #expect(error?.kind == .constraint)
    }

    @Test(
        "leaves out a row that it has no words for",
        arguments: ["mode = 'video2video'", "state = 'dreaming'", "request = '{'"]
    )
    func unknownWords(change: String) async throws {
        let path = folder.file("ledger.sqlite")
        let ledger = try Ledger(path: path)
        try await ledger.accept(.sample("aaaaa1"), source: "console")
        let strange = try await ledger.accept(.sample("aaaaa2"), source: "console")
        try SQLiteConnection(path: path).execute("UPDATE tasks SET \(change) WHERE id = 'aaaaa2'")

        #expect(try await ledger.tasks().map(\.id.rawValue) == ["aaaaa1"])
        #expect(try await ledger.task(strange.id) == nil)
    }
}
