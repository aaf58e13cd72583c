import BachAPI
import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Clocks that jump")
struct ClockTests {
    private let id = ShortID(rawValue: "abc123")

    /// A task that surely was not made, and is to be sent again after a minute.
    private func refused() async throws -> Stage {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "60"]), .made("t-1"))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state() == .retry)
        return stage
    }

    @Test("a clock that is set does not change when a task is sent again", arguments: [-86_400, 86_400])
    func setClock(seconds: Int) async throws {
        let stage = try await refused()
        stage.clock.setWall(by: .seconds(seconds))
        await stage.pass(.seconds(59))
        #expect(stage.service.creates.count == 1)
        await stage.pass(.seconds(1))
        #expect(stage.service.creates.count == 2)
        #expect(try await stage.state() == .pending)
    }

    @Test("a clock that was set back while nobody ran delays a send by no more than was planned")
    func setBackMeanwhile() async throws {
        let stage = try await refused()
        let next = try Stage(savesVideos: false, ledger: stage.ledger, service: stage.service)
        next.clock.setWall(by: .seconds(-86_400))
        await next.conductor.runWhatIsDue()
        await next.pass(.seconds(59))
        #expect(next.service.creates.count == 1)
        await next.pass(.seconds(1))
        #expect(next.service.creates.count == 2)
    }

    @Test("what was just let go leaves after its grace period though the clock is set back")
    func grace() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task().waiting(.seconds(3)))
        await stage.conductor.runWhatIsDue()
        stage.clock.setWall(by: .seconds(-3600))
        await stage.pass(.seconds(2))
        #expect(stage.service.creates.isEmpty)
        await stage.pass(.seconds(1))
        #expect(stage.service.creates.count == 1)
    }

    @Test("a time that another process recorded later is not passed by the one that was waited for")
    func laterTime() async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        let stage = try Stage(ledger: ledger)
        var task = stage.task()
        (task.state, task.retryAt) = (.retry, stage.clock.now + 600)
        try await ledger.accept(task, source: "test")
        let waited = ClaimTerms(dueBy: stage.clock.now + 599)
        #expect(try await ledger.claim(id, holder: "me", at: stage.clock.now, waited) == nil)
        let due = ClaimTerms(dueBy: stage.clock.now + 600)
        #expect(try await ledger.claim(id, holder: "me", at: stage.clock.now, due) != nil)
    }

    @Test("after an hour of sleep all are asked, each once, ten at once and five a second")
    func suspended() async throws {
        let stage = try Stage(savesVideos: false)
        for number in 10..<40 {
            var task = stage.task("task\(number)")
            (task.state, task.taskID, task.sentAt) = (.running, "t-\(number)", stage.clock.now)
            try await stage.ledger.accept(task, source: "test")
        }
        stage.service.willAnswer(.http(200, #"{"code":200,"data":{"status":"TASK_PROCESSING"}}"#))
        for _ in 0..<10 { await stage.pass(.seconds(1)) }
        let before = stage.service.queries.count
        #expect(Set(stage.service.queries.map(\.url)).count == 30)

        stage.clock.advance(.seconds(3600))
        var counts: [Int] = []
        for _ in 0..<6 {
            await stage.conductor.runWhatIsDue()
            counts.append(stage.service.queries.count - before)
            stage.clock.advance(.seconds(1))
        }

        #expect(counts == [10, 15, 20, 25, 30, 30])
        #expect(Set(stage.service.queries.dropFirst(before).map(\.url)).count == 30)
    }

    @Test(
        "asks again after a failure when it is time, and not before",
        arguments: [
            (.http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "300"]), 300),
            (.http(429, #"{"code":1800,"message":"Slow"}"#), 10), (.http(503, "<html>", ["Retry-After": "120"]), 120),
            (.http(500, #"{"code":5000,"message":"Oh"}"#), 10), (.http(502, "<html>"), 10),
            (.http(404, #"{"code":1200,"message":"Not found"}"#), 10), (.http(404, "<html>"), 10),
            (.http(401, #"{"code":1102,"message":"Not yet"}"#), 10),
            (.http(401, #"{"code":1103,"message":"Old"}"#), 10), (.failure(.timedOut(mayHaveBeenSent: true)), 10),
        ] as [(FakeService.Answer, Int)]
    )
    func failures(answer: FakeService.Answer, seconds: Int) async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(answer, .status("TASK_PROCESSING"))
        await stage.pass(.seconds(10))
        #expect(stage.service.queries.count == 1)
        await stage.pass(.seconds(seconds - 1))
        #expect(stage.service.queries.count == 1)
        await stage.pass(.seconds(1))
        #expect(stage.service.queries.count == 2)
        #expect(try await stage.state() == .running)
    }
}
