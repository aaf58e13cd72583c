import BachAPI
import FoundationEssentials
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: drafts and what they once were")
struct LedgerDraftsTests {
    let ledger: Ledger

    init() throws {
        ledger = try Ledger(path: Ledger.inMemory)
    }

    private func prompts(_ revisions: [DraftRevision]) -> [String] { revisions.map(\.draft.prompt) }

    @Test("opens with the one that was recorded last, whatever the clock says")
    func last() async throws {
        try await ledger.recordDraft(Draft(prompt: "one"), name: "a", at: noon(9))
        try await ledger.recordDraft(Draft(prompt: "two"), name: "b", at: noon())
        #expect(try await ledger.drafts().map(\.name) == ["b", "a"])
        try await ledger.recordDraft(Draft(prompt: "one"), name: "a", at: noon())
        #expect(try await ledger.draft()?.prompt == "one")
        #expect(try await ledger.draft("b")?.prompt == "two")
    }

    @Test("makes one revision of what is typed on, and another of each change that takes words away")
    func revisions() async throws {
        for prompt in ["a", "a lake", "a lake at dawn", "a lake", "a lake"] {
            try await ledger.recordDraft(Draft(prompt: prompt), at: noon())
        }
        var longer = Draft(prompt: "a lake")
        longer.duration = "8"
        try await ledger.recordDraft(longer, at: noon())
        let revisions = try await ledger.revisions(of: NamedDraft.firstName)
        #expect(prompts(revisions) == ["a lake", "a lake", "a lake at dawn"])
        #expect(revisions.map(\.number) == [3, 2, 1] && revisions[0].draft.duration == "8")
    }

    @Test("knows what was sent of the same draft before a task, and was not all taken back")
    func sentBefore() async throws {
        func send(_ prompt: String, _ ids: String..., of name: String = "lake") async throws {
            var together = ids.map { VideoTask.sample($0) }
            if ids.count > 1 { for index in together.indices { together[index].group = together[0].id } }
            let named = NamedDraft(name: name, draft: Draft(prompt: prompt))
            _ = try await ledger.accept(together, of: named, source: "console")
        }
        func before(_ id: String) async throws -> String? {
            try await ledger.sentBefore(ShortID(rawValue: id))?.rawValue
        }
        try await send("one", "aaaaaa", "bbbbbb")
        try await send("other", "cccccc", of: "harbour")
        try await send("two", "dddddd")
        try await send("three", "eeeeee", "ffffff")
        for id in ["aaaaaa", "bbbbbb", "cccccc", "zzzzzz"] { #expect(try await before(id) == nil) }
        #expect(try await before("dddddd") == "aaaaaa")
        for id in ["eeeeee", "ffffff"] { #expect(try await before(id) == "dddddd") }
        for id in ["dddddd", "aaaaaa"] {
            _ = try await ledger.change(ShortID(rawValue: id), at: noon(), source: "person") {
                $0.apply(.takenBack, at: noon())
            }
        }
        #expect(try await before("ffffff") == "bbbbbb")
    }

    @Test("tells whoever records over what somebody else has written since, and keeps both")
    func rivals() async throws {
        let name = NamedDraft.firstName
        func record(_ prompt: String, over base: String?) async throws -> DraftRevision? {
            try await ledger.recordDraft(
                Draft(prompt: prompt),
                name: name,
                over: base.map { Draft(prompt: $0) },
                at: noon()
            )
        }
        #expect(try await record("a", over: nil) == nil)
        #expect(try await record("a lake", over: "a") == nil)
        // Both began with the same words; what goes on with the other's loses none.
        #expect(try await record("a lake at dawn", over: "a") == nil)
        let rival = try await record("a tide", over: "a lake")
        #expect(rival?.draft.prompt == "a lake at dawn" && rival?.number == 1)
        #expect(try await record("a lake at dawn", over: "a lake at dawn")?.draft.prompt == "a tide")
        #expect(try await record("a lake at dawn", over: "a") == nil)
        #expect(prompts(try await ledger.revisions(of: name)) == ["a lake at dawn", "a tide", "a lake at dawn"])
        // Where a draft was begun under a name that is taken, too.
        #expect(try await record("a boat", over: nil)?.number == 3)
    }

    @Test("keeps the newest revisions, and of older ones what was sent last")
    func surplus() async throws {
        let named = NamedDraft(name: NamedDraft.firstName, draft: Draft(prompt: "sent"))
        try await ledger.recordDraft(Draft(prompt: "x"), at: noon())
        _ = try await ledger.accept([.sample("aaaaaa")], of: named, source: "console")
        for number in 0...Ledger.mostRevisions { try await ledger.recordDraft(Draft(prompt: "\(number)."), at: noon()) }
        let revisions = try await ledger.revisions(of: NamedDraft.firstName)
        #expect(prompts(revisions).suffix(2) == ["0.", "sent"])
        #expect(revisions.count == Ledger.mostRevisions + 2)
        #expect(try await ledger.drafts().first?.sent?.prompt == "sent")
    }

    @Test("has not sent what was all taken back, and goes back to what was sent before it")
    func takenBack() async throws {
        var named = NamedDraft(name: "lake", draft: Draft(prompt: "one"))
        func send(_ ids: [String]) async throws {
            var together = ids.map { VideoTask.sample($0) }
            for index in together.indices { together[index].group = together[0].id }
            _ = try await ledger.accept(together, of: named, source: "console")
        }
        func takeBack(_ id: String) async throws {
            _ = try await ledger.change(ShortID(rawValue: id), at: noon(), source: "person") {
                $0.apply(.takenBack, at: noon())
            }
        }
        func sent() async throws -> [String?] {
            let revisions = try await ledger.revisions(of: "lake")
            let newest = try await ledger.drafts().first?.sent?.prompt
            #expect(newest == revisions.first { $0.sentAt != nil }?.draft.prompt)
            return [newest]
        }

        try await send(["aaaaaa", "bbbbbb"])
        try await takeBack("aaaaaa")
        #expect(try await sent() == ["one"])
        try await takeBack("bbbbbb")
        #expect(try await sent() == [nil])
        // The same once more, which goes; a third time, which is taken back: it was sent all the same.
        try await send(["cccccc"])
        #expect(try await sent() == ["one"])
        try await send(["dddddd"])
        try await takeBack("dddddd")
        #expect(try await sent() == ["one"])
        named.draft.prompt = "two"
        try await send(["eeeeee"])
        #expect(try await sent() == ["two"])
        try await takeBack("eeeeee")
        #expect(try await sent() == ["one"])
    }

    @Test("records a draft as sent with its tasks, all or none")
    func sent() async throws {
        var named = NamedDraft(name: "lake", draft: Draft(prompt: "one"))
        var together = [VideoTask.sample("aaaaaa"), .sample("bbbbbb")]
        for index in together.indices { together[index].group = together[0].id }
        #expect(try await ledger.accept(together, of: named, source: "console") == together)
        #expect(try await ledger.drafts().map(\.sent) == [named.draft])
        named.draft.prompt = "two"
        await #expect(throws: LedgerError.idTaken("aaaaaa")) {
            try await ledger.accept([.sample("cccccc"), .sample("aaaaaa")], of: named, source: "console")
        }
        await #expect(throws: LedgerError.idTaken("dddddd")) {
            try await ledger.accept([.sample("dddddd"), .sample("dddddd")], of: named, source: "console")
        }
        #expect(try await ledger.tasks().count == 2)
        #expect(try await ledger.drafts().map(\.draft.prompt) == ["one"])
        named.draft.prompt = "one more"
        _ = try await ledger.accept([.sample("eeeeee")], of: named, source: "console")
        #expect(try await ledger.revisions(of: "lake").map { $0.sentAt != nil } == [true, true])
    }

    @Test("keeps a title through changes, and deletes a draft with all it was")
    func title() async throws {
        try await ledger.recordDraft(Draft(prompt: "one"), name: "a", at: noon())
        try await ledger.nameDraft("a", title: "Harbour")
        try await ledger.recordDraft(Draft(prompt: "two"), name: "a", at: noon(1))
        #expect(try await ledger.drafts().map(\.words) == ["Harbour"])
        try await ledger.deleteDraft("a")
        #expect(try await ledger.drafts().isEmpty)
        #expect(try await ledger.revisions(of: "a").isEmpty)
    }

    @Test("brings back a deleted draft with its title, its revisions and what was sent of it")
    func restore() async throws {
        let sent = NamedDraft(name: "a", draft: Draft(prompt: "one"))
        _ = try await ledger.accept([.sample("aaaaaa")], of: sent, source: "console")
        try await ledger.nameDraft("a", title: "Harbour")
        try await ledger.recordDraft(Draft(prompt: "two"), name: "a", at: noon(1))
        let (drafts, revisions) = (try await ledger.drafts(), try await ledger.revisions(of: "a"))
        #expect(drafts.map(\.sent) == [sent.draft] && revisions.map(\.number) == [2, 1])
        try await ledger.restoreDraft(try #require(try await ledger.deleteDraft("a")))
        #expect(try await ledger.drafts() == drafts)
        #expect(try await ledger.revisions(of: "a") == revisions)
        // Which task it was sent as is known again, too.
        _ = try await ledger.change(ShortID(rawValue: "aaaaaa"), at: noon(), source: "person") {
            $0.apply(.takenBack, at: noon())
        }
        #expect(try await ledger.drafts().map(\.sent) == [nil])
        #expect(try await ledger.deleteDraft("b") == nil)
    }

    @Test("what was recorded under the name of a deleted draft meanwhile comes after what is brought back")
    func restoreBeside() async throws {
        for prompt in ["one", "two"] { try await ledger.recordDraft(Draft(prompt: prompt), name: "a", at: noon()) }
        try await ledger.nameDraft("a", title: "Harbour")
        let deleted = try #require(try await ledger.deleteDraft("a"))
        for prompt in ["three", "four", "five"] {
            try await ledger.recordDraft(Draft(prompt: prompt), name: "a", at: noon(1))
        }
        try await ledger.restoreDraft(deleted)
        let revisions = try await ledger.revisions(of: "a")
        #expect(prompts(revisions) == ["five", "four", "three", "two", "one"])
        #expect(revisions.map(\.number) == [5, 4, 3, 2, 1])
        #expect(try await ledger.drafts().map(\.draft.prompt) == ["five"])
        #expect(try await ledger.drafts().map(\.title) == ["Harbour"])
    }
}
