import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Polling")
struct PollingTests {
    @Test("asks every ten seconds and follows the service's words")
    func follows() async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PENDING", message: "In line"), .status("TASK_PROCESSING"))

        await stage.pass(.seconds(9))
        #expect(stage.service.queries.isEmpty)
        await stage.pass(.seconds(1))
        #expect(try await stage.recorded()?.message == "In line")
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .running)
        stage.service.willAnswer(.status("TASK_FAILED", message: "Too dark"))
        await stage.pass(.seconds(10))
        await stage.pass(.seconds(10))

        let task = try await stage.recorded()
        #expect(task?.state == .failed)
        #expect(task?.message == "Too dark")
        #expect(stage.service.queries.map(\.url).last == "https://service.example/api/vdr/videos/text2video/t-1")
    }

    @Test(
        "never changes a task for a failed poll",
        arguments: [
            .http(502, "<html>"), .http(200, #"{"code":200,"da"#), .failure(.broken("cut")), .http(404, "<html>"),
            .failure(.notConnected("refused")), .http(429, #"{"code":1800,"message":"Slow"}"#),
            .http(401, #"{"code":1100,"message":"No"}"#), .http(500, #"{"code":5000,"message":"Oh"}"#),
        ] as [FakeService.Answer]
    )
    func failedPolls(answer: FakeService.Answer) async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        let before = try await stage.recorded()
        stage.service.willAnswer(answer)

        for _ in 1...20 { await stage.pass(.seconds(60)) }

        #expect(try await stage.recorded() == before)
        #expect(stage.service.queries.count >= 19)
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://c/v.mp4"))
        for _ in 1...3 { await stage.pass(.seconds(60)) }
        #expect(try await stage.state() == .unsaved)
    }

    @Test("goes on in its period when the clock is set back")
    func clockSetBack() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        await stage.pass(.seconds(10))

        stage.clock.setWall(by: .seconds(-86_400))
        await stage.pass(.seconds(10))
        await stage.pass(.seconds(10))

        #expect(stage.service.queries.count == 3)
    }

    @Test("does not go on watching what a person stopped while it was asked about")
    func stoppedMeanwhile() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        let id = ShortID(rawValue: "abc123")
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        stage.service.duringQuery.withLock { [conductor = stage.conductor] in
            $0 = { await #expect(throws: Never.self) { try await conductor.stopWatching(id) } }
        }

        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .stopped)
        try await stage.conductor.pollNow(id)
        #expect(try await stage.state() == .running)
    }

    @Test("believes the third unknown in a row, and counts anew after an answer")
    func gone() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.unknownTask, .unknownTask, .status("TASK_PENDING"), .unknownTask)
        for _ in 1...5 { await stage.pass(.seconds(10)) }
        #expect(try await stage.state() == .pending)
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .gone)
        await stage.pass(.seconds(600))
        #expect(stage.service.queries.count == 6)
    }

    @Test("takes nothing from an answer about another task, and goes on asking")
    func anotherTask() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        let other = #"{"code":200,"data":{"task_id":"t-2","status":"TASK_SUCCEEDED","video_url":"https://v/2.mp4"}}"#
        stage.service.willAnswer(.http(200, other), .status("TASK_PROCESSING"))
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .pending)
        #expect(try await stage.recorded()?.videoURL == nil)
        #expect(stage.notes.contains { $0.contains("about another task than abc123") })
        await stage.pass(.seconds(20))
        #expect(try await stage.state() == .running)
    }

    @Test("asks three more times for the link of a success")
    func noLink() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_SUCCEEDED"))
        for _ in 1...9 { await stage.pass(.seconds(10)) }
        #expect(try await stage.state() == .unsaved)
        #expect(stage.service.queries.count == 4)
    }

    @Test("keeps asking about a status that nobody knows, shown raw")
    func unknownStatus() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_DREAMING"))
        for _ in 1...5 { await stage.pass(.seconds(10)) }
        #expect(try await stage.recorded()?.status == TaskStatus(rawValue: "TASK_DREAMING"))
        #expect(try await stage.state()?.isPolled == true)
        #expect(stage.service.queries.count == 5)
    }

    @Test("asks now when a person wants it")
    func pollNow() async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        try await stage.conductor.pollNow(ShortID(rawValue: "abc123"))
        #expect(try await stage.state() == .running)
    }

    @Test("leaves the tasks to the process that holds the lock, until it lets go")
    func lock() async throws {
        let folder = try ScratchFolder()
        let other = try PollerLock(besideLedgerAt: folder.file("l"))
        #expect(try other.tryLock())
        let stage = try Stage(lock: try PollerLock(besideLedgerAt: folder.file("l")))
        var task = stage.task()
        task.state = .pending
        task.taskID = "t-1"
        try await stage.ledger.accept(task, source: "test")
        stage.service.willAnswer(.status("TASK_PROCESSING"))

        await stage.pass(.seconds(60))
        #expect(stage.service.queries.isEmpty)
        other.unlock()
        await stage.conductor.runWhatIsDue()
        #expect(stage.service.queries.count == 1)
    }

    @Test("says once that the process which polls is suspended, and again when it is so once more")
    func suspendedPoller() async throws {
        let folder = try ScratchFolder()
        let other = try PollerLock(besideLedgerAt: folder.file("l"), as: "1234:5")
        #expect(try other.tryLock())
        let suspended = Mutex(false)
        let stage = try Stage(
            lock: try PollerLock(besideLedgerAt: folder.file("l"), as: "me"),
            suspendedProcess: { name in suspended.withLock { $0 && name == "1234:5" ? 1234 : nil } }
        )
        let words = "Polling is stopped: process 1234 is suspended (kill -CONT 1234)."
        func pass(_ isSuspended: Bool) async -> Int {
            suspended.withLock { $0 = isSuspended }
            for _ in 1...3 { await stage.pass(.seconds(10)) }
            return stage.notes.count { $0 == words }
        }
        #expect(await pass(false) == 0)
        #expect(await pass(true) == 1)
        #expect(await pass(false) == 1)
        #expect(await pass(true) == 2)
        other.unlock()
        // Whoever polls has no need to ask who does.
        #expect(await pass(true) == 2)
    }

    @Test("takes up after a restart what was made, and calls lost what was being sent")
    func restart() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        try await stage.ledger.accept(stage.task("sent22", holder: "dead"), source: "test")
        _ = try await stage.ledger.claim(ShortID(rawValue: "sent22"), holder: "dead", at: stage.clock.now)
        let next = try Stage(savesVideos: false, ledger: stage.ledger)
        next.service.willAnswer(.status("TASK_PROCESSING"))

        await next.conductor.recover()
        await next.conductor.runWhatIsDue()

        #expect(try await next.state("sent22") == .lost)
        #expect(try await next.state() == .running)
        #expect(next.service.creates.isEmpty)
    }

    @Test("watches what was made elsewhere once the service knows it, and forgets it when told to")
    func attach() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willAnswer(.unknownTask, .status("TASK_PROCESSING"))
        await #expect(throws: ConductorError.unknownAtService(taskID: "t-1")) {
            try await stage.conductor.attach(stage.task(), taskID: "t-1")
        }
        #expect(try await stage.recorded() == nil)

        let task = try await stage.conductor.attach(stage.task(), taskID: "t-1")
        #expect(task.state == .running)
        #expect(task.taskID == "t-1")

        try await stage.conductor.stopWatching(task.id)
        #expect(try await stage.state() == .stopped)
        try await stage.conductor.forget(task.id)
        #expect(try await stage.recorded() == nil)
        #expect(stage.events.last == .taskRemoved(task.id))
    }
}
