import ToccataCore

/// How one story ended.
struct StoryResult: Sendable {
    let seed: UInt64
    let home: String
    let tasks: Int
    /// Taken back by the person before anything had left the machine.
    var takenBack = 0
    var creates = 0
    var videos = 0
    var failedThere = 0
    var lost = 0
    var doubled = 0
    /// What became of the workers.
    var fates: [String: Int] = [:]
    var faults: [String: Int] = [:]
    var wrongs: [String] = []

    init(seed: UInt64, home: String, tasks: Int) {
        self.seed = seed
        self.home = home
        self.tasks = tasks
    }

    mutating func take(_ end: WorkerEnd) {
        for fate in end.fates { fates[fate, default: 0] += 1 }
        if !end.isOrderly, !end.isKilled { wrongs.append("a process ended with \(end.words)") }
    }

    mutating func take(_ verdict: Verdict) {
        (creates, videos, lost, doubled) = (verdict.creates, verdict.videos, verdict.lost, verdict.doubled)
        (takenBack, failedThere) = (verdict.takenBack, verdict.failedThere)
        wrongs += verdict.wrongs
    }
}

/// How all of them ended.
struct Tally {
    private(set) var failed: [UInt64] = []
    private var results: [StoryResult] = []

    mutating func add(_ result: StoryResult) {
        results.append(result)
        guard !result.wrongs.isEmpty else { return }
        failed.append(result.seed)
        print("seed \(result.seed) failed: \(result.wrongs.joined(separator: "; "))")
        print("  its files are in \(result.home); again with: make torture SEEDS=1 FIRST=\(result.seed)")
    }

    var summary: String {
        let fates = counts(\.fates)
        let points = Checkpoint.allCases.map(\.rawValue)
        let missed = points.filter { fates["kill \($0)"] == nil }
        let named = points.reduce(0) { $0 + fates["kill \($1)", default: 0] }
        return """
            seeds \(results.count), failed \(failed.count)
            tasks \(sum(\.tasks)), taken back \(sum(\.takenBack)), creates \(sum(\.creates)), \
            videos \(sum(\.videos)), failed at the server \(sum(\.failedThere))
            lost \(sum(\.lost)), doubled \(sum(\.doubled))
            kills at named points \(named); never at: \(missed.isEmpty ? "none" : missed.joined(separator: ", "))
            fates: \(words(fates))
            faults: \(words(counts(\.faults)))
            """
    }

    private func sum(_ count: (StoryResult) -> Int) -> Int { results.reduce(0) { $0 + count($1) } }

    private func counts(_ part: (StoryResult) -> [String: Int]) -> [String: Int] {
        results.reduce(into: [:]) { $0.merge(part($1), uniquingKeysWith: +) }
    }

    private func words(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
