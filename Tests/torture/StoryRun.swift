import FoundationEssentials
import Glibc
import ProcessKit
import Synchronization
import ToccataCore
import ToccataLedger

/// Runs the story of one seed and judges how it ended.
final class StoryRun {
    private let seed: UInt64
    private let story: Story
    private let home: String
    private var result: StoryResult

    init(_ seed: UInt64) {
        self.seed = seed
        story = Story(seed: seed)
        home = FileManager.default.temporaryDirectory.path + "/torture-\(getpid())-\(seed)"
        result = StoryResult(seed: seed, home: home, tasks: story.tasks.count)
    }

    func run() async throws -> StoryResult {
        try prepare()
        var port = 0
        for act in story.acts {
            port = try await play(act, port: port)
        }
        try await settle(port: port)
        if result.wrongs.isEmpty { try FileManager.default.removeItem(atPath: home) }
        return result
    }

    private func prepare() throws {
        for folder in ["", "/state", "/videos"] {
            try FileManager.default.createDirectory(atPath: home + folder, withIntermediateDirectories: true)
        }
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        try FileManager.default.copyItem(atPath: root + "/assets/lighthouse.jpg", toPath: home + "/picture.jpg")
        try Video.fixed.write(to: URL(filePath: home + "/fixed.mp4"))
        try Data(Video.renderer(home: home).utf8).write(to: URL(filePath: home + "/renderer"))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home + "/renderer")
    }

    /// The server was just started, so that nothing is on its way while the person looks at its record.
    private func play(_ act: Story.Act, port: Int) async throws -> Int {
        let service = try await Service(home: home, port: port, faults: act.faults)
        let decisions = try await decisions()
        let ends = try await withThrowingTaskGroup(of: (Story.Death, WorkerEnd).self) { group in
            for (number, death) in act.deaths.enumerated() {
                let plan = WorkerPlan(
                    home: home,
                    baseURL: service.baseURL,
                    tasks: story.tasks,
                    decisions: number == 0 ? decisions : [],
                    death: death
                )
                let worker = try start(plan)
                group.addTask { (death, await Self.end(of: worker, within: .seconds(2))) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (death, end) in ends {
            result.kills[end.isLate ? "from outside" : death.point.rawValue, default: 0] += 1
            if !end.isLate, !end.isKilled { result.wrongs.append("a process ended with \(end.words)") }
        }
        result.faults.merge(await service.kill(), uniquingKeysWith: +)
        let ledger = try Ledger(path: home + "/state/ledger.sqlite")
        let recorded = try await ledger.tasks().map(\.id.rawValue)
        for id in ends.flatMap(\.1.accepted) where !recorded.contains(id) {
            result.wrongs.append("\(id): accepted, and not in the ledger")
        }
        return service.port
    }

    /// Without faults, and with a person who decides, until nothing is open.
    private func settle(port: Int) async throws {
        var service = try await Service(home: home, port: port, faults: [])
        for _ in 1...8 {
            let plan = WorkerPlan(
                home: home,
                baseURL: service.baseURL,
                tasks: story.tasks,
                decisions: try await decisions()
            )
            let end = await Self.end(of: try start(plan), within: .seconds(30))
            if end.isLate || end.isKilled {
                result.wrongs.append("it does not come to an end: \(end.words)")
                break
            }
            _ = await service.kill()
            service = try await Service(home: home, port: port, faults: [])
            if try await decisions().isEmpty { break }
        }
        _ = await service.kill()
        let ledger = try Ledger(path: home + "/state/ledger.sqlite")
        let verdict = Verdict(
            intents: story.tasks.map(\.id),
            tasks: try await ledger.tasks(),
            made: try Service.record(home: home),
            home: home
        )
        result.take(verdict)
    }

    /// What a person does who looks at the server's own record before sending anything again.
    private func decisions() async throws -> [WorkerPlan.Decision] {
        let made = try Service.record(home: home)
        let ledger = try Ledger(path: home + "/state/ledger.sqlite")
        return try await ledger.tasks().compactMap { task in
            let id = task.id.rawValue
            let taskID = made.first { $0.intent == id }?.taskID
            switch task.state {
            case .lost, .sending: return taskID.map { .attach(id, taskID: $0) } ?? .sendAgain(id)
            case .held: return .sendAgain(id)
            case .failed where task.taskID == nil && taskID == nil: return .sendAgain(id)
            case .unsaved: return .download(id)
            case .gone: return .ask(id)
            default: return nil
            }
        }
    }

    private func start(_ plan: WorkerPlan) throws -> ChildProcess {
        let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        let invocation = Invocation(
            Executable.own() ?? "",
            ["worker", text],
            environment: ["PATH": "/usr/bin:/bin", "TMPDIR": home, "HOME": home]
        )
        return try ChildProcess(starting: invocation)
    }

    /// After a time it is killed from outside.
    private static func end(of worker: ChildProcess, within limit: Duration) async -> WorkerEnd {
        let isLate = Flag()
        let deadline = Task {
            try await Task.sleep(for: limit)
            isLate.raise()
            worker.kill()
        }
        let ended = await worker.value()
        deadline.cancel()
        return WorkerEnd(ended, isLate: isLate.isRaised)
    }
}

/// How a worker ended, and what it said that it had accepted.
struct WorkerEnd {
    let isLate: Bool
    let isKilled: Bool
    let accepted: [String]
    let words: String

    init(_ result: ProcessResult, isLate: Bool) {
        self.isLate = isLate
        isKilled = result.end == .signalled(SIGKILL)
        accepted = result.output.text.split(separator: "\n").map { String($0.dropFirst("accepted ".count)) }
        words = "\(result.end) \(result.errors.text.suffix(300))"
    }
}

private final class Flag: Sendable {
    private let value = Mutex(false)
    var isRaised: Bool { value.withLock { $0 } }
    func raise() { value.withLock { $0 = true } }
}
