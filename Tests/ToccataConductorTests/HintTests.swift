import BachAPI
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Callbacks as hints")
struct HintTests {
    private func hear(_ stage: Stage, _ hints: CallbackHint...) async {
        await stage.conductor.hear(Set(hints))
        await stage.conductor.runWhatIsDue()
    }

    @Test("a task that one names is asked about at once, and is what the service says")
    func named() async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"), .status("TASK_FAILED", message: "Too dark"))
        stage.clock.advance(.seconds(3))
        await hear(stage, CallbackHint(taskID: "t-1"))
        #expect(stage.service.queries.count == 1)
        #expect(try await stage.state() == .running)
        stage.clock.advance(.seconds(1))
        await hear(stage, CallbackHint(taskID: "t-1"))
        #expect(try await stage.recorded()?.message == "Too dark")
    }

    @Test("nobody is asked about a task that is unknown, not made, lost or finished")
    func others() async throws {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_FAILED"))
        await stage.pass(.seconds(10))
        var lost = stage.task("lost01", mode: .multiImageToVideo)
        lost.state = .lost
        _ = try await stage.ledger.accept(lost, source: "test")
        let before = (try await stage.ledger.tasks(), stage.service.queries.count)
        let names = ["t-1", "t-2", "", "lost01", "abc123", "' OR 1=1 --"]
        await stage.conductor.hear(Set(names.map { CallbackHint(taskID: $0, externalID: $0) }))
        await stage.conductor.runWhatIsDue()
        #expect(try await stage.ledger.tasks() == before.0)
        #expect(stage.service.queries.count == before.1)
    }

    @Test("one may name the task by its sender's own id")
    func external() async throws {
        let stage = try Stage(savesVideos: false)
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(
            stage.task(mode: .multiImageToVideo, request: ["prompt": "a", "external_task_id": "mine-1"])
        )
        await stage.conductor.runWhatIsDue()
        let before = stage.service.queries.count
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        await hear(stage, CallbackHint(externalID: "mine-1"))
        #expect(stage.service.queries.count == before + 1)
    }

    @Test("who hears one asks once, even while another process polls")
    func beside() async throws {
        let folder = try ScratchFolder()
        let other = try PollerLock(besideLedgerAt: folder.file("l"))
        #expect(try other.tryLock())
        let stage = try Stage(savesVideos: false, lock: try PollerLock(besideLedgerAt: folder.file("l")))
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        await stage.pass(.seconds(100))
        #expect(stage.service.queries.isEmpty)
        await hear(stage, CallbackHint(taskID: "t-1"))
        #expect(stage.service.queries.count == 1)
        #expect(try await stage.state() == .running)
        await stage.pass(.seconds(100))
        #expect(stage.service.queries.count == 1)
    }
}
