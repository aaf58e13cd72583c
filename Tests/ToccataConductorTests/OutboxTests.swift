import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

private let noCredits = FakeService.Answer.http(403, #"{"code":1302,"message":"Insufficient credit package."}"#)

@Suite("Outbox")
struct OutboxTests {
    @Test(
        "does with an answer what the table says",
        arguments: [
            (.made("t-1"), .pending, nil),
            (.failure(.notConnected("refused")), .retry, "No connection: refused."),
            (.http(429, #"{"code":1800,"message":"Slow"}"#), .retry, "Slow"),
            (.http(400, #"{"code":1000,"message":"No"}"#), .failed, "No"),
            (.http(500, #"{"code":5000,"message":"Oh."}"#), .failed, "Oh. A task may have been made."),
            (.failure(.broken("reset")), .lost, "The connection broke: reset."),
            (.failure(.timedOut(mayHaveBeenSent: true)), .lost, "No answer came in time."),
            (.http(302, ""), .lost, "The answer cannot be read: the answer is not JSON (HTTP 302)."),
        ] as [(FakeService.Answer, TaskState, String?)]
    )
    func table(answer: FakeService.Answer, state: TaskState, message: String?) async throws {
        let stage = try Stage()
        stage.service.willCreate(answer)

        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()

        let task = try await stage.recorded()
        #expect(task?.state == state)
        #expect(task?.message == message)
        #expect(stage.service.creates.count == 1)
        #expect(stage.service.creates.first?.freshConnection == true)
    }

    @Test("records that it sends before it sends")
    func recordsFirst() async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        let seen = Mutex<TaskState?>(nil)
        let service = FakeService {
            let task = try? await ledger.task(ShortID(rawValue: "abc123"))
            seen.withLock { $0 = task?.state }
        }
        let stage = try Stage(ledger: ledger, service: service)

        try await stage.makeTask()

        #expect(seen.withLock { $0 } == .sending)
        #expect(try await stage.recorded()?.taskID == "t-1")
    }

    @Test("tries again after 1, 2, 4 … 60 seconds what surely made nothing, and says that the network is down once")
    func backsOff() async throws {
        let stage = try Stage()
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()

        for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
            let before = stage.service.creates.count
            await stage.pass(.seconds(wait) - .milliseconds(10))
            #expect(stage.service.creates.count == before)
            await stage.pass(.milliseconds(10))
            #expect(stage.service.creates.count == before + 1)
        }
        stage.service.willCreate(.made("t-1"))
        await stage.pass(.seconds(60))

        #expect(try await stage.state() == .pending)
        let network = stage.events.filter { if case .network = $0 { true } else { false } }
        let since = Date(timeIntervalSince1970: 1_000_000)
        #expect(network == [.network(.down(since: since, reason: "No connection: refused.")), .network(.up)])
    }

    @Test("waits as long as the service asks for")
    func retryAfter() async throws {
        let stage = try Stage()
        stage.service.willCreate(.http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "30"]), .made("t-1"))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()

        await stage.pass(.seconds(29))
        #expect(stage.service.creates.count == 1)
        await stage.pass(.seconds(1))
        #expect(stage.service.creates.count == 2)
    }

    @Test("is held for want of credits, until something a person sent goes through")
    func holds() async throws {
        let stage = try Stage()
        stage.service.willCreate(.failure(.notConnected("refused")))
        try await stage.conductor.submit(stage.task("first1"))
        try await stage.conductor.submit(stage.task("second"))
        await stage.conductor.runWhatIsDue()
        stage.service.willCreate(noCredits)
        await stage.pass(.seconds(1))
        await stage.pass(.seconds(600))

        #expect(try await stage.state("first1") == .failed)
        #expect(try await stage.state("second") == .retry)
        #expect(stage.held == ["Insufficient credit package. (code 1302)"])
        #expect(stage.service.creates.count == 3)

        stage.service.willCreate(noCredits, .made("t-1"))
        try await stage.conductor.release(ShortID(rawValue: "first1"))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state("second") == .retry)
        try await stage.conductor.release(ShortID(rawValue: "first1"))
        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state("first1") == .pending)
        #expect(try await stage.state("second") == .pending)
        #expect(stage.held.last == "")
    }

    @Test("is held for what was asked for before it was known that there are no credits, too")
    func holdsBehind() async throws {
        let stage = try Stage()
        stage.service.willCreate(noCredits)
        for id in ["first1", "second", "third3"] { try await stage.conductor.submit(stage.task(id)) }

        await stage.conductor.runWhatIsDue()

        #expect(stage.service.creates.count == 1)
        #expect(try await stage.state("first1") == .failed)
        #expect(try await stage.state("second") == .out)
        #expect(try await stage.state("third3") == .out)
    }

    @Test(
        "is held by what every request would meet, whatever its number",
        arguments: [
            (Mode.textToVideo, 401, 1100, true), (.textToVideo, 401, 1103, true), (.textToVideo, 403, 1300, false),
            (.multiImageToVideo, 429, 1101, true), (.multiImageToVideo, 429, 1302, false),
        ] as [(Mode, Int, Int, Bool)]
    )
    func meanings(mode: Mode, status: Int, code: Int, isHeld: Bool) async throws {
        let stage = try Stage()
        stage.service.willCreate(.http(status, #"{"code":\#(code),"message":"No."}"#))
        try await stage.conductor.submit(stage.task(mode: mode))
        await stage.conductor.runWhatIsDue()
        #expect(stage.held == (isHeld ? ["No. (code \(code))"] : []))
    }

    @Test("goes on when a person lets it")
    func resumes() async throws {
        let stage = try Stage()
        stage.service.willCreate(.failure(.notConnected("refused")))
        try await stage.conductor.submit(stage.task("first1"))
        try await stage.conductor.submit(stage.task("second"))
        await stage.conductor.runWhatIsDue()
        stage.service.willCreate(noCredits, .made("t-1"))
        await stage.pass(.seconds(600))
        #expect(try await stage.state("second") == .retry)

        try await stage.conductor.resumeOutbox()
        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state("second") == .pending)
    }

    @Test("keeps back what has the words of a task that was refused for them, and sends the rest")
    func sensitive() async throws {
        let stage = try Stage()
        stage.service.willCreate(.http(400, #"{"code":1001,"message":"Sensitive."}"#), .made("t-1"))
        try await stage.conductor.submit(stage.task("first1"))
        let words: JSONValue = ["prompt": "a tide at dusk", "seed": 8, "duration": 5]
        try await stage.conductor.submit(stage.task("second", request: words))
        try await stage.conductor.submit(stage.task("third3", request: ["prompt": "a tide at dawn"]))

        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state("first1") == .failed)
        #expect(try await stage.state("third3") == .pending)
        let second = try await stage.recorded("second")
        #expect(second?.state == .held)
        #expect(second?.message == "first1 was refused for its content, and this one has the same words and pictures.")
        #expect(stage.service.creates.count == 2)
        #expect(try await stage.ledger.holds().isEmpty)

        stage.service.willCreate(.made("t-2"))
        try await stage.conductor.release(ShortID(rawValue: "second"))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state("second") == .pending)
    }

    @Test("lets wait what is beyond the most that may run, without waking up for it, until one is done")
    func cap() async throws {
        let stage = try Stage(mostRunning: 1)
        try await stage.makeTask()
        try await stage.conductor.submit(stage.task("second"))
        stage.service.willAnswer(.status("TASK_PROCESSING"), .status("TASK_FAILED"))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state("second") == .out)
        let next = try #require(await stage.conductor.launchDue())
        #expect(next > stage.clock.moment)

        await stage.pass(.seconds(12))
        #expect(try await stage.state("second") == .out)
        await stage.pass(.seconds(12))
        #expect(try await stage.state() == .failed)
        #expect(try await stage.state("second") == .pending)
    }

    @Test("says why there is no service to send to")
    func noService() async throws {
        struct Missing: Error, CustomStringConvertible {
            let description = "bach-local is not installed."
        }
        let stage = try Stage { _ in throw Missing() }
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()

        #expect(try await stage.recorded()?.message == "bach-local is not installed.")
        #expect(try await stage.state() == .retry)
    }

    @Test("lets the process be suspended only when a create on its way is answered, and starts none while it is")
    func suspended() async throws {
        let sending = Mutex(false)
        let isAnswered = Mutex(false)
        let service = FakeService {
            sending.withLock { $0 = true }
            while !isAnswered.withLock({ $0 }) { await Task.yield() }
        }
        let stage = try Stage(service: service)
        service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task())
        _ = await stage.conductor.launchDue()
        while !sending.withLock({ $0 }) { await Task.yield() }
        let pausing = Task { await stage.conductor.pause() }
        for _ in 1...100 { await Task.yield() }
        isAnswered.withLock { $0 = true }

        await pausing.value

        #expect(try await stage.state() == .pending)
    }

    @Test("leaves alone what a command recorded, and what another console holds")
    func leavesAlone() async throws {
        let stage = try Stage()
        stage.service.willCreate(.made("t-1"))
        try await stage.ledger.accept(stage.task("cmd111", origin: .command, holder: "other"), source: "test")
        try await stage.ledger.accept(stage.task("con222", holder: "other"), source: "test")
        try await stage.ledger.accept(stage.task("con333", holder: "dead"), source: "test")

        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state("cmd111") == .out)
        #expect(try await stage.state("con222") == .out)
        #expect(try await stage.state("con333") == .pending)
    }
}
