import FoundationEssentials
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Holds in the ledger")
struct LedgerHoldsTests {
    private let server = VideoTask.sample().server
    private let id = ShortID(rawValue: "a1b2c3")

    private func ledger(_ tasks: VideoTask...) async throws -> Ledger {
        let ledger = try Ledger(path: Ledger.inMemory)
        for task in tasks { try await ledger.accept(task, source: "test") }
        return ledger
    }

    @Test("are there for whoever opens the file next, and gone for all when one lifts them")
    func shared() async throws {
        let folder = try ScratchFolder()
        let first = try Ledger(path: folder.path + "/ledger.sqlite")
        try await first.hold(server, reason: "No credits.", code: 1302, at: noon())

        let second = try Ledger(path: folder.path + "/ledger.sqlite")
        #expect(
            try await second.holds()
                == [Hold(number: 1, server: server, reason: "No credits.", code: 1302, since: noon())]
        )
        #expect(try await second.lift(server))
        #expect(try await first.holds().isEmpty)
        #expect(try await first.lift(server) == false)
    }

    @Test("keep a claim from succeeding, of that server and key only")
    func claims() async throws {
        let ledger = try await ledger(.sample())
        let otherKey = ServerIdentity.remote(baseURL: server.baseURL, keyID: "AK2")
        try await ledger.hold(otherKey, reason: "Refused.", code: 1100, at: noon())
        try await ledger.hold(
            .remote(baseURL: "https://b.example", keyID: "AK1"),
            reason: "No.",
            code: 1302,
            at: noon()
        )
        try await ledger.hold(server, reason: "No credits.", code: 1302, at: noon())
        #expect(try await ledger.claim(id, holder: "h", at: noon()) == nil)

        try await ledger.lift(server)
        #expect(try await ledger.claim(id, holder: "h", at: noon())?.state == .sending)
    }

    @Test("let pass what a person urged on when they were known, but not what was urged on before they came")
    func urged() async throws {
        let ledger = try await ledger(.sample())
        try await ledger.hold(server, reason: "No credits.", code: 1302, at: noon())
        let known = try #require(try await ledger.holds().last?.number)
        try await ledger.hold(server, reason: "No credits.", code: 1302, at: noon())
        #expect(try await ledger.holds().count == 1)
        #expect(try await ledger.claim(id, holder: "h", at: noon(), ClaimTerms(passedHold: known)) == nil)

        let newest = try #require(try await ledger.holds().last?.number)
        #expect(try await ledger.claim(id, holder: "h", at: noon(), ClaimTerms(passedHold: newest)) != nil)
    }

    @Test("pause every server, and are passed by nothing then")
    func pause() async throws {
        let ledger = try await ledger(.sample())
        try await ledger.hold(nil, reason: Hold.pauseReason, code: nil, at: noon())
        #expect(try await ledger.claim(id, holder: "h", at: noon(), ClaimTerms(passedHold: 99)) == nil)

        #expect(try await ledger.liftHolds())
        #expect(try await ledger.claim(id, holder: "h", at: noon()) != nil)
    }

    @Test("are lifted by what succeeded before them no more")
    func newer() async throws {
        let ledger = try await ledger()
        try await ledger.hold(server, reason: "No credits.", code: 1302, at: noon())
        let known = try #require(try await ledger.holds().last?.number)
        try await ledger.hold(server, reason: "Refused.", code: 1100, at: noon(1))

        #expect(try await ledger.lift(server, upTo: known) == false)
        #expect(try await ledger.holds().map(\.code) == [1100])
    }

    @Test("tell a pause before what a service said, and only what concerns a server")
    func first() {
        let other = ServerIdentity.remote(baseURL: "https://b.example", keyID: "AK1")
        let said = Hold(number: 1, server: server, reason: "No credits.", code: 1302, since: noon())
        let pause = Hold(number: 2, server: nil, reason: Hold.pauseReason, code: nil, since: noon())
        #expect([said].first(concerning: server) == said)
        #expect([said].first(concerning: other) == nil)
        #expect([said, pause].first(concerning: server) == pause)
    }

    @Test("are not the only thing in the way of a claim: nothing goes beyond the most that may run at its server")
    func cap() async throws {
        let ledger = try await ledger(.sample(), .sample("b1b2c3"), .sample("c1b2c3"))
        let terms = ClaimTerms(mostRunning: 2)
        #expect(try await ledger.claim(id, holder: "h", at: noon(), terms) != nil)
        #expect(try await ledger.claim(ShortID(rawValue: "b1b2c3"), holder: "h", at: noon(), terms) != nil)
        #expect(try await ledger.claim(ShortID(rawValue: "c1b2c3"), holder: "h", at: noon(), terms) == nil)
        #expect(try await ledger.claim(ShortID(rawValue: "c1b2c3"), holder: "h", at: noon()) != nil)
    }
}
