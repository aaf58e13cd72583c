import FoundationEssentials
import Glibc
import ProcessKit
import ToccataCore
import ToccataLedger

/// Runs the story of one seed and judges how it ended.
final class StoryRun {
    private let story: Story
    private let home: String
    private let person: Person
    private var result: StoryResult

    init(_ seed: UInt64) {
        story = Story(seed: seed)
        home = FileManager.default.temporaryDirectory.path + "/torture-\(getpid())-\(seed)"
        person = Person(home: home)
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
        let service = try await Service(home: home, port: port, act)
        let decisions = try await person.decisions() + act.whims
        let plans = act.lives.enumerated().map { number, life in
            plan(at: service, number == 0 ? decisions : [], life)
        }
        let death = act.serverDies.map { moment in
            Task { [home] in
                try await Task.sleep(for: .milliseconds(moment))
                let faults = await service.kill().merging(["server killed": 1], uniquingKeysWith: +)
                return (faults, try await Service(home: home, port: service.port, act))
            }
        }
        let ends = try await withThrowingTaskGroup(of: WorkerEnd.self) { group in
            for plan in plans {
                let worker = try WorkerProcess(plan)
                group.addTask { await worker.end() }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for end in ends { result.take(end) }
        let (struck, last) = try await death?.value ?? ([:], service)
        for faults in [struck, await last.kill()] { result.faults.merge(faults, uniquingKeysWith: +) }
        let ledger = try Ledger(path: home + "/state/ledger.sqlite")
        let recorded = try await ledger.tasks().map(\.id.rawValue)
        for id in ends.flatMap(\.accepted) where !recorded.contains(id) {
            result.wrongs.append("\(id): accepted, and not in the ledger")
        }
        return service.port
    }

    private func plan(at service: Service, _ decisions: [WorkerPlan.Decision], _ life: Life?) -> WorkerPlan {
        WorkerPlan(home: home, baseURL: service.baseURL, tasks: story.tasks, decisions: decisions, life: life)
    }

    /// Without faults, and with a person who decides, until nothing is open.
    private func settle(port: Int) async throws {
        let service = try await Service(home: home, port: port)
        for _ in 1...8 {
            let end = await (try WorkerProcess(plan(at: service, try await person.decisions(), nil))).end()
            if !end.isOrderly {
                result.wrongs.append("it does not come to an end: \(end.words)")
                break
            }
            // What settles every task has nothing on its way when it ends.
            if try await person.decisions().isEmpty { break }
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
}
