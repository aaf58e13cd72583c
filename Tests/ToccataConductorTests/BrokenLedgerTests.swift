import BachAPI
import FoundationEssentials
import SQLiteKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

/// A ledger in a file that refuses some changes, as a full disk would.
private struct BrokenLedger: Sendable {
    let folder: ScratchFolder
    let ledger: Ledger

    init() throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: folder.file("ledger.sqlite"))
    }

    func refuse(_ state: TaskState) throws {
        try run(
            """
            CREATE TRIGGER refusal BEFORE UPDATE ON tasks WHEN new.state = '\(state.rawValue)'
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """
        )
    }

    func mend() throws { try run("DROP TRIGGER refusal") }

    private func run(_ sql: String) throws {
        try SQLiteConnection(path: folder.file("ledger.sqlite")).run(script: sql)
    }
}

@Suite("A ledger that cannot be written to")
struct BrokenLedgerTests {
    private let id = ShortID(rawValue: "abc123")

    @Test("does not lose the id of a task that was made: it is recorded as soon as that can be")
    func created() async throws {
        let broken = try BrokenLedger()
        let stage = try Stage(ledger: broken.ledger)
        try broken.refuse(.pending)
        stage.clock.whenSleeping { #expect(throws: Never.self) { try broken.mend() } }

        try await stage.makeTask()

        #expect(try await stage.state() == .pending)
        #expect(try await stage.recorded()?.taskID == "t-1")
        #expect(stage.notes.contains { $0.contains("t-1") })
        #expect(stage.service.creates.count == 1)
    }

    @Test("lets a command end, having said which task was made")
    func command() async throws {
        let broken = try BrokenLedger()
        let stage = try Stage(role: .command, ledger: broken.ledger)
        try broken.refuse(.pending)
        stage.service.willCreate(.made("t-1"))
        try await stage.conductor.submit(stage.task(origin: .command))

        #expect(try await stage.conductor.send(id).state == .sending)
        #expect(stage.notes.allSatisfy { $0.contains("t-1") })
        #expect(stage.service.creates.count == 1)
    }

    @Test("does not have a saved video fetched again: the one on the disk is recorded when that can be")
    func saved() async throws {
        let broken = try BrokenLedger()
        let stage = try Stage(ledger: broken.ledger)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://c/v.mp4"))
        stage.service.willServe(.video, .http(410, "gone"))
        try broken.refuse(.done)
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .downloading)
        try broken.mend()
        await stage.pass(.seconds(5))

        #expect(try await stage.recorded()?.file == stage.folder.file("abc123_a-tide-at-dusk_7.mp4"))
        #expect(stage.service.downloads.count == 1)
        let files = try FileManager.default.contentsOfDirectory(atPath: stage.folder.path).sorted()
        #expect(files == ["abc123_a-tide-at-dusk_7.json", "abc123_a-tide-at-dusk_7.mp4"])
    }

    @Test("keeps a task from being sent, and is asked again a little later instead of at once")
    func claim() async throws {
        let broken = try BrokenLedger()
        let stage = try Stage(ledger: broken.ledger)
        stage.service.willCreate(.made("t-1"))
        try broken.refuse(.sending)

        try await stage.conductor.submit(stage.task())
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(4))
        #expect(stage.notes.count == 1)
        #expect(stage.service.creates.isEmpty)
        try broken.mend()
        await stage.pass(.seconds(1))

        #expect(try await stage.state() == .pending)
    }
}
