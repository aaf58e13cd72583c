import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import SQLiteKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Exchanges of a task")
struct ExchangeTests {
    private func exchanges(_ stage: Stage, _ id: String = "abc123") async throws -> [RecordedExchange] {
        try await stage.ledger.exchanges(of: ShortID(rawValue: id))
    }

    @Test("keeps the create, the questions and the download with the task, a thousand equal answers as one")
    func wholeLife() async throws {
        let stage = try Stage()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        try await stage.makeTask()
        for _ in 0..<50 { await stage.pass(.seconds(10)) }
        stage.service.willServe(.video)
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://videos.example/v.mp4"))
        await stage.pass(.seconds(10))

        let kept = try await exchanges(stage)
        try #require(kept.map(\.exchange.kind) == [.create, .query, .query, .download])
        #expect(kept.map(\.count)[0] == 1)
        #expect(kept.map(\.count)[1] >= 50)
        #expect(kept.compactMap(\.exchange.answer?.status) == [200, 200, 200, 200])
        #expect(kept[0].exchange.body?.json?["prompt"] == "a tide at dusk")
        #expect(kept[0].exchange.headers.contains(Exchange.Field("Authorization", "Bearer ***")))
    }

    @Test("keeps a create whose answer was lost, and each one that is tried again")
    func troubles() async throws {
        let stage = try Stage()
        stage.service.willCreate(
            .http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "3"]),
            .failure(.timedOut(mayHaveBeenSent: true))
        )
        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(3))

        let kept = try await exchanges(stage)
        try #require(kept.map(\.exchange.answer?.status) == [429, nil])
        #expect(kept[0].exchange.answer?.headers.contains(Exchange.Field("Retry-After", "3")) == true)
        #expect(kept[1].exchange.outcome == .failed(reason: "No answer came in time."))
    }

    @Test("keeps the answer about a task that is attached with it, and that of one that is none without")
    func attached() async throws {
        let stage = try Stage()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        _ = try await stage.conductor.attach(stage.task(), taskID: "t-1")
        stage.service.willAnswer(.unknownTask)
        await #expect(throws: ConductorError.self) {
            try await stage.conductor.attach(stage.task("bbb222"), taskID: "t-2")
        }
        await stage.conductor.stop()

        #expect(try await exchanges(stage).map(\.exchange.kind) == [.query])
        let news = try await stage.ledger.exchangeNews(since: nil).news
        #expect(news.map(\.task) == [ShortID(rawValue: "abc123"), nil])
        #expect(news.last?.status == 404)
    }

    @Test("says how far the clocks are apart once, however many requests met it")
    func skew() async throws {
        let service = FakeService()
        let refusal = FakeService.Answer.http(
            401,
            #"{"code":1102,"message":"Token not yet valid"}"#,
            ["Date": "Thu, 01 Jan 1970 00:07:12 GMT"]
        )
        let keys = Credentials.keys(accessKey: "a", secretKey: Secret("s"))
        let stage = try Stage(service: service, clients: { _ in service.client(credentials: keys) })
        service.willCreate(refusal, .made("t-1"), refusal, .made("t-2"))
        for id in ["first1", "second"] {
            try await stage.conductor.submit(stage.task(id))
            await stage.conductor.runWhatIsDue()
        }

        #expect(service.creates.count == 4)
        #expect(try await exchanges(stage, "first1").prefix(2).map(\.exchange.answer?.status) == [401, 200])
        #expect(
            stage.notes == [
                "This machine's clock is 7 min 12 s behind the service's. Requests are signed with the service's time."
            ]
        )
    }

    @Test("says what to do about a ready token that is out of its time, and sends nothing more")
    func readyToken() async throws {
        let stage = try Stage()
        stage.service.willCreate(.http(401, #"{"code":1103,"message":"Token expired"}"#))
        for id in ["first1", "second"] { try await stage.conductor.submit(stage.task(id)) }
        await stage.conductor.runWhatIsDue()

        #expect(stage.service.creates.count == 1)
        #expect(stage.notes.count == 1)
        #expect(stage.notes.first?.contains("Put a new token into BACH_API_TOKEN") == true)
    }

    @Test("sends, polls and saves as ever where exchanges cannot be kept, and says so once")
    func cannotKeep() async throws {
        let folder = try Stage().folder
        let ledger = try Ledger(path: folder.file("ledger.sqlite"))
        let stage = try Stage(ledger: ledger)
        _ = try SQLiteConnection(path: ledger.path).execute("DROP TABLE exchanges")
        stage.service.willServe(.video)
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://videos.example/v.mp4"))

        try await stage.makeTask()
        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .done)
        #expect(stage.service.creates.count == 1)
        #expect(stage.notes.filter { $0.hasPrefix("A request and its answer are not kept.") }.count == 1)
    }
}
