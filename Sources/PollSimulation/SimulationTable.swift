/// The simulation's table as text.
package enum SimulationTable {
    package static let heading = """
        | tasks | median | sigma | polls per task: loop | plan | delay, median: loop | plan | delay, p95: loop | plan | 429s per task: loop | plan | goal |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|
        """

    /// All scenarios, from the smallest.
    package static let scenarios = [10, 1000, 100_000].flatMap { tasks in
        [60.0, 180, 600].flatMap { median in
            [0.2, 0.5].map { Scenario(tasks: tasks, median: median, sigma: $0, seed: 4) }
        }
    }

    /// Ten tasks are simulated a thousand times, a thousand ten times.
    package static func runs(_ scenario: Scenario) -> Int { max(1, 10_000 / scenario.tasks) }

    package static func row(_ comparison: Comparison) -> String {
        let (loop, plan) = (comparison.loop, comparison.plan)
        let (loopDelays, planDelays) = (loop.delays([0.5, 0.95]), plan.delays([0.5, 0.95]))
        let cells = [
            String(comparison.scenario.tasks), "\(Int(comparison.scenario.median)) s", "\(comparison.scenario.sigma)",
            number(loop.pollsPerTask), number(plan.pollsPerTask),
            seconds(loopDelays[0]), seconds(planDelays[0]), seconds(loopDelays[1]), seconds(planDelays[1]),
            number(Double(loop.refusals) / Double(max(1, loop.finished))),
            number(Double(plan.refusals) / Double(max(1, plan.finished))), goal(comparison),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// Where durations vary much, only a comparison is wanted.
    private static func goal(_ comparison: Comparison) -> String {
        comparison.scenario.sigma > 0.2 ? "-" : comparison.meetsGoal ? "met" : "not met"
    }

    private static func seconds(_ value: Double) -> String { number(value) + " s" }

    /// With two digits behind the point.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = String(hundredths % 100)
        return "\(hundredths / 100)." + (rest.count < 2 ? "0" : "") + rest
    }
}
