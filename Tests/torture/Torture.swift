// The fault harness: stories of tasks whose process is killed at named points, against a real bach-local.
// It must know nothing but what a person could look at afterwards: ledger, folder, the server's own record.

import FoundationEssentials
import Glibc
import Scratch

/// `torture [SEEDS [FIRST]]` runs stories; `torture worker PLAN` is a process of one.
@main
struct Torture {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "worker", let plan = arguments.last {
            return try await Worker(JSONDecoder().decode(WorkerPlan.self, from: Data(plan.utf8))).run()
        }
        let numbers = arguments.compactMap { UInt64($0) }
        let first = numbers.count > 1 ? numbers[1] : 1
        let tally = try await run(first..<(first + (numbers.first ?? 20)))
        print(tally.summary)
        exit(tally.failed.isEmpty ? 0 : 1)
    }

    /// Several at once, for they mostly wait.
    private static func run(_ seeds: Range<UInt64>) async throws -> Tally {
        var tally = Tally()
        var rest = seeds[...]
        try await withThrowingTaskGroup(of: StoryResult.self) { group in
            for _ in 0..<8 {
                if let seed = rest.popFirst() { group.addTask { try await StoryRun(seed).run() } }
            }
            while let result = try await group.next() {
                tally.add(result)
                if let seed = rest.popFirst() { group.addTask { try await StoryRun(seed).run() } }
            }
        }
        return tally
    }
}
