import BachAPI
import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Tasks that the service knows")
struct ElsewhereTests {
    private let answer = FakeService.Answer.http(
        200,
        #"{"code":0,"data":{"task_id":"85","task_status":"succeed","task_info":{"external_task_id":"mine"},"#
            + #""task_result":{"videos":[{"url":"https://c/v.mp4","watermark_url":"https://c/w.mp4"}]}}}"#
    )

    private func task(_ stage: Stage, _ id: String = "abc123", request: JSONValue = [:]) -> VideoTask {
        stage.task(id, mode: .multiImageToVideo, request: request)
    }

    @Test("are listed page by page")
    func lists() async throws {
        let stage = try Stage()
        stage.service.willAnswer(
            .http(
                200,
                #"{"code":0,"data":[{"task_id":"1","task_status":"succeed","#
                    + #""task_info":{"external_task_id":"e"}},{"task_id":"2","task_status":"submitted"}]}"#
            )
        )

        let tasks = try await stage.conductor.list(.multiImageToVideo, page: 2, pageSize: 5, at: Stage.server)

        #expect(tasks.map(\.taskID) == ["1", "2"])
        #expect(tasks.map(\.externalID) == ["e", nil])
        let url = "https://service.example/api/vdr/videos/multi-image2video?pageNum=2&pageSize=5"
        #expect(stage.service.queries.map(\.url) == [url])
    }

    @Test(
        "are not listed by a service that refuses, or cannot be reached",
        arguments: [
            (
                .http(401, #"{"code":1000,"message":"No"}"#),
                .refused(APIFailure(httpStatus: 401, code: 1000, message: "No", dialect: .kling))
            ),
            (.http(429, #"{"code":1302,"message":"Slow"}"#), .unreachable(reason: "Slow")),
            (
                .http(200, #"{"code":0,"data":{}}"#),
                .unreachable(reason: "The answer cannot be read: no list in the answer.")
            ),
            (.failure(.notConnected("refused")), .unreachable(reason: "No connection: refused.")),
        ] as [(FakeService.Answer, ConductorError)]
    )
    func refusals(answer: FakeService.Answer, error: ConductorError) async throws {
        let stage = try Stage()
        stage.service.willAnswer(answer)
        await #expect(throws: error) {
            try await stage.conductor.list(.multiImageToVideo, page: 1, pageSize: 5, at: Stage.server)
        }
    }

    @Test("may be attached by the external id, and are then known by the service's own")
    func attaches() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willAnswer(answer)

        let task = try await stage.conductor.attach(task(stage), taskID: "mine")

        #expect(task.taskID == "85")
        #expect(task.externalID == "mine")
        #expect(task.state == .unsaved)
        #expect(task.watermarkURL == "https://c/w.mp4")
        #expect(try await stage.recorded() == task)
        #expect(try await stage.ledger.find("mine") == .one(task))
    }

    @Test("a lost task is given an id only when the service knows it, and stays lost until then")
    func attachesToLost() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.failure(.broken("reset")))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        let id = stage.task().id
        stage.service.willAnswer(.unknownTask, .status("TASK_PROCESSING"))

        await #expect(throws: ConductorError.unknownAtService(taskID: "bad")) {
            try await stage.conductor.attach(id, taskID: "bad")
        }
        #expect(try await stage.state() == .lost)
        #expect(try await stage.recorded()?.taskID == nil)

        try await stage.conductor.attach(id, taskID: "t-9")
        #expect(try await stage.state() == .pending)
        #expect(try await stage.recorded()?.taskID == "t-9")
    }

    @Test("what the service knows no more is given another id, which it knows")
    func attachesToGone() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        let id = stage.task().id
        stage.service.willAnswer(.unknownTask, .unknownTask, .unknownTask, .status("TASK_PROCESSING"))
        for _ in 0..<3 { try await stage.conductor.pollNow(id) }
        #expect(try await stage.state() == .gone)

        try await stage.conductor.attach(id, taskID: "t-9")
        #expect(try await stage.state() == .pending)
        #expect(try await stage.recorded()?.taskID == "t-9")
    }

    @Test("go on as the lost task of the same external id")
    func findsLost() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.failure(.broken("reset")))
        try await stage.conductor.submit(task(stage, request: ["prompt": "a tide", "external_task_id": "mine"]))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state() == .lost)
        stage.service.willAnswer(answer)

        let found = try await stage.conductor.attach(task(stage, "second"), taskID: "85")

        #expect(found.id.rawValue == "abc123")
        #expect(found.state == .unsaved)
        #expect(found.taskID == "85")
        #expect(try await stage.recorded("second") == nil)
    }

    @Test("are watched once, also where others were refused for having the same external id")
    func sameExternalID() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willAnswer(answer)
        let request: JSONValue = ["prompt": "a tide", "external_task_id": "mine"]
        stage.service.willCreate(.http(200, #"{"code":0,"data":{"task_id":"85"}}"#))
        try await stage.conductor.submit(task(stage, request: request))
        await stage.conductor.runWhatIsDue()
        stage.service.willCreate(.http(400, #"{"code":1201,"message":"external_task_id already exists"}"#))
        try await stage.conductor.submit(task(stage, "refuse", request: request))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state("refuse") == .failed)

        let found = try await stage.conductor.attach(task(stage, "second"), taskID: "mine")

        #expect(found.id.rawValue == "abc123")
        #expect(try await stage.recorded("second") == nil)
        #expect(try await stage.state("refuse") == .failed)
    }

    @Test("tell by the HTTP status whose code it is", arguments: [(401, "auth"), (400, "parameter"), (200, "kling")])
    func codes(status: Int, meaning: String) async throws {
        var task = task(try Stage())
        task.code = 1000
        task.httpStatus = status
        let expected = meaning == "parameter" ? APICode.of(1000, .bach) : APICode.of(1000, .kling)
        #expect(task.knownCode == expected)
    }
}
