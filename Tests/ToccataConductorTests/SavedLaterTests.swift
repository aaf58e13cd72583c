import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Synchronization
import Testing
import ToccataConductor
import ToccataCore

private let succeeded = FakeService.Answer.status("TASK_SUCCEEDED", message: "Done", url: "https://c/v.mp4")

@Suite("Videos that are saved later")
struct SavedLaterTests {
    private let id = ShortID(rawValue: "abc123")

    /// A finished video whose host answers three times like that.
    private func unsaved(_ stage: Stage, _ answers: FakeService.Answer = .failure(.notConnected("refused")))
        async throws
    {
        stage.service.willServe(answers)
        try await stage.makeTask()
        stage.service.willAnswer(succeeded)
        await stage.pass(.seconds(10))
        await stage.pass(.seconds(2))
        await stage.pass(.seconds(4))
        #expect(try await stage.state() == .unsaved)
    }

    /// How long until each of the next tries, of which each is one question to the host.
    private func waits(_ count: Int, _ stage: Stage) async throws -> [Double] {
        var waits: [Double] = []
        for _ in 1...count {
            let task = try #require(try await stage.recorded())
            #expect(task.isSavedLater && task.unsavedSince == stage.clock.now - 6 || !waits.isEmpty)
            let wait = try #require(task.retryAt).timeIntervalSince(stage.clock.now)
            let before = stage.service.downloads.count
            await stage.pass(.seconds(wait - 1))
            #expect(stage.service.downloads.count == before)
            await stage.pass(.seconds(1))
            #expect(stage.service.downloads.count == before + 1)
            waits.append(wait)
        }
        return waits
    }

    @Test("are tried again by themselves after a minute, then ever later up to ten, until their host is back")
    func tried() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        #expect(try await waits(6, stage) == [60, 120, 240, 480, 600, 600])
        #expect(try await stage.state() == .unsaved)

        stage.service.willServe(.video)
        await stage.pass(.seconds(600))
        let task = try await stage.recorded()
        #expect(task?.state == .done && task?.message == nil && task?.retryAt == nil)
        #expect(stage.service.creates.count == 1)
    }

    @Test("sleep in between: there is one wake-up, at the time that stands in the row")
    func sleeps() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        #expect(await stage.conductor.launchDue() == stage.clock.moment + .seconds(60))
    }

    @Test("are tried after a restart, and not by a viewer or a command")
    func restart() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        for (role, isTried) in [(ConductorSettings.Role.command, false), (.console, true)] {
            let next = try Stage(role: role, ledger: stage.ledger)
            next.clock.advance(.seconds(16))
            next.service.willServe(.video)
            await next.pass(.seconds(59))
            #expect(next.service.downloads.isEmpty)
            await next.pass(.seconds(1))
            #expect(next.service.downloads.count == (isTried ? 1 : 0))
        }
        #expect(try await stage.state() == .done)
    }

    @Test("wait no longer than a day after a restart, wherever the clock was set")
    func clockSetBack() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        let next = try Stage(ledger: stage.ledger)
        next.clock.setWall(by: .seconds(-1_000_000))
        next.service.willServe(.video)
        await next.conductor.runWhatIsDue()
        await next.pass(.seconds(86_400))
        #expect(try await next.state() == .done)
    }

    @Test("wait for room on the disk without a question to their host, and after a restart too")
    func room() async throws {
        let free = Mutex<Int64>(0)
        let space: @Sendable (String) -> Int64? = { _ in free.withLock { $0 } }
        let large = FakeService.Answer.http(200, SmallVideo.text, ["Content-Length": "8300000"])
        let stage = try Stage(freeSpace: space)
        stage.service.willServe(large)
        try await stage.makeTask()
        stage.service.willAnswer(succeeded)
        await stage.pass(.seconds(10))
        let task = try #require(try await stage.recorded())
        #expect(task.isSavedLater && task.message?.contains(" MB needed, 0.0 MB free") == true)
        await stage.pass(.seconds(600))
        #expect(stage.service.downloads.count == 1)

        let next = try Stage(ledger: stage.ledger, freeSpace: space)
        next.clock.advance(.seconds(610))
        next.service.willServe(large, .video)
        await next.conductor.runWhatIsDue()
        await next.pass(.seconds(600))
        #expect(next.service.downloads.count == 1)
        #expect(try await next.recorded()?.state == .unsaved)
        free.withLock { $0 = 100_000_000 }
        await next.pass(.seconds(60))
        #expect(try await next.recorded()?.state == .done)
        #expect(next.service.downloads.count == 2)
    }

    @Test(
        "are those whose reason may pass",
        arguments: [
            .failure(.notConnected("refused")), .failure(.timedOut(mayHaveBeenSent: false)), .failure(.stalled),
            .failure(.broken("cut")),
            .http(500, ""), .http(503, ""), .http(429, ""),
        ] as [FakeService.Answer]
    )
    func passing(answer: FakeService.Answer) async throws {
        let stage = try Stage()
        try await unsaved(stage, answer)
        #expect(try await stage.recorded()?.retryAt == stage.clock.now + 60)
    }

    @Test(
        "are not those with a dead link, with something else than a video, or with a damaged one",
        arguments: [
            .http(403, ""), .http(404, ""), .http(418, ""), .http(200, "<html>"),
            .http(200, String(SmallVideo.text.dropLast(3))),
        ] as [FakeService.Answer]
    )
    func final(answer: FakeService.Answer) async throws {
        let stage = try Stage()
        try await unsaved(stage, answer)
        #expect(try await stage.recorded()?.retryAt == nil)
        let before = stage.service.downloads.count
        await stage.pass(.seconds(86_400))
        #expect(stage.service.downloads.count == before)
    }

    @Test("are asked about again when the service could not be asked for a fresh link")
    func freshLink() async throws {
        let stage = try Stage()
        stage.service.willServe(.http(403, "expired"), .http(403, "expired"), .video)
        try await stage.makeTask()
        stage.service.willAnswer(
            succeeded,
            .failure(.notConnected("refused")),
            .failure(.notConnected("refused")),
            .failure(.notConnected("refused")),
            .status("TASK_SUCCEEDED", url: "https://c/fresh.mp4")
        )
        await stage.pass(.seconds(10))
        let words = try #require(try await stage.recorded()?.message)
        #expect(words.hasSuffix("The service could not be asked for another one: No connection: refused."), "\(words)")
        await stage.pass(.seconds(60))
        #expect(try await stage.state() == .done)
        #expect(stage.service.downloads.last?.url == "https://c/fresh.mp4")
    }

    @Test("are tried at once when a person asks, and go on waiting longer if that fails")
    func byHand() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        #expect(try await stage.conductor.download(id, .first).retryAt == stage.clock.now + 120)
        stage.service.willServe(.video)
        #expect(try await stage.conductor.download(id, .first).state == .done)
    }

    @Test("begin like any other download once bytes come, and wait a minute again after a host that came and went")
    func cameAndWent() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        #expect(try await waits(2, stage) == [60, 120])
        stage.service.willServe(.http(200, "\0\0\0\u{18}ftypmp42"), .failure(.notConnected("refused")))
        await stage.pass(.seconds(240))
        let states = stage.events.compactMap { if case .taskChanged(let task) = $0 { task.state } else { nil } }
        #expect(states.suffix(2).contains(.downloading))
    }

    @Test("wait for a person as others do when one forgets or saves them meanwhile")
    func forgotten() async throws {
        let stage = try Stage()
        try await unsaved(stage)
        try await stage.conductor.forget(id)
        let before = stage.service.downloads.count
        await stage.pass(.seconds(600))
        #expect(stage.service.downloads.count == before)
    }

    @Test("are left to consoles by a command, which ends")
    func command() async throws {
        let stage = try Stage(role: .command, savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(succeeded)
        try await stage.conductor.submit(stage.task(origin: .command))
        _ = try await stage.conductor.send(id)
        await stage.pass(.seconds(10))
        #expect(try await stage.recorded()?.retryAt == nil)

        let task = try await stage.conductor.download(id, .first)
        #expect(task.isSavedLater)
        await stage.pass(.seconds(3600))
        #expect(stage.service.downloads.count == 3)
    }
}
