import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Polling from history")
struct HistoryTests {
    private let id = ShortID(rawValue: "abc123")

    /// A stage that knows of tasks which took a hundred seconds each.
    private func stage(knowing count: Int = 5, role: ConductorSettings.Role = .console) async throws -> Stage {
        let stage = try Stage(role: role, savesVideos: false)
        for number in 0..<count { try await stage.ledger.accept(finished(stage, "done0\(number)"), source: "test") }
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        return stage
    }

    private func finished(_ stage: Stage, _ id: String, took: Duration = .seconds(100)) -> VideoTask {
        var task = stage.task(id)
        (task.state, task.taskID, task.took) = (.done, "t-\(id)", took)
        return task
    }

    @Test("asks off the screen when those like it begin to be finished, then in the base period")
    func offScreen() async throws {
        let stage = try await stage()
        try await stage.makeTask()
        await stage.pass(.seconds(90))
        #expect(stage.service.queries.isEmpty)
        await stage.pass(.seconds(10))
        #expect(stage.service.queries.count == 1)
        await stage.pass(.seconds(10))
        #expect(stage.service.queries.count == 2)
    }

    @Test("asks in the base period about what is on the screen, also when it is brought there later")
    func onScreen() async throws {
        let stage = try await stage()
        await stage.conductor.show([id])
        try await stage.makeTask()
        await stage.pass(.seconds(10))
        #expect(stage.service.queries.count == 1)

        let later = try await self.stage()
        try await later.makeTask()
        await later.pass(.seconds(50))
        await later.conductor.show([id])
        await later.conductor.runWhatIsDue()
        #expect(later.service.queries.count == 1)
    }

    @Test("asks in the base period while it knows of fewer than five, and where a command waits")
    func unknowing() async throws {
        let stage = try await stage(knowing: 4)
        try await stage.makeTask()
        await stage.pass(.seconds(10))
        #expect(stage.service.queries.count == 1)

        let command = try await self.stage(role: .command)
        try await command.makeTask()
        _ = try await command.conductor.send(id)
        await command.pass(.seconds(10))
        #expect(command.service.queries.count == 1)
    }

    @Test("keeps how long a task took, to the middle between the last two questions")
    func learns() async throws {
        let stage = try await stage(knowing: 0)
        try await stage.makeTask()
        await stage.pass(.seconds(10))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://v/1.mp4"))
        await stage.pass(.seconds(10))
        #expect(try await stage.recorded()?.took == .seconds(15))
    }

    @Test("says nothing of how long a task took that was made elsewhere, or that nobody asked about")
    func unknown() async throws {
        let stage = try await stage(knowing: 0)
        _ = try await stage.conductor.attach(stage.task(), taskID: "t-1")
        await stage.pass(.seconds(10))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://v/1.mp4"))
        await stage.pass(.seconds(10))
        #expect(try await stage.state() == .unsaved)
        #expect(try await stage.recorded()?.took == nil)

        let suspended = try await self.stage(knowing: 0)
        try await suspended.makeTask()
        await suspended.pass(.seconds(10))
        suspended.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://v/1.mp4"))
        await suspended.pass(.seconds(3600))
        #expect(try await suspended.state() == .unsaved)
        #expect(try await suspended.recorded()?.took == nil)
    }

    @Test("learns from what another process saw finish")
    func elsewhere() async throws {
        let stage = try await stage(knowing: 4)
        try await stage.makeTask()
        try await stage.ledger.accept(stage.task("other1", origin: .command, holder: "other"), source: "test")
        let other = ShortID(rawValue: "other1")
        for state in [TaskState.pending, .done] {
            let done = finished(stage, "other1")
            try await stage.ledger.change(other, at: stage.clock.now, source: "poll") { task in
                if state == .done { task = done } else { (task.state, task.taskID) = (state, "t-2") }
                return true
            }
            await stage.conductor.runWhatIsDue()
        }
        let before = stage.service.queries.count
        stage.service.willCreate(.made("t-3"))
        try await stage.conductor.submit(stage.task("third3"))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))
        let asked = stage.service.queries.dropFirst(before).map(\.url)
        #expect(!asked.contains { $0.hasSuffix("t-3") })
    }

    // MARK: Without an end

    @Test("goes on asking about a task without an end, and keeps a person's answer over a restart")
    func overdue() async throws {
        let stage = try await stage(knowing: 0)
        try await stage.makeTask()
        for _ in 1...7 { await stage.pass(.seconds(600)) }
        #expect(stage.service.queries.count == 7)
        #expect(try await stage.recorded()?.isOverdue(at: stage.clock.now) == true)

        try await stage.conductor.keepAsking(id)
        let next = try Stage(savesVideos: false, ledger: stage.ledger)
        next.service.willAnswer(.status("TASK_PROCESSING"))
        next.clock.advance(.seconds(4200))
        await next.conductor.runWhatIsDue()

        #expect(next.service.queries.count == 1)
        #expect(try await next.recorded()?.isOverdue(at: next.clock.now) == false)
        #expect(try await next.recorded()?.state == .running)
    }

    @Test("tells whoever waits for a command once that there is no end, and goes on")
    func command() async throws {
        let stage = try await stage(knowing: 0, role: .command)
        try await stage.makeTask()
        _ = try await stage.conductor.send(id)
        for _ in 1...10 { await stage.pass(.seconds(600)) }
        #expect(stage.notes.filter { $0.contains("abc123 has no end after 1h00m") }.count == 1)
        #expect(stage.service.queries.count == 10)
    }
}
