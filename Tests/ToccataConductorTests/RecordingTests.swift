import FoundationEssentials
import SQLiteKit
import Scratch
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Questions are recorded together", .timeLimit(.minutes(1)))
struct RecordingTests {
    private let id = ShortID(rawValue: "abc123")

    private func counts(_ stage: Stage) async throws -> [Int] {
        try await stage.ledger.exchanges(of: id).map(\.count)
    }

    /// A task that is being made, everything so far recorded.
    private func running() async throws -> Stage {
        let stage = try Stage(savesVideos: false)
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        await stage.pass(.seconds(10))
        return stage
    }

    /// Starts what is due and lets it come to its end, without what a test's end of the work records.
    private func ask(_ stage: Stage) async throws -> Moment? {
        let before = stage.service.queries.count
        _ = await stage.conductor.launchDue()
        while stage.service.queries.count == before { await Task.yield() }
        // The job's end pokes; its place is free then.
        while true {
            let next = await stage.conductor.launchDue()
            if let next, next <= stage.clock.moment + .seconds(3) { return next }
            await Task.yield()
        }
    }

    @Test("a question that changed nothing waits three seconds for others, and is written then")
    func waits() async throws {
        let stage = try await running()
        #expect(try await counts(stage) == [1, 1])
        stage.clock.advance(.seconds(10))
        let next = try await ask(stage)
        #expect(next == stage.clock.moment + .seconds(3))
        #expect(try await counts(stage) == [1, 1])

        stage.clock.advance(.seconds(3))
        _ = await stage.conductor.launchDue()
        while try await counts(stage) == [1, 1] { await Task.yield() }
        #expect(try await counts(stage) == [1, 2])
    }

    @Test("what waits is written when the work stops, is paused, or a person looks")
    func flushed() async throws {
        for end in 0..<3 {
            let stage = try await running()
            stage.clock.advance(.seconds(10))
            _ = try await ask(stage)
            switch end {
            case 0: await stage.conductor.stop()
            case 1: await stage.conductor.pause()
            default: try await stage.conductor.pollNow(id)
            }
            // The person's own question may come in a write of its own; the time limit runs meanwhile.
            while try await counts(stage) != [1, end == 2 ? 3 : 2] { await Task.yield() }
        }
    }

    @Test("what a create and an answer that changes something say is written at once")
    func atOnce() async throws {
        let stage = try await running()
        stage.clock.advance(.seconds(10))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://v/1.mp4"))
        _ = await stage.conductor.launchDue()
        while try await counts(stage) == [1, 1] { await Task.yield() }
        #expect(try await counts(stage) == [1, 1, 1])
    }
}
