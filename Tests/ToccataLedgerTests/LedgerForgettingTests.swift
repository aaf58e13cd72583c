import BachAPI
import FoundationEssentials
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: forgetting, and back")
struct LedgerForgettingTests {
    let folder: ScratchFolder
    let ledger: Ledger
    /// Another process's.
    let other: Ledger
    private let id = ShortID(rawValue: "aaaaaa")
    private let made = CreatedTask(taskID: "t-1", createdAt: nil)

    init() async throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: folder.file("ledger.sqlite"))
        other = try Ledger(path: folder.file("ledger.sqlite"))
        for id in ["aaaaaa", "bbbbbb"] { try await other.accept(.sample(id), source: "console") }
    }

    private func send() async throws {
        _ = try await ledger.claim(id, holder: "1:1", at: noon(1))
        try await ledger.change(id, at: noon(2), source: "send") { [made] in $0.apply(.created(made), at: noon(2)) }
        _ = try await ledger.tag(id, TagChange(added: ["keep", "湖"]), at: noon(3))
    }

    private func exchange() -> Exchange {
        Exchange(
            kind: .create,
            at: noon(),
            took: .milliseconds(3),
            method: "POST",
            url: "https://api.example.com/vdr/videos/text2video",
            headers: [.init("Content-Type", "application/json")],
            body: KeptBody(text: #"{"prompt":"a \"lake\""}"#, bytes: 19, note: nil),
            outcome: .failed(reason: "No answer came in time.")
        )
    }

    @Test("brings back the task, its tags, what happened to it and its exchanges, in its old place")
    func bringsBack() async throws {
        try await send()
        try await ledger.record([(id, exchange())])
        let (task, events) = (try await ledger.task(id), try await ledger.events(of: id))
        let exchanges = try await ledger.exchanges(of: id)
        #expect(events.count == 4 && exchanges.count == 1 && task?.tags.words == ["keep", "湖"])

        #expect(try await ledger.forget(id, at: noon(4)))
        try await other.accept(.sample("cccccc"), source: "console")
        #expect(try await ledger.remember(id, at: noon(5)) == task)

        #expect(try await ledger.task(id) == task)
        #expect(try await ledger.events(of: id) == events)
        #expect(try await ledger.exchanges(of: id) == exchanges)
        #expect(try await ledger.tasks().map(\.id.rawValue) == ["cccccc", "bbbbbb", "aaaaaa"])
        #expect(try await ledger.remember(id, at: noon(6)) == nil)
    }

    @Test("brings back what was newest even if another has its number by now")
    func numberTaken() async throws {
        let newest = ShortID(rawValue: "bbbbbb")
        #expect(try await ledger.forget(newest, at: noon()))
        try await other.accept(.sample("cccccc"), source: "console")
        #expect(try await ledger.remember(newest, at: noon(1)) != nil)
        #expect(Set(try await ledger.tasks().map(\.id.rawValue)) == ["aaaaaa", "bbbbbb", "cccccc"])
        #expect(try await ledger.events(of: newest).first?.state == .out)
    }

    @Test("holds what was to go out: nothing is sent because it was forgotten and brought back")
    func held() async throws {
        #expect(try await ledger.forget(id, at: noon()))
        let task = try await ledger.remember(id, at: noon(1))
        #expect(task?.state == .held && task?.message == VideoTask.heldSinceForgotten)
        #expect(try await ledger.claim(id, holder: "1:1", at: noon(9)) == nil)
    }

    @Test("is possible for a day, and never over a task of the same id")
    func limits() async throws {
        #expect(try await ledger.forget(id, at: noon()))
        try await other.accept(.sample("aaaaaa"), source: "command")
        #expect(try await ledger.remember(id, at: noon(1)) == nil)
        #expect(try await ledger.forget(id, at: noon(2)))
        #expect(try await ledger.forget(ShortID(rawValue: "bbbbbb"), at: noon(Ledger.memory + 3)))
        #expect(try await ledger.remember(id, at: noon(Ledger.memory + 4)) == nil)
        #expect(try await ledger.task(id) == nil)
    }

    @Test("is told to everybody, and not as another loss")
    func followed() async throws {
        let mark = try await other.mark()
        #expect(try await ledger.forget(id, at: noon()))
        #expect(try await ledger.remember(id, at: noon(1)) != nil)
        let changes = try await other.changes(since: mark)
        #expect(changes.forgotten == [])
        guard case .everything(let tasks) = changes.news else {
            Issue.record("only \(changes.news)")
            return
        }
        #expect(Set(tasks.map(\.id.rawValue)) == ["aaaaaa", "bbbbbb"])
    }

    @Test("turns are changed between what is not sent, for everybody, and with nothing that has left")
    func turns() async throws {
        let newer = ShortID(rawValue: "bbbbbb")
        let mark = try await other.unfinished(since: nil).mark
        #expect(try await ledger.swapTurns(id, newer, at: noon(1)))
        #expect(try await other.tasks().map(\.id) == [id, newer])
        guard case .everything(let tasks) = try await other.unfinished(since: mark).news else {
            Issue.record("not all is read again")
            return
        }
        #expect(tasks.map(\.id) == [newer, id])
        try await send()
        #expect(try await !ledger.swapTurns(newer, id, at: noon(5)))
        #expect(try await other.tasks().map(\.id) == [id, newer])
        #expect(try await ledger.events(of: id).first?.state == .out)
    }

    @Test("tags are an event of their own, and none where nothing changes")
    func tags() async throws {
        let change = TagChange(added: ["keep"], removed: ["draft"])
        #expect(try await ledger.tag(id, change, at: noon(1))?.tags.words == ["keep"])
        #expect(try await ledger.tag(id, change, at: noon(2)) == nil)
        #expect(try await other.events(of: id).map(\.message) == [nil, "Tags: +keep -draft"])
        #expect(try await other.claim(id, holder: "1:1", at: noon(3))?.tags.words == ["keep"])
    }
}
