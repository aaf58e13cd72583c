import FoundationEssentials
import Glibc
import SQLiteKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: what is no ledger, or a broken one")
struct LedgerDamageTests {
    let folder: ScratchFolder
    var path: String { folder.file("ledger.sqlite") }

    init() throws { folder = try ScratchFolder() }

    /// A ledger with many tasks, all of them in the file.
    private func fill() async throws {
        let ledger = try Ledger(path: path)
        for number in 0..<200 {
            try await ledger.accept(.sample("a\(10000 + number)"), source: "console")
        }
    }

    private func overwrite(_ bytes: [UInt8], at offset: Int, of name: String = "ledger.sqlite") {
        let descriptor = open(folder.file(name), O_WRONLY)
        defer { close(descriptor) }
        #expect(pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    private func expectLeftAlone(_ expected: LedgerError) throws {
        let before = try contents()
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        #expect(error == expected)
        #expect(try contents() == before)
        #expect(error?.description.contains(path) == true && error?.advice != nil)
    }

    /// Ledger and journal, and whatever was put beside them; what processes share holds nothing.
    private func contents() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.filter { !$0.hasSuffix("-shm") }.map { ($0, try folder.bytes($0)) }
        )
    }

    @Test("an empty file is one that lost everything, not a new ledger")
    func empty() throws {
        try folder.write("", to: "ledger.sqlite")
        try expectLeftAlone(.damaged(path: path, reason: "it is empty, and a ledger never is"))
    }

    @Test("a text, and a ledger whose beginning is gone", arguments: ["text", "zeros"])
    func beginning(kind: String) async throws {
        if kind == "text" {
            try folder.write(String(repeating: "not a ledger ", count: 100), to: "ledger.sqlite")
        } else {
            try await fill()
            overwrite([UInt8](repeating: 0, count: 100), at: 0)
        }
        try expectLeftAlone(.damaged(path: path, reason: "it does not begin as a ledger does"))
    }

    @Test("a file that was cut short")
    func cut() async throws {
        try await fill()
        #expect(truncate(path, 10_000) == 0)
        await #expect(throws: LedgerError.self) {
            let ledger = try Ledger(path: path)
            _ = try await ledger.tasks()
        }
    }

    @Test("a folder, a link to nowhere, a pipe: what it is is said")
    func strange() throws {
        try folder.makeFolder("ledger.sqlite")
        #expect(throws: LedgerError.cannotOpen(path: path, reason: "it is a folder")) { try Ledger(path: path) }
        rmdir(path)
        symlink("/nowhere/at/all", path)
        #expect(throws: LedgerError.cannotOpen(path: path, reason: "it is a link to what is not there")) {
            try Ledger(path: path)
        }
        unlink(path)
        mkfifo(path, 0o600)
        #expect(throws: LedgerError.cannotOpen(path: path, reason: "it is no file")) { try Ledger(path: path) }
    }

    @Test("a link to a ledger is that ledger")
    func link() async throws {
        try await fill()
        let other = folder.file("link.sqlite")
        symlink(path, other)
        #expect(try await Ledger(path: other).tasks().count == 200)
    }

    @Test("a journal whose ledger is gone is left where it is: it holds what was recorded last")
    func journalAlone() throws {
        try folder.write("journal", to: "ledger.sqlite-wal")
        try expectLeftAlone(.damaged(path: path, reason: "its journal \(path)-wal is there, and the ledger is not"))
    }

    @Test("a newer ledger stays as it is to the byte, its journal too, which may be all that knows it is newer")
    func newer() async throws {
        let known = LedgerSchema.migrations.count
        let newer = LedgerSchema.migrations + [Migration("from tomorrow", "CREATE TABLE t (n INTEGER) STRICT")]
        let other = try ScratchFolder()
        _ = try SQLiteConnection(path: other.file("ledger.sqlite"), migrations: LedgerSchema.migrations)
        let running = try SQLiteConnection(path: other.file("ledger.sqlite"), migrations: newer)
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: other.file(name), toPath: folder.file(name))
        }
        try expectLeftAlone(.schemaTooNew(path: path, found: known + 1, known: known))
        #expect(try running.journalMode() == "wal")
        // Taken into the file, it is seen before SQLite is asked.
        _ = try running.query("PRAGMA wal_checkpoint(TRUNCATE)")
        try folder.replace("ledger.sqlite", with: other.bytes("ledger.sqlite"))
        try expectLeftAlone(.schemaTooNew(path: path, found: known + 1, known: known))
    }

    @Test("damage that is found while running ends all writing, names the file, and the rest can be read")
    func middle() async throws {
        try await fill()
        let bytes = try folder.bytes("ledger.sqlite")
        // The leaves that hold the middle of the tasks: each holds their requests as they stand.
        let leaves = stride(from: 4096, to: bytes.count, by: 4096).filter { offset in
            let page = bytes[offset..<offset + 4096]
            return page.first == 0x0D && String(decoding: page, as: UTF8.self).contains("a tide at dusk")
        }
        try #require(leaves.count > 4)
        overwrite([UInt8](repeating: 0xA5, count: 4096), at: leaves[leaves.count / 2])
        let ledger = try Ledger(path: path)
        let before = try contents()

        let error = await #expect(throws: LedgerError.self) { _ = try await ledger.tasks() }

        #expect(error?.description.contains(path) == true)
        guard case .damaged = error else { return #expect(Bool(false), "\(String(describing: error))") }
        await #expect(throws: LedgerError.self) { try await ledger.accept(.sample("zzzzzz"), source: "console") }
        let heard = Heard()
        await ledger.tellTroubles { heard.add($0) }
        #expect(heard.troubles.count == 1)
        #expect(try contents() == before)
        let saved = await ledger.readableTasks()
        #expect(saved.count > 20 && saved.count < 200)
        #expect(Set(saved.map(\.id)).count == saved.count)
    }

    @Test("a value of a kind that a column cannot have is refused, and the ledger goes on")
    func strict() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.accept(.sample("aaaaaa"), source: "console")
        #expect(throws: SQLiteError.self) {
            try SQLiteConnection(path: path).execute("UPDATE tasks SET code = 'not a number'")
        }
        #expect(try await ledger.claim(.init(rawValue: "aaaaaa"), holder: "1:1", at: noon()) != nil)
    }

    @Test("a new ledger is made whole or not at all, and nothing stays beside it")
    func made() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.accept(.sample("aaaaaa"), source: "console")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.contains("-new") })
        #expect(try folder.permissions("ledger.sqlite") == 0o600)
    }
}
