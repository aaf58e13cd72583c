import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Scratch
import Synchronization
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("The outbox, whatever happens")
struct OutboxPropertyTests {
    @Test("sends one at a time, nothing that is held, nothing twice, and forgets nothing", arguments: 0..<30)
    func anything(seed: UInt64) async throws {
        let service = WilfulService(seed: seed)
        let stage = try Stage(clients: { server in service.client(server) })
        var chance = Chance(seed: seed + 1000)
        for number in 0..<60 { try await step(number, &chance, stage, service) }
        service.behave()
        try await stage.conductor.resumeOutbox()
        service.model.withLock { $0.isPaused = false }
        for _ in 0..<200 { await stage.pass(.seconds(60)) }

        let tasks = try await stage.ledger.tasks()
        let model = service.model.withLock { $0 }
        #expect(model.troubles.isEmpty, "\(model.troubles)")
        #expect(tasks.count == model.accepted.count)
        for task in tasks {
            let isOver = task.state.isSettled
            #expect(isOver, "\(task.id) is \(task.state) in the end: \(task.message ?? "")")
            #expect((task.taskID != nil) == model.made.contains(task.id.rawValue), "\(task.id) is \(task.state)")
            if model.kept.contains(task.id.rawValue) { #expect([.held, .stopped].contains(task.state), "\(task.id)") }
        }
        #expect(model.made.count > 3)
    }

    private func step(_ number: Int, _ chance: inout Chance, _ stage: Stage, _ service: WilfulService) async throws {
        let ids = service.model.withLock { $0.accepted }
        switch chance.below(10) {
        case 0...3: try await submit("n\(number)", &chance, stage, service)
        case 4: if !ids.isEmpty { try await keep(chance.pick(ids), isForGood: chance.below(2) == 0, stage, service) }
        case 5: if !ids.isEmpty { try await release(chance.pick(ids), stage, service) }
        case 6:
            service.model.withLock { $0.isPaused = true }
            try await stage.conductor.pauseOutbox()
        case 7:
            service.model.withLock { $0.isPaused = false }
            try await chance.below(2) == 0 ? stage.conductor.unpauseOutbox() : stage.conductor.resumeOutbox()
        default: await stage.pass(.milliseconds(chance.below(20_000)))
        }
    }

    private func submit(
        _ id: String,
        _ chance: inout Chance,
        _ stage: Stage,
        _ service: WilfulService
    ) async throws {
        service.model.withLock { $0.accepted.append(id) }
        let server = chance.pick([Stage.server, .remote(baseURL: "https://other.example/api/vdr", keyID: "ak")])
        let task = stage.task(id, server: server, request: ["prompt": .string(id), "seed": 7])
        try await stage.conductor.submit(task.waiting(.seconds(chance.below(4))))
    }

    /// Holds or takes back what is unsent; what has left is left alone.
    private func keep(_ id: String, isForGood: Bool, _ stage: Stage, _ service: WilfulService) async throws {
        guard try await stage.state(id)?.isUnsent == true else { return }
        service.model.withLock { _ = $0.kept.insert(id) }
        let short = ShortID(rawValue: id)
        try await isForGood ? stage.conductor.takeBack(short) : stage.conductor.hold(short)
    }

    private func release(_ id: String, _ stage: Stage, _ service: WilfulService) async throws {
        guard let task = try await stage.recorded(id), [.held, .lost].contains(task.state) else { return }
        service.model.withLock { model in
            model.kept.remove(id)
            model.ended.remove(id)
        }
        try await stage.conductor.release(ShortID(rawValue: id))
    }
}

/// A service that answers creates as chance will have it, and looks whether each may come.
private final class WilfulService: Sendable {
    struct Model: Sendable {
        var accepted: [String] = []
        /// Held or taken back by a person.
        var kept: Set<String> = []
        var isPaused = false
        /// What must not be sent again by itself: made, refused, or nobody knows.
        var ended: Set<String> = []
        var made: Set<String> = []
        var sending: [String: Int] = [:]
        var troubles: [String] = []
    }

    let model = Mutex(Model())
    private let chance: Mutex<Chance>
    private let isWilful = Mutex(true)

    init(seed: UInt64) { chance = Mutex(Chance(seed: seed)) }

    /// From now on it makes whatever comes.
    func behave() { isWilful.withLock { $0 = false } }

    func client(_ server: ServerIdentity) -> BachClient {
        BachClient(
            baseURL: server.baseURL,
            credentials: .token(Secret("t")),
            transport: Transport(send: answer, download: { _, _, _ in .failure(.notConnected("no")) }),
            traits: ServiceTraits()
        ) { Date(timeIntervalSince1970: 0) }
    }

    @Sendable
    private func answer(_ request: HTTPRequest) async -> Transport.Answer {
        guard request.method == .post, case .bytes(let body) = request.body,
            let id = try? JSONValue(parsing: body)["prompt"]?.stringValue  // nil: no create
        else { return failed(request) }
        let host = String(request.url.prefix(20))
        model.withLock { $0.begin(id, host) }
        for _ in 0..<5 { await Task.yield() }
        let answer = outcome(id)
        model.withLock { $0.sending[host, default: 0] -= 1 }
        return answer
    }

    /// Every task fails at once: that ends it, and it is asked about no more.
    private func failed(_ request: HTTPRequest) -> Transport.Answer {
        let id = request.url.split(separator: "/").last ?? ""
        return .http(200, #"{"code":200,"data":{"task_id":"\#(id)","status":"TASK_FAILED","message":"no"}}"#)
    }

    private func outcome(_ id: String) -> Transport.Answer {
        let number = isWilful.withLock { $0 } ? chance.withLock { $0.below(9) } : 0
        switch number {
        case 0...2:
            model.withLock { model in
                model.ended.insert(id)
                model.made.insert(id)
            }
            return .made("t-\(id)")
        case 3: return .failure(.notConnected("refused"))
        case 4: return .http(503, #"{"code":5001,"message":"busy"}"#)
        case 5: return .http(429, #"{"code":1800,"message":"slow"}"#, ["Retry-After": "2"])
        case 6: return end(id, .http(400, #"{"code":1000,"message":"bad"}"#))
        case 7: return end(id, .http(403, #"{"code":1302,"message":"no credits"}"#))
        default: return end(id, .http(200, "<html>"))
        }
    }

    private func end(_ id: String, _ answer: Transport.Answer) -> Transport.Answer {
        model.withLock { _ = $0.ended.insert(id) }
        return answer
    }
}

extension WilfulService.Model {
    /// A create has come: whether it may.
    fileprivate mutating func begin(_ id: String, _ host: String) {
        sending[host, default: 0] += 1
        if sending[host, default: 0] > 1 { troubles.append("\(id) beside another") }
        if isPaused { troubles.append("\(id) while sending is paused") }
        if kept.contains(id) { troubles.append("\(id), which is held or taken back") }
        if ended.contains(id) { troubles.append("\(id) again") }
    }
}
