import BachAPI
import FoundationEssentials
import HTTPKit
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Sending for a command")
struct CommandSendTests {
    private let id = ShortID(rawValue: "abc123")

    @Test("tries three times, then holds the task, and nothing sends it later")
    func holds() async throws {
        let stage = try Stage(role: .command)
        try await stage.conductor.submit(stage.task(origin: .command))

        let task = try await stage.conductor.send(id)

        #expect(task.state == .held)
        #expect(task.message == "No connection: refused. It was not sent, and goes out only when you release it.")
        #expect(stage.service.creates.count == 3)
        let console = try Stage(ledger: stage.ledger)
        console.service.willCreate(.made("t-1"))
        await console.conductor.recover()
        await console.pass(.seconds(3600))
        #expect(console.service.creates.isEmpty)

        try await console.conductor.release(id)
        await console.conductor.runWhatIsDue()
        #expect(console.service.creates.count == 1)
    }

    @Test("gives up early when the service wants to be left alone for longer than there is time")
    func longWait() async throws {
        let stage = try Stage(role: .command)
        stage.service.willCreate(.http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "30"]))
        try await stage.conductor.submit(stage.task(origin: .command))

        #expect(try await stage.conductor.send(id).state == .held)
        #expect(stage.service.creates.count == 1)
    }

    @Test("calls lost what is interrupted on its way, and holds what is interrupted while it waits")
    func interrupted() async throws {
        let sending = Mutex(false)
        let service = FakeService {
            sending.withLock { $0 = true }
            while !Task.isCancelled { await Task.yield() }
        }
        let stage = try Stage(role: .command, service: service)
        service.willCreate(.failure(.cancelled))
        try await stage.conductor.submit(stage.task(origin: .command))
        let command = Task { try await stage.conductor.send(id) }
        while !sending.withLock({ $0 }) { await Task.yield() }
        command.cancel()
        #expect(try await command.value.state == .lost)

        try await stage.conductor.submit(stage.task("second", origin: .command))
        service.willCreate(.failure(.notConnected("refused")))
        let second = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await stage.conductor.send(ShortID(rawValue: "second"))
        }
        #expect(try await second.value.state == .held)
    }

    @Test("sends once what is then lost, and never again by itself")
    func lost() async throws {
        let stage = try Stage(role: .command)
        stage.service.willCreate(.failure(.broken("reset")), .made("t-2"))
        try await stage.conductor.submit(stage.task(origin: .command))

        #expect(try await stage.conductor.send(id).state == .lost)
        #expect(try await stage.conductor.send(id).state == .lost)
        let console = try Stage(ledger: stage.ledger, service: stage.service)
        await console.conductor.recover()
        await console.pass(.seconds(3600))
        #expect(stage.service.creates.count == 1)
    }
}
