import BachAPI
import FoundationEssentials
import Scratch
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("What another process leaves behind")
struct LeftBehindTests {
    private func sending(_ stage: Stage, holder: String) async throws {
        try await stage.ledger.accept(stage.task(origin: .command, holder: holder), source: "test")
        _ = try await stage.ledger.claim(ShortID(rawValue: "abc123"), holder: holder, at: stage.clock.now)
    }

    @Test("is settled by a console that is open already, and sent by nobody")
    func settles() async throws {
        let stage = try Stage()
        stage.service.willCreate(.made("t-1"))
        try await sending(stage, holder: "dead")
        try await stage.ledger.accept(stage.task("second", origin: .command, holder: "dead"), source: "test")

        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state() == .lost)
        #expect(try await stage.state("second") == .held)
        #expect(stage.service.creates.isEmpty)
    }

    @Test("is looked for again while that process lives, and nothing is looked for when there is nothing")
    func looksAgain() async throws {
        let stage = try Stage()
        #expect(await stage.conductor.launchDue() == nil)
        try await sending(stage, holder: "other")

        let next = await stage.conductor.launchDue()

        #expect(next == stage.clock.moment + .seconds(10))
        #expect(try await stage.state() == .sending)
    }
}
