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

    /// Lets others work, and ends when the time limit is over.
    private func waitALittle() async throws {
        try Task.checkCancellation()
        await Task.yield()
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
        while stage.service.queries.count == before { try await waitALittle() }
        // The job's end pokes; its place is free then.
        while true {
            let next = await stage.conductor.launchDue()
            if let next, next <= stage.clock.moment + .seconds(3) { return next }
            try await waitALittle()
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
        while try await counts(stage) == [1, 1] { try await waitALittle() }
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
            while try await counts(stage) == [1, 1] { try await waitALittle() }
            // A person's own question may be the one that was just being asked, or come in a write of its own.
            #expect(try await counts(stage).last ?? 0 >= 2)
        }
    }

    @Test("what a create and an answer that changes something say is written at once")
    func atOnce() async throws {
        let stage = try await running()
        stage.clock.advance(.seconds(10))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://v/1.mp4"))
        _ = await stage.conductor.launchDue()
        while try await counts(stage) == [1, 1] { try await waitALittle() }
        #expect(try await counts(stage) == [1, 1, 1])
    }
}
