import FoundationEssentials
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Holding one task")
struct HoldOneTests {
    private let id = ShortID(rawValue: "abc123")

    @Test("keeps it here through everything but a release, and the task behind it goes out")
    func held() async throws {
        let stage = try Stage()
        stage.service.willCreate(.made("t-1"), .made("t-2"))
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        try await stage.conductor.submit(stage.task().waiting(.seconds(3)))
        try await stage.conductor.submit(stage.task("def456").waiting(.seconds(3)))
        try await stage.conductor.hold(id)
        for _ in 0..<4 { await stage.pass(.seconds(3600)) }
        #expect(stage.service.creates.count == 1)
        #expect(try await stage.state() == .held)
        #expect(try await stage.recorded()?.message == VideoTask.heldByYou)
        #expect(try await stage.state("def456") == .running)
        #expect(try await stage.ledger.claim(id, holder: "next", at: stage.clock.now) == nil)

        try await stage.conductor.release(id)
        await stage.pass(.seconds(1))
        #expect(try await stage.state() == .pending)
        #expect(stage.service.creates.count == 2)
        #expect(stage.notes == [])
    }

    @Test("of what waits for its next try works, too, and the try does not come")
    func retrying() async throws {
        let stage = try Stage()
        stage.service.willCreate(.http(503, #"{"code":5001,"message":"busy"}"#), .made("t-1"))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state() == .retry)
        try await stage.conductor.hold(id)
        await stage.pass(.seconds(3600))
        #expect(stage.service.creates.count == 1)
        #expect(try await stage.state() == .held)
    }

    @Test("once it has left says that it is too late, and changes nothing")
    func tooLate() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        try await stage.conductor.hold(id)
        #expect(try await stage.state() == .pending)
        #expect(stage.notes == ["abc123 could not be held: it had left already, and goes on."])
    }
}
