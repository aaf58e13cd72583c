// PollSimulation lets days of polling go by in virtual time, with the schedule, heap and limiter that the console uses.
// It must not read a clock, a file or a socket: the same seed gives the same table.

import ToccataCore

/// So many tasks of one kind, one a second on the average, with lognormal durations.
package struct Scenario: Hashable, Sendable {
    package let tasks: Int
    /// Seconds.
    package let median: Double
    package let sigma: Double
    package let seed: UInt64

    package init(tasks: Int, median: Double, sigma: Double, seed: UInt64) {
        (self.tasks, self.median, self.sigma, self.seed) = (tasks, median, sigma, seed)
    }

    struct Made: Sendable {
        let at: Double
        let finishesAt: Double
    }

    /// When each task is made and finished, the first one first.
    func made() -> [Made] {
        var chance = Chance(seed: seed)
        var time = 0.0
        return (0..<tasks).map { _ in
            time += chance.exponential()
            return Made(at: time, finishesAt: time + chance.lognormal(median: median, sigma: sigma))
        }
    }

    /// What is known of the kind when it begins.
    func history(of kind: TaskKind) -> DurationHistory {
        var chance = Chance(seed: seed &+ 77)
        var history = DurationHistory()
        for _ in 1...100 { history.add(.seconds(chance.lognormal(median: median, sigma: sigma)), of: kind) }
        return history
    }
}
