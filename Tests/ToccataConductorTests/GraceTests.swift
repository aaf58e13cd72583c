import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("The grace period")
struct GraceTests {
    private let id = ShortID(rawValue: "abc123")

    private func submitted() async throws -> Stage {
        let stage = try Stage()
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task().waiting(.seconds(3)))
        return stage
    }

    @Test("lets nothing leave until it is over, then sends once")
    func waits() async throws {
        let stage = try await submitted()
        await stage.pass(.milliseconds(2900))
        #expect(stage.service.creates.isEmpty)
        #expect(try await stage.state("abc123") == .out)

        await stage.pass(.milliseconds(200))
        await stage.pass(.seconds(60))

        #expect(stage.service.creates.count == 1)
        #expect(try await stage.state("abc123") == .pending)
    }

    @Test("is kept through the sender's death: not even the claim in the ledger gets past it")
    func durable() async throws {
        let stage = try await submitted()
        #expect(try await stage.ledger.claim(id, holder: "next", at: stage.clock.now) == nil)
        stage.clock.advance(.seconds(3))
        #expect(try await stage.ledger.claim(id, holder: "next", at: stage.clock.now)?.state == .sending)
    }

    @Test("lets a send be taken back, which then never goes out")
    func takenBack() async throws {
        let stage = try await submitted()
        try await stage.conductor.takeBack(id)
        await stage.pass(.seconds(60))

        #expect(stage.service.creates.isEmpty)
        #expect(try await stage.state("abc123") == .stopped)
        #expect(stage.notes == [])
    }

    @Test(
        "comes back as held when that is undone, sends nothing by itself after a restart either, and once when released"
    )
    func broughtBack() async throws {
        let stage = try await submitted()
        try await stage.conductor.takeBack(id)
        try await stage.conductor.bringBack(id)
        #expect(try await stage.state() == .held)
        await stage.pass(.seconds(60))

        let next = try Stage(ledger: stage.ledger, service: stage.service)
        await next.conductor.recover()
        await next.pass(.seconds(3600))
        #expect(stage.service.creates.isEmpty)
        #expect(try await next.state() == .held)
        try await next.conductor.release(id)
        await next.pass(.seconds(60))
        #expect(stage.service.creates.count == 1)
        #expect(try await next.state() == .pending)
    }

    @Test("does not come back when it was on its way once, which is said")
    func staysBack() async throws {
        let stage = try await submitted()
        stage.service.willCreate(.failure(.notConnected("refused")))
        await stage.pass(.seconds(3))
        #expect(try await stage.state() == .retry)
        try await stage.conductor.takeBack(id)
        try await stage.conductor.bringBack(id)

        #expect(try await stage.state() == .stopped)
        #expect(stage.notes.last == "abc123 is not brought back: it was on its way to the service once.")
    }

    @Test("once over, taking back leaves the task watched and says that it was too late")
    func tooLate() async throws {
        let stage = try await submitted()
        await stage.pass(.seconds(3))
        try await stage.conductor.takeBack(id)

        #expect(try await stage.state("abc123") == .pending)
        #expect(stage.notes == ["abc123 could not be taken back: it had left already, and goes on."])
    }
}
