import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

private let succeeded = FakeService.Answer.status("TASK_SUCCEEDED", message: "Done", url: "https://c/v.mp4")

@Suite("Saving videos")
struct DownloadTests {
    private let id = ShortID(rawValue: "abc123")

    private func finished(_ stage: Stage) async throws {
        try await stage.makeTask()
        stage.service.willAnswer(succeeded)
        await stage.pass(.seconds(10))
    }

    @Test("saves the video under a name that tells what it is, with its request beside it")
    func saves() async throws {
        let stage = try Stage()
        stage.service.willServe(.video)

        try await finished(stage)

        let task = try await stage.recorded()
        #expect(task?.state == .done)
        #expect(task?.file == stage.folder.file("abc123_a-tide-at-dusk_7.mp4"))
        #expect(stage.text("abc123_a-tide-at-dusk_7.mp4")?.contains("ftyp") == true)
        let sidecar = try JSONValue(parsing: stage.folder.bytes("abc123_a-tide-at-dusk_7.json"))
        #expect(sidecar["request"]?["prompt"] == "a tide at dusk")
        #expect(sidecar["seed"] == 7)
        #expect(sidecar["answer"]?["video_url"] == "https://c/v.mp4")
        #expect(stage.events.contains(.downloading(id, received: Int64(SmallVideo.text.utf8.count), total: nil)))
        #expect(stage.service.downloads.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test("tries three times, then says why it is not saved, and when it is tried again")
    func givesUp() async throws {
        let stage = try Stage()
        stage.service.willServe(.failure(.broken("cut")))
        try await finished(stage)
        #expect(try await stage.state() == .downloading)
        await stage.pass(.seconds(2))
        #expect(stage.service.downloads.count == 2)
        await stage.pass(.seconds(4))

        #expect(try await stage.state() == .unsaved)
        #expect(try await stage.recorded()?.message == "The connection broke: cut.")
        // What may pass by itself needs no person: SavedLaterTests.
        #expect(try await stage.recorded()?.retryAt == stage.clock.now + 60)
        #expect(stage.service.downloads.count == 3)
        #expect(stage.service.creates.count == 1)
    }

    @Test("records why a download broke off and when it is tried next, until it goes on")
    func breaks() async throws {
        let stage = try Stage()
        stage.service.willServe(.failure(.notConnected("refused")), .video)
        try await finished(stage)

        let broken = try await stage.recorded()
        #expect(broken?.hasBrokenOff == true && broken?.message == "No connection: refused.")
        #expect(broken?.retryAt == stage.clock.now + 2)
        // The service is another host, and answers.
        #expect(!stage.isDown)

        await stage.pass(.seconds(2))
        let saved = try await stage.recorded()
        #expect(saved?.state == .done && saved?.message == nil && saved?.retryAt == nil)
        let changes = stage.events.compactMap { if case .taskChanged(let task) = $0 { task } else { nil } }
        #expect(changes.suffix(3).map(\.hasBrokenOff) == [true, false, false])
        #expect(changes.suffix(3).map(\.state) == [.downloading, .downloading, .done])
    }

    @Test("calls the service away when it is the host of the video, until bytes come from it")
    func ownHost() async throws {
        let stage = try Stage()
        stage.service.willServe(.failure(.notConnected("refused")), .video)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://service.example/files/v.mp4"))
        await stage.pass(.seconds(10))
        #expect(stage.isDown)
        await stage.pass(.seconds(2))
        #expect(!stage.isDown)
    }

    @Test("a console takes away the second name that a process left which was killed right after recording a video")
    func clearsUp() async throws {
        let stage = try Stage()
        stage.service.willServe(.video)
        try await finished(stage)
        let (video, other) = ("abc123_a-tide-at-dusk_7.mp4", "zzz999_not-recorded.mp4")
        try stage.folder.write("mine", to: other)
        for name in [video, other] {
            try FileManager.default.linkItem(
                atPath: stage.folder.file(name),
                toPath: stage.folder.file(name + ".part")
            )
        }

        await stage.conductor.start()
        await stage.conductor.stop()

        let left = try FileManager.default.contentsOfDirectory(atPath: stage.folder.path).sorted()
        #expect(left == ["abc123_a-tide-at-dusk_7.json", video, other, other + ".part"])
    }

    @Test("asks once for a fresh link before one is called dead")
    func freshLink() async throws {
        let stage = try Stage()
        stage.service.willServe(.http(403, "expired"), .video)
        try await stage.makeTask()
        stage.service.willAnswer(succeeded, .status("TASK_SUCCEEDED", url: "https://c/fresh.mp4"))
        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .done)
        #expect(stage.service.downloads.map(\.url) == ["https://c/v.mp4", "https://c/fresh.mp4"])
    }

    @Test("calls a link dead when the fresh one is refused as well")
    func deadLink() async throws {
        let stage = try Stage()
        stage.service.willServe(.http(410, "gone"))
        try await finished(stage)

        #expect(try await stage.state() == .unsaved)
        #expect(
            try await stage.recorded()?.message?
                .hasSuffix("(HTTP 410). So is the fresh one that the service gave.") == true
        )
        #expect(stage.service.downloads.count == 2)
        #expect(stage.service.queries.count == 2)
    }

    @Test("saves again, into another folder, when a person asks for it")
    func again() async throws {
        let stage = try Stage(savesVideos: false)
        try await finished(stage)
        #expect(try await stage.state() == .unsaved)
        stage.service.willServe(.failure(.broken("cut")), .video)

        let task = try await stage.conductor.download(id, .first, to: stage.folder.file("out"))

        #expect(task.state == .done)
        #expect(task.file == stage.folder.file("out/abc123_a-tide-at-dusk_7.mp4"))
        let second = try await stage.conductor.download(id, .another)
        #expect(second.file == stage.folder.file("out/abc123_a-tide-at-dusk_7-2.mp4"))
    }

    @Test("makes no second copy of what is saved between the key and what it does, and says where it is")
    func savedMeanwhile() async throws {
        let ledger = try Ledger(path: Ledger.inMemory)
        let asked = Counter()
        let service = FakeService()
        let saving: Conductor.Clients = { _ in
            // Asked for by the download first, when it has seen an unsaved task.
            if asked.next() == 0 {
                _ = try await ledger.change(ShortID(rawValue: "abc123"), at: Date(), source: "other") {
                    $0.apply(.saved(file: "/elsewhere/tide.mp4"), at: Date())
                }
            }
            return service.client()
        }
        let stage = try Stage(ledger: ledger, service: service, clients: saving)
        var task = stage.task()
        (task.state, task.taskID, task.videoURL) = (.unsaved, "t-1", "https://c/v.mp4")
        try await ledger.accept(task, source: "test")
        service.willServe(.video)

        let saved = try await stage.conductor.download(id, .first)

        #expect(saved.state == .done && saved.file == "/elsewhere/tide.mp4")
        #expect(service.downloads.isEmpty)
        #expect(stage.notes == ["abc123 was saved meanwhile: /elsewhere/tide.mp4"])
        // One more is made for who saw that there is one.
        #expect(try await stage.conductor.download(id, .another).file?.hasPrefix(stage.folder.path) == true)
    }

    @Test("takes up for a command what another one was saving when it was killed")
    func takenUp() async throws {
        let stage = try Stage(role: .command, savesVideos: false)
        try await stage.conductor.submit(stage.task(origin: .command))
        let now = stage.clock.now
        _ = try await stage.ledger.change(id, at: now, source: "test") { task in
            for event in [TaskEvent.claimed(holder: "dead"), .created(CreatedTask(taskID: "t-1", createdAt: nil))] {
                _ = task.apply(event, at: now)
            }
            let answer = QueriedTask(taskID: "t-1", status: .succeeded, message: nil, videoURL: "https://x/v.mp4")
            return task.apply(.polled(answer, saves: true), at: now)
        }
        #expect(try await stage.state() == .downloading)
        stage.service.willServe(.video)

        let task = try await stage.conductor.download(id, .first, to: stage.folder.file("out"))

        #expect(task.state == .done)
        #expect(task.file == stage.folder.file("out/abc123_a-tide-at-dusk_7.mp4"))
    }

    @Test("asks for a link of the embedded server where it is now, and names the video as a placeholder")
    func embedded() async throws {
        let stage = try Stage(baseURL: "http://127.0.0.1:4242/api/vdr")
        stage.service.willServe(.video)
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "http://127.0.0.1:1111/files/v.mp4"))
        try await stage.conductor.submit(stage.task(server: .local))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))

        #expect(stage.service.downloads.first?.url == "http://127.0.0.1:4242/files/v.mp4")
        #expect(try await stage.recorded()?.file == stage.folder.file("LOCAL-abc123_a-tide-at-dusk_7.mp4"))
    }

    @Test("takes up after a restart what was being saved")
    func restart() async throws {
        let stage = try Stage()
        stage.service.willServe(.failure(.broken("cut")))
        try await finished(stage)
        let next = try Stage(ledger: stage.ledger)
        next.service.willServe(.video)
        await next.conductor.runWhatIsDue()
        #expect(try await next.state() == .done)
    }
}

@Suite("Waiting for tasks")
struct WaitTests {
    @Test("ends when all are settled, and polls only its own")
    func waits() async throws {
        let stage = try Stage(role: .command, savesVideos: false)
        var other = stage.task("other1")
        other.state = .pending
        other.taskID = "t-9"
        try await stage.ledger.accept(other, source: "test")
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_PENDING"), .status("TASK_PROCESSING"), succeeded)
        try await stage.conductor.submit(stage.task(origin: .command))
        _ = try await stage.conductor.send(ShortID(rawValue: "abc123"))
        let live = stage.liveConductor()

        let tasks = try await live.wait(
            for: [ShortID(rawValue: "abc123")],
            timeout: .seconds(30),
            interval: .milliseconds(10)
        )
        await live.stop()

        #expect(tasks.map(\.state) == [.unsaved])
        #expect(stage.service.queries.allSatisfy { $0.url.hasSuffix("/t-1") })
    }

    @Test("ends when the time is up, leaving the task as it is")
    func timesOut() async throws {
        let stage = try Stage(role: .command, savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        try await stage.conductor.submit(stage.task(origin: .command))
        _ = try await stage.conductor.send(ShortID(rawValue: "abc123"))
        let live = stage.liveConductor()

        let tasks = try await live.wait(
            for: [ShortID(rawValue: "abc123")],
            timeout: .milliseconds(60),
            interval: .milliseconds(10)
        )
        await live.stop()

        #expect(tasks.map(\.state.isPolled) == [true])
    }
}
