import BachAPI
import FoundationEssentials
import HTTPKit
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

private let noCredits = FakeService.Answer.http(403, #"{"code":1302,"message":"Insufficient credit package."}"#)

@Suite("Holds across processes")
struct HoldTests {
    private let id = ShortID(rawValue: "abc123")

    /// A ledger that one console brought to a hold, with a task behind it that nobody holds any more.
    private func heldStage() async throws -> Stage {
        let first = try Stage()
        first.service.willCreate(noCredits)
        try await first.conductor.submit(first.task("first1"))
        await first.conductor.runWhatIsDue()
        try await first.ledger.accept(first.task("second", holder: "dead"), source: "test")
        return first
    }

    @Test("stop the console of the next start, which sends nothing and says why")
    func restart() async throws {
        let first = try await heldStage()
        let next = try Stage(ledger: first.ledger)
        next.service.willCreate(.made("t-1"))

        await next.pass(.seconds(3600))

        #expect(next.service.creates.isEmpty)
        #expect(try await next.state("second") == .out)
        #expect(next.held == ["Insufficient credit package. (code 1302)"])
    }

    @Test("are lifted everywhere by a person in any console")
    func lifted() async throws {
        let first = try await heldStage()
        let other = try Stage(ledger: first.ledger)
        other.service.willCreate(.made("t-1"))
        await other.conductor.runWhatIsDue()

        try await first.conductor.resumeOutbox()
        await other.conductor.runWhatIsDue()

        #expect(try await other.state("second") == .pending)
        #expect(other.held.last == "")
    }

    @Test("are lifted everywhere by a command whose create succeeds; its submit is a person's wish now")
    func command() async throws {
        let first = try await heldStage()
        let command = try Stage(role: .command, ledger: first.ledger)
        command.service.willCreate(.made("t-1"))
        try await command.conductor.submit(command.task(origin: .command))

        #expect(try await command.conductor.send(id).state == .pending)
        #expect(try await first.ledger.holds().isEmpty)
    }

    @Test("let a command's task be tried again as long as the command lasts")
    func commandRetries() async throws {
        let first = try await heldStage()
        let command = try Stage(role: .command, ledger: first.ledger)
        command.service.willCreate(.failure(.notConnected("refused")), .made("t-1"))
        try await command.conductor.submit(command.task(origin: .command))

        #expect(try await command.conductor.send(id).state == .pending)
        #expect(command.service.creates.count == 2)
    }

    @Test("keep a command from sending while a person has paused, and hold its task")
    func paused() async throws {
        let console = try Stage()
        try await console.conductor.pauseOutbox()
        let command = try Stage(role: .command, ledger: console.ledger)
        command.service.willCreate(.made("t-1"))
        try await command.conductor.submit(command.task(origin: .command))

        let task = try await command.conductor.send(id)

        #expect(task.state == .held)
        #expect(task.message == "Sending is paused. It was not sent, and goes out only when you release it.")
        #expect(command.service.creates.isEmpty)
    }

    @Test("pause what a person sends in the console, too, until it is unpaused; polling goes on")
    func pausedConsole() async throws {
        let stage = try Stage()
        try await stage.makeTask()
        stage.service.willAnswer(.status("TASK_PROCESSING"))
        try await stage.conductor.pauseOutbox()
        try await stage.conductor.submit(stage.task("second"))
        await stage.pass(.seconds(10))
        #expect(try await stage.state("second") == .out)
        #expect(stage.service.queries.count == 1)

        try await stage.conductor.unpauseOutbox()
        await stage.conductor.runWhatIsDue()

        #expect(try await stage.state("second") == .pending)
        #expect(stage.held == ["Sending is paused.", ""])
    }

    @Test("stay when a pause ends, if a service made them")
    func pauseOnTop() async throws {
        let stage = try await heldStage()
        try await stage.conductor.pauseOutbox()
        try await stage.conductor.unpauseOutbox()
        #expect(try await stage.ledger.holds().map(\.code) == [1302])
    }
}
