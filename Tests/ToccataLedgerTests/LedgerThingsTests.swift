import BachAPI
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: drafts, subjects, uploaded pictures")
struct LedgerThingsTests {
    let ledger: Ledger

    init() throws {
        ledger = try Ledger(path: Ledger.inMemory)
    }

    @Test("keeps the last draft of a name")
    func draft() async throws {
        #expect(try await ledger.draft() == nil)
        var draft = Draft(mode: .elementsToVideo, prompt: "first")
        try await ledger.recordDraft(draft, at: noon())
        draft.prompt = "second\nline"
        draft.references = [.image(PictureSource("~/a.png")), .subject(Subject(name: "Ada"))]
        try await ledger.recordDraft(draft, at: noon(1))
        try await ledger.recordDraft(Draft(prompt: "other"), name: "other", at: noon(1))

        #expect(try await ledger.draft(NamedDraft.firstName) == draft)
        #expect(try await ledger.draft("other")?.prompt == "other")
        #expect(try await ledger.draft()?.prompt == "other")
    }

    @Test("keeps subjects by name")
    func subjects() async throws {
        try await ledger.recordSubject(Subject(name: "clara", description: "old"), at: noon())
        try await ledger.recordSubject(Subject(name: "clara", description: "new"), at: noon(1))
        try await ledger.recordSubject(Subject(name: "Ada"), at: noon())

        #expect(try await ledger.subjects().map(\.name) == ["Ada", "clara"])
        #expect(try await ledger.subject(named: "clara")?.description == "new")
        #expect(try await ledger.subject(named: "none") == nil)
        #expect(try await ledger.deleteSubject(named: "clara"))
        #expect(try await !ledger.deleteSubject(named: "clara"))
        #expect(try await ledger.subjects().map(\.name) == ["Ada"])
    }

    @Test("adds a subject only where its name is free, and says which one is there")
    func added() async throws {
        #expect(
            try await ledger.addSubject(Subject(name: "Ada", description: "first"), at: noon()).description == "first"
        )
        #expect(
            try await ledger.addSubject(Subject(name: "Ada", description: "second"), at: noon()).description == "first"
        )
        #expect(try await ledger.subjects().map(\.description) == ["first"])
    }

    @Test("counts the tasks that were sent with a subject, and knows the last of them")
    func uses() async throws {
        for (id, sent) in [("a1b2c3", 10.0), ("b1b2c3", 30), ("c1b2c3", nil)] as [(String, Double?)] {
            var task = VideoTask(
                id: ShortID(rawValue: id),
                mode: .elementsToVideo,
                server: .local,
                origin: .console,
                holder: nil,
                request: ["reference_inputs": [["type": "subject", "subject": ["subject_name": "Ada"]]]],
                createdAt: noon()
            )
            task.sentAt = sent.map { noon($0) }
            try await ledger.accept(task, source: "test")
        }
        let uses = try await ledger.subjectUses()
        #expect(uses["Ada"] == SubjectUses.Use(count: 2, lastAt: noon(30)))
        #expect(uses["Bo"] == nil)
    }

    @Test("knows an uploaded picture at the server it was uploaded to")
    func assets() async throws {
        let here = ServerIdentity.remote(baseURL: "https://a.example.com/vdr", keyID: "AK1")
        let there = ServerIdentity.remote(baseURL: "https://b.example.com/vdr", keyID: "AK1")
        for (server, url) in [(here, "https://cdn/1"), (.local, "http://127.0.0.1:1/1"), (here, "https://cdn/2")] {
            try await ledger.recordAsset(hash: "ab12", server: server, url: url, path: "/p.png", bytes: 9, at: noon())
        }

        #expect(try await ledger.assetURL(hash: "ab12", server: here) == "https://cdn/2")
        #expect(try await ledger.assetURL(hash: "ab12", server: .local) == "http://127.0.0.1:1/1")
        #expect(try await ledger.assetURL(hash: "ab12", server: there) == nil)
        #expect(try await ledger.assetURL(hash: "ffff", server: here) == nil)
        try await ledger.forgetAssets(at: ["https://cdn/2"], server: there)
        #expect(try await ledger.assetURL(hash: "ab12", server: here) == "https://cdn/2")
        try await ledger.forgetAssets(at: ["https://cdn/2"], server: here)
        #expect(try await ledger.assetURL(hash: "ab12", server: here) == nil)
        try await ledger.forgetAssets(at: ["http://127.0.0.1:7/2"], server: .local)
        #expect(try await ledger.assetURL(hash: "ab12", server: .local) != nil)
        try await ledger.forgetAssets(at: ["http://127.0.0.1:7/1"], server: .local)
        #expect(try await ledger.assetURL(hash: "ab12", server: .local) == nil)
    }
}
