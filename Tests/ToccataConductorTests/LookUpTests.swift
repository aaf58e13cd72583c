import BachAPI
import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("A lost answer in multi-image to video")
struct LookUpTests {
    private let id = ShortID(rawValue: "abc123")
    private let externalID = "toccata-abc123-q7w8e9"
    private let taken = FakeService.Answer.http(
        400,
        #"{"code":1201,"message":"external_task_id already exists","request_id":"r"}"#
    )
    private let unknown = FakeService.Answer.http(404, #"{"code":1203,"message":"Resource not found"}"#)

    private func found(externalID: String = "toccata-abc123-q7w8e9") -> FakeService.Answer {
        .http(
            200,
            #"{"code":0,"data":{"task_id":"85","task_status":"processing","#
                + #""task_info":{"external_task_id":"\#(externalID)"}}}"#
        )
    }

    private func task(_ stage: Stage, externalID: String? = nil, origin: VideoTask.Origin = .console) -> VideoTask {
        let request: JSONValue = ["prompt": "a tide", "external_task_id": .string(externalID ?? self.externalID)]
        return stage.task(mode: .multiImageToVideo, origin: origin, request: request)
    }

    private func send(_ stage: Stage, _ answers: FakeService.Answer..., externalID: String? = nil) async throws {
        for answer in answers {
            stage.service.willCreate(answer)
            if try await stage.recorded() == nil {
                try await stage.conductor.submit(task(stage, externalID: externalID))
            } else {
                try await stage.conductor.release(id)
            }
            await stage.conductor.runWhatIsDue()
        }
    }

    @Test("is looked up by the external id, and the task goes on under the service's id, sent once")
    func findsIt() async throws {
        let stage = try Stage()
        stage.service.willAnswer(found())
        try await send(stage, .failure(.broken("reset")))
        #expect(try await stage.state() == .lost)
        #expect(stage.service.queries.isEmpty)

        await stage.pass(.seconds(1))

        let task = try await stage.recorded()
        #expect(task?.taskID == "85")
        #expect(task?.state == .running)
        #expect(task?.status?.rawValue == "processing")
        #expect(
            stage.service.queries.map(\.url) == [
                "https://service.example/api/vdr/videos/multi-image2video/\(externalID)",
                "https://service.example/api/vdr/videos/multi-image2video/85",
            ]
        )
        #expect(stage.service.creates.count == 1)
        #expect(stage.notes.contains("abc123 was made, although its answer was lost: it goes on as 85."))
    }

    @Test("that the service knows nothing of is asked for three times, some seconds apart, then left to a person")
    func findsNothing() async throws {
        let stage = try Stage()
        stage.service.willAnswer(unknown)
        try await send(stage, .failure(.timedOut(mayHaveBeenSent: true)))

        for (wait, queries) in [(1, 1), (1, 1), (1, 2), (3, 2), (1, 3), (3600, 3)] {
            await stage.pass(.seconds(wait))
            #expect(stage.service.queries.count == queries)
        }

        let task = try await stage.recorded()
        #expect(task?.state == .lost)
        #expect(task?.message?.hasPrefix("The answer was lost, and the service knows no task") == true)
        #expect(stage.service.creates.count == 1)
        #expect(await stage.conductor.launchDue() == nil)

        stage.service.willAnswer(found())
        try await stage.conductor.pollNow(id)
        #expect(try await stage.state() == .pending)
    }

    @Test("is found a moment later, when the service needed that")
    func findsItLater() async throws {
        let stage = try Stage()
        stage.service.willAnswer(unknown, unknown, found())
        try await send(stage, .failure(.broken("reset")))
        for _ in 1...7 { await stage.pass(.seconds(1)) }

        #expect(try await stage.recorded()?.taskID == "85")
        #expect(try await stage.recorded()?.notFoundCount == 0)
    }

    @Test(
        "is asked for again, and again, while the answers say nothing about it",
        arguments: [
            .http(502, "<html>"), .failure(.notConnected("refused")), .http(404, "<html>"),
            .http(401, #"{"code":1000,"message":"No"}"#), .http(429, #"{"code":1302,"message":"Slow"}"#),
        ] as [FakeService.Answer]
    )
    func troubles(answer: FakeService.Answer) async throws {
        let stage = try Stage()
        stage.service.willAnswer(answer)
        try await send(stage, .failure(.broken("reset")))
        let before = try await stage.recorded()

        for _ in 1...10 { await stage.pass(.seconds(60)) }
        #expect(try await stage.recorded() == before)
        #expect(stage.service.queries.count == 10)

        stage.service.willAnswer(found())
        await stage.pass(.seconds(60))
        #expect(try await stage.recorded()?.taskID == "85")
        #expect(stage.service.creates.count == 1)
    }

    @Test("is not taken for a task of another external id")
    func wrongTask() async throws {
        let stage = try Stage()
        stage.service.willAnswer(found(externalID: "of-somebody-else"))
        try await send(stage, .failure(.broken("reset")))
        await stage.pass(.seconds(1))

        #expect(try await stage.state() == .lost)
    }

    @Test("left by a process that died while sending is looked up at the next start")
    func atStart() async throws {
        let stage = try Stage()
        stage.service.willAnswer(found())
        try await stage.ledger.accept(task(stage, origin: .command), source: "test")
        _ = try await stage.ledger.claim(id, holder: "dead", at: stage.clock.now)

        await stage.conductor.recover()
        #expect(try await stage.state() == .lost)
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(1))

        #expect(try await stage.recorded()?.taskID == "85")
        #expect(stage.service.creates.isEmpty)
    }

    @Test("sent again by a person makes no second task: what the service has already is looked up")
    func sentAgain() async throws {
        let stage = try Stage()
        stage.service.willAnswer(.failure(.notConnected("refused")))
        try await send(stage, .failure(.broken("reset")), taken)
        #expect(try await stage.state() == .lost)
        stage.service.willAnswer(found())
        for _ in 1...60 { await stage.pass(.seconds(1)) }

        #expect(try await stage.recorded()?.taskID == "85")
        #expect(stage.service.creates.count == 2)
    }

    @Test("that the service claims to have, and does not know, is not said to be unmade")
    func claimed() async throws {
        let stage = try Stage()
        stage.service.willAnswer(unknown)
        try await send(stage, taken)
        for _ in 1...7 { await stage.pass(.seconds(1)) }
        #expect(try await stage.state() == .lost)
        #expect(try await stage.recorded()?.message?.hasSuffix("it may well be made.") == true)
    }

    @Test("does not make an id of the author's own, which somebody has used before, a task of ours")
    func takenByOthers() async throws {
        let stage = try Stage()
        stage.service.willAnswer(found(externalID: "mine"))
        try await send(stage, taken, externalID: "mine")
        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .failed)
        #expect(try await stage.recorded()?.message == "external_task_id already exists")
    }

    @Test(
        "is no refusal of the id's form, which is a failure",
        arguments: ["external_task_id cannot exceed 32 characters", "external_task_id must be a string"]
    )
    func refusedForm(message: String) async throws {
        let stage = try Stage()
        try await send(stage, .http(400, #"{"code":1201,"message":"\#(message)"}"#))
        #expect(try await stage.state() == .failed)
        #expect(try await stage.recorded()?.message == message)
    }

    @Test("after a failure inside the service is looked up too, and is a failure when nothing was made")
    func internalFailure() async throws {
        let failure = FakeService.Answer.http(500, #"{"code":5000,"message":"Oh."}"#)
        let made = try Stage()
        made.service.willAnswer(found())
        try await send(made, failure)
        #expect(try await made.recorded()?.message == "Oh. A task may have been made.")
        await made.pass(.seconds(1))
        #expect(try await made.recorded()?.taskID == "85")
        #expect(try await made.recorded()?.code == nil)

        let nothing = try Stage()
        nothing.service.willAnswer(unknown)
        try await send(nothing, failure)
        for _ in 1...7 { await nothing.pass(.seconds(1)) }
        let task = try await nothing.recorded()
        #expect(task?.state == .failed)
        #expect(task?.code == 5000)
        #expect(task?.message == "Oh.")
    }

    @Test("is not asked for where there are no credentials for its service, until a person wants it")
    func noService() async throws {
        let stage = try Stage(clients: { _ in nil })
        try await stage.ledger.accept(task(stage), source: "test")
        _ = try await stage.ledger.claim(id, holder: "dead", at: stage.clock.now)
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(1))

        #expect(try await stage.state() == .lost)
        #expect(stage.notes.count == 1)
        #expect(await stage.conductor.launchDue() == nil)
    }

    @Test(
        "is left to the process that lost the answer, as long as that runs",
        arguments: [("other", 0), ("dead", 1), ("me", 1)]
    )
    func oneProcess(holder: String, queries: Int) async throws {
        for event in [TaskEvent.answerLost(reason: "cut"), .mayHaveBeenMade(APIFailure(.internalError))] {
            let stage = try Stage()
            stage.service.willAnswer(unknown)
            try await stage.ledger.accept(task(stage, origin: .command), source: "test")
            _ = try await stage.ledger.claim(id, holder: holder, at: stage.clock.now)
            try await stage.ledger.change(id, at: stage.clock.now, source: "test") {
                $0.apply(event, at: Date(timeIntervalSince1970: 1_000_000))
            }
            await stage.conductor.runWhatIsDue()
            await stage.pass(.seconds(1))
            #expect(stage.service.queries.count == queries)
        }
    }

    @Test("is settled by a command before it ends, and given up when the service cannot be asked")
    func command() async throws {
        let stage = try Stage(role: .command)
        stage.service.willCreate(.failure(.broken("reset")))
        stage.service.willAnswer(unknown, found())
        try await stage.conductor.submit(task(stage, origin: .command))
        #expect(try await stage.conductor.send(id).state == .pending)

        let offline = try Stage(role: .command)
        offline.service.willCreate(.failure(.broken("reset")))
        offline.service.willAnswer(.failure(.notConnected("refused")))
        try await offline.conductor.submit(task(offline, origin: .command))
        #expect(try await offline.conductor.send(id).state == .lost)
        #expect(offline.service.queries.count == 5)
        #expect(try await offline.conductor.wait(for: [id], timeout: .seconds(3600)).first?.state == .lost)
    }
}
