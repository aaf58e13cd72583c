import FoundationEssentials
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: following")
struct LedgerFollowingTests {
    let folder: ScratchFolder
    let ledger: Ledger
    /// Another process's.
    let other: Ledger

    init() async throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: folder.file("ledger.sqlite"))
        other = try Ledger(path: folder.file("ledger.sqlite"))
        for id in ["aaaaaa", "bbbbbb"] { try await other.accept(.sample(id), source: "console") }
    }

    private func ids(_ news: LedgerNews) -> [String] {
        switch news {
        case .everything(let tasks): ["all"] + tasks.map(\.id.rawValue)
        case .changed(let tasks): tasks.map(\.id.rawValue)
        }
    }

    @Test("tells everything at first, then only what changed, whoever changed it")
    func changes() async throws {
        let first = try await ledger.news(since: nil)
        #expect(ids(first.news) == ["all", "bbbbbb", "aaaaaa"])
        let none = try await ledger.news(since: first.mark)
        #expect(ids(none.news) == [])

        _ = try await other.claim(ShortID(rawValue: "aaaaaa"), holder: "1:1", at: noon())
        try await other.accept(.sample("cccccc"), source: "command")
        let second = try await ledger.news(since: first.mark)
        #expect(ids(second.news) == ["aaaaaa", "cccccc"])
        let third = try await ledger.news(since: second.mark)
        #expect(ids(third.news) == [])
    }

    @Test("tells everything again when a task was forgotten, even if others came in its place")
    func forgotten() async throws {
        let first = try await ledger.news(since: nil)
        #expect(try await other.forget(ShortID(rawValue: "bbbbbb"), at: noon()))
        try await other.accept(.sample("cccccc"), source: "console")
        let second = try await ledger.news(since: first.mark)
        #expect(ids(second.news) == ["all", "cccccc", "aaaaaa"])
        let third = try await ledger.news(since: second.mark)
        #expect(ids(third.news) == [])
    }

    @Test("tells those who keep no list what was forgotten since they looked, once")
    func gone() async throws {
        let mark = try await ledger.mark()
        #expect(try await other.forget(ShortID(rawValue: "bbbbbb"), at: noon()))
        try await other.accept(.sample("cccccc"), source: "console")
        let first = try await ledger.changes(since: mark)
        #expect(first.forgotten.map(\.rawValue) == ["bbbbbb"])
        #expect(ids(first.news) == ["all", "cccccc", "aaaaaa"])
        let second = try await ledger.changes(since: first.mark)
        #expect(second.forgotten == [])
        #expect(ids(second.news) == [])
    }

    @Test("forgets what happened to a task with it, and no task twice")
    func forgets() async throws {
        let id = ShortID(rawValue: "aaaaaa")
        #expect(try await ledger.forget(id, at: noon()))
        #expect(try await ledger.task(id) == nil)
        #expect(try await ledger.events(of: id) == [])
        #expect(try await !ledger.forget(id, at: noon()))
    }

    @Test("forgets no task that is being sent: its answer would have no place to go")
    func keepsSending() async throws {
        let id = ShortID(rawValue: "aaaaaa")
        _ = try await ledger.claim(id, holder: "1:1", at: noon())
        #expect(try await !ledger.forget(id, at: noon()))
        #expect(try await ledger.task(id)?.state == .sending)
    }
}
