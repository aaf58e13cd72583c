import BachAPI
import FoundationEssentials
import Glibc
import SQLiteKit
import Scratch
import Synchronization
import Testing
import ToccataCore
import ToccataLedger

/// What a ledger says of its troubles.
final class Heard: Sendable {
    private let content = Mutex<[LedgerError?]>([])
    var troubles: [LedgerError?] { content.withLock { $0 } }
    func add(_ trouble: LedgerError?) { content.withLock { $0.append(trouble) } }
}

@Suite("Ledger: no room, and no right to write")
struct LedgerTroubleTests {
    let folder: ScratchFolder
    var path: String { folder.file("ledger.sqlite") }
    private let id = ShortID(rawValue: "aaaaaa")

    init() throws { folder = try ScratchFolder() }

    /// Room that a test gives and takes.
    private final class Room: Sendable {
        private let bytes = Mutex<Int?>(1 << 30)
        func leave(_ count: Int?) { bytes.withLock { $0 = count } }
        var left: Int? { bytes.withLock { $0 } }
    }

    @Test("sends nothing whose answer might not fit, says so once, and goes on when there is room")
    func reserve() async throws {
        let room = Room()
        let ledger = try Ledger(path: path, freeBytes: { room.left })
        let heard = Heard()
        await ledger.tellTroubles { heard.add($0) }
        try await ledger.accept(.sample("aaaaaa"), source: "console")
        room.leave(1_000_000)
        await #expect(throws: LedgerError.diskFull(path: path)) {
            try await ledger.claim(id, holder: "1:1", at: noon())
        }
        await #expect(throws: LedgerError.diskFull(path: path)) {
            try await ledger.accept(.sample("bbbbbb"), source: "console")
        }
        // A draft still fits, which is no reason to say that all is well.
        try await ledger.recordDraft(Draft(mode: .textToVideo, prompt: "x"), at: noon())
        await #expect(throws: LedgerError.diskFull(path: path)) { try await ledger.retry() }
        #expect(heard.troubles == [.diskFull(path: path)])
        #expect(try await ledger.task(id)?.state == .out)

        room.leave(2 << 20)
        try await ledger.retry()
        #expect(heard.troubles == [.diskFull(path: path), nil])
        #expect(try await ledger.claim(id, holder: "1:1", at: noon())?.state == .sending)
    }

    @Test("a file system that does not know its room is no full one")
    func unknownRoom() async throws {
        let ledger = try Ledger(path: path, freeBytes: { nil })
        try await ledger.accept(.sample("aaaaaa"), source: "console")
        #expect(try await ledger.claim(id, holder: "1:1", at: noon()) != nil)
    }
}
