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

    private let id = ShortID(rawValue: "abc123")

    /// A task whose answer was lost.
    private func lost(_ task: (Stage) -> VideoTask) async throws -> Stage {
        let stage = try Stage(savesVideos: false)
        // Milliseconds since 1970 are only known for such when they are many.
        stage.clock.setWall(by: .seconds(1_700_000_000))
        stage.service.willCreate(.failure(.broken("reset")))
        try await stage.conductor.submit(task(stage))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.state() == .lost)
        return stage
    }

    /// Whether the service is asked about a task by that id, after a restart too, and is believed.
    private func isPolled(_ stage: Stage, as taskID: String) async throws -> Bool {
        let next = try Stage(savesVideos: false, ledger: stage.ledger)
        next.clock.setWall(by: .seconds(stage.clock.now.timeIntervalSince(next.clock.now)))
        next.service.willAnswer(
            .http(200, #"{"code":200,"data":{"task_id":"\#(taskID)","status":"TASK_PROCESSING"}}"#)
        )
        await next.pass(.seconds(60))
        let asked = next.service.queries.map(\.url).filter { $0.hasSuffix("/\(taskID)") }
        let task = try await next.recorded()
        return asked.count == 1 && task?.state == .running && task?.taskID == taskID
    }

    @Test("a lost task is given an id only when the service knows it, is asked about by it then, and never sent again")
    func attachesToLost() async throws {
        let stage = try await lost { $0.task() }
        stage.service.willAnswer(.unknownTask, .status("TASK_PROCESSING"))

        await #expect(throws: ConductorError.unknownAtService(taskID: "bad")) {
            try await stage.conductor.attach(id, taskID: "bad")
        }
        #expect(try await stage.state() == .lost)
        #expect(try await stage.recorded()?.taskID == nil)

        #expect(try await stage.conductor.attach(id, taskID: "t-1") == .untold)
        #expect(try await stage.recorded()?.taskID == "t-1")
        #expect(try await isPolled(stage, as: "t-1"))
        #expect(stage.service.creates.count == 1)
    }

    @Test("a lost task is given no id under which the service tells of another task, nor one that another task has")
    func attachesNoOther() async throws {
        let stage = try await lost { $0.task() }
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        let reason = "asked for it, the service tells of t-1"
        await #expect(throws: ConductorError.madeByAnother(taskID: "t-9", reason: reason)) {
            try await stage.conductor.attach(id, taskID: "t-9")
        }
        var other = stage.task("bbb222")
        (other.state, other.taskID) = (.running, "t-1")
        try await stage.ledger.accept(other, source: "test")
        await #expect(throws: ConductorError.madeByAnother(taskID: "t-1", reason: "bbb222 has this id already")) {
            try await stage.conductor.attach(id, taskID: "t-1")
        }
        #expect(try await stage.state() == .lost)
        #expect(try await stage.recorded()?.taskID == nil)
    }

    /// What Kling's service tells of a task, made so long after the request was recorded.
    private func made(_ stage: Stage, externalID: String?, after seconds: Double = 0) -> FakeService.Answer {
        let info = externalID.map { #""external_task_id":"\#($0)""# } ?? ""
        let time = Int((stage.clock.now.timeIntervalSince1970 + seconds) * 1000)
        return .http(
            200,
            #"{"code":0,"data":{"task_id":"85","task_status":"processing","task_info":{\#(info)},"created_at":\#(time)}}"#
        )
    }

    @Test("a lost multi-image task is given no id of another external id, or of a task made at another time")
    func attachesByExternalID() async throws {
        let stage = try await lost { task($0, request: ["prompt": "a tide", "external_task_id": "ours"]) }
        let day = 86_400.0
        let others: [(FakeService.Answer, String)] = [
            (made(stage, externalID: "mine"), "its external id is mine, and that of this request ours"),
            (
                made(stage, externalID: nil, after: -day),
                "it was made at 2023-11-25T12:00:00Z, before this request was recorded"
            ),
            (
                made(stage, externalID: nil, after: day),
                "it was made at 2023-11-27T12:00:00Z, long after this request was sent"
            ),
        ]
        for (answer, reason) in others {
            stage.service.willAnswer(answer)
            await #expect(throws: ConductorError.madeByAnother(taskID: "85", reason: reason)) {
                try await stage.conductor.attach(id, taskID: "85")
            }
            #expect(try await stage.state() == .lost)
            #expect(try await stage.recorded()?.taskID == nil)
        }
        stage.service.willAnswer(made(stage, externalID: nil))
        #expect(try await stage.conductor.attach(id, taskID: "85") == .untold)
    }

    @Test("a lost multi-image task is given the id of the task with its external id, by whichever it is asked for")
    func attachesOurs() async throws {
        for asked in ["85", "ours"] {
            let stage = try await lost { task($0, request: ["prompt": "a tide", "external_task_id": "ours"]) }
            stage.service.willAnswer(made(stage, externalID: "ours"))
            #expect(try await stage.conductor.attach(id, taskID: asked) == .ours)
            #expect(try await stage.recorded()?.taskID == "85")
            #expect(try await stage.state() == .pending)
        }
    }

    @Test("what the service knows no more is given another id, which it knows")
    func attachesToGone() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        let other = FakeService.Answer.http(200, #"{"code":200,"data":{"task_id":"t-9","status":"TASK_PROCESSING"}}"#)
        stage.service.willAnswer(.unknownTask, .unknownTask, .unknownTask, .unknownTask, other)
        for _ in 0..<3 { try await stage.conductor.pollNow(id) }
        #expect(try await stage.state() == .gone)

        await #expect(throws: ConductorError.unknownAtService(taskID: "bad")) {
            try await stage.conductor.attach(id, taskID: "bad")
        }
        #expect(try await stage.state() == .gone)
        #expect(try await stage.recorded()?.taskID == "t-1")
        try await stage.conductor.attach(id, taskID: "t-9")
        #expect(try await stage.recorded()?.taskID == "t-9")
        #expect(try await isPolled(stage, as: "t-9"))
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
