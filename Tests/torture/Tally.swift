import ToccataCore

/// How one story ended.
struct StoryResult: Sendable {
    let seed: UInt64
    let home: String
    let tasks: Int
    var creates = 0
    var videos = 0
    var lost = 0
    var doubled = 0
    var leftovers = 0
    var kills: [String: Int] = [:]
    var faults: [String: Int] = [:]
    var wrongs: [String] = []

    init(seed: UInt64, home: String, tasks: Int) {
        self.seed = seed
        self.home = home
        self.tasks = tasks
    }

    mutating func take(_ verdict: Verdict) {
        (creates, videos, lost, doubled) = (verdict.creates, verdict.videos, verdict.lost, verdict.doubled)
        leftovers = verdict.leftovers
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
        let kills = counts(\.kills)
        let missed = Checkpoint.allCases.filter { kills[$0.rawValue] == nil }.map(\.rawValue)
        return """
            seeds \(results.count), failed \(failed.count)
            tasks \(sum(\.tasks)), creates \(sum(\.creates)), videos \(sum(\.videos))
            lost \(sum(\.lost)), doubled \(sum(\.doubled)), second names left behind \(sum(\.leftovers))
            kills: \(words(kills))
            never killed at: \(missed.isEmpty ? "none" : missed.joined(separator: ", "))
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
