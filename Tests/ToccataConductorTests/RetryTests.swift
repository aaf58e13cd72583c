import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

private let video = "https://videos.example/v.mp4"

private func busy(_ status: Int, _ retryAfter: String) -> FakeService.Answer {
    .http(status, "<html>busy</html>", ["Retry-After": retryAfter])
}

@Suite("Reads that are tried again")
struct RetryTests {
    @Test("asks up to three times about a task that is to be attached, as long as the service wants to be left alone")
    func attach() async throws {
        let stage = try Stage(role: .command)
        stage.service.willAnswer(.failure(.broken("reset")), busy(503, "7"), .status("TASK_PROCESSING"))
        let before = stage.clock.now

        let task = try await stage.conductor.attach(stage.task(), taskID: "t-1")

        #expect(task.state == .running)
        #expect(stage.service.queries.count == 3)
        #expect(stage.clock.now.timeIntervalSince(before) == 8)
    }

    @Test(
        "asks no more than that, and not again where that is no use or takes too long",
        arguments: [
            (.failure(.notConnected("refused")), 3), (busy(429, "3600"), 1), (.unknownTask, 1),
            (.http(401, #"{"code":1100,"message":"No"}"#), 1),
        ] as [(FakeService.Answer, Int)]
    )
    func bounded(answer: FakeService.Answer, count: Int) async throws {
        let stage = try Stage(role: .command)
        stage.service.willAnswer(answer)
        await #expect(throws: ConductorError.self) {
            try await stage.conductor.attach(stage.task(), taskID: "t-1")
        }
        #expect(stage.service.queries.count == count)
    }

    @Test("asks again for a list")
    func list() async throws {
        let stage = try Stage()
        let page = #"{"code":0,"data":[{"task_id":"85","task_status":"processing","created_at":1}]}"#
        stage.service.willAnswer(busy(429, "2"), .http(200, page))
        let before = stage.clock.now

        let tasks = try await stage.conductor.list(.multiImageToVideo, page: 1, pageSize: 30, at: Stage.server)

        #expect(tasks.map(\.taskID) == ["85"])
        #expect(stage.clock.now.timeIntervalSince(before) == 2)
        await stage.conductor.stop()
        let kept = try await stage.ledger.exchangeNews(since: nil).news
        #expect(kept.map(\.kind) == [.lookUp, .lookUp])
    }

    @Test("asks again for a fresh link before a video is given up")
    func freshLink() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willServe(.http(403, "expired"), .video)
        let fresh = FakeService.Answer.status("TASK_SUCCEEDED", url: video)
        stage.service.willAnswer(fresh, .failure(.timedOut(mayHaveBeenSent: true)), fresh)

        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .done)
        #expect(stage.service.downloads.count == 2)
    }

    @Test("waits before a download as long as its host asks, but not for ever")
    func download() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: video))
        stage.service.willServe(busy(503, "45"), .video)
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .downloading)
        await stage.pass(.seconds(44))
        #expect(stage.service.downloads.count == 1)
        await stage.pass(.seconds(1))
        #expect(try await stage.state() == .done)
    }

    @Test("gives a download up whose host asks for a day", arguments: [ConductorSettings.Role.console, .command])
    func downloadInADay(role: ConductorSettings.Role) async throws {
        let stage = try Stage(role: role)
        var task = stage.task()
        task.state = .unsaved
        task.taskID = "t-1"
        task.videoURL = video
        try await stage.ledger.accept(task, source: "test")
        stage.service.willServe(busy(429, "86400"))
        let before = stage.clock.now

        let saved = try await stage.conductor.download(task.id, .first)

        #expect(saved.state == .unsaved)
        #expect(saved.message == "The host of the file answered with HTTP 429.")
        #expect(stage.clock.now == before)
    }
}
