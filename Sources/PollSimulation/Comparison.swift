/// One row of the table: both ways for the same tasks.
package struct Comparison: Sendable {
    package let scenario: Scenario
    package private(set) var loop = Outcome()
    package private(set) var plan = Outcome()

    /// - Parameter runs: How often, with other chances each time; what few tasks show is mostly chance.
    package init(_ scenario: Scenario, runs: Int) {
        self.scenario = scenario
        for run in 0..<UInt64(runs) {
            let next = Scenario(
                tasks: scenario.tasks,
                median: scenario.median,
                sigma: scenario.sigma,
                seed: scenario.seed &+ 1000 &* run
            )
            loop.add(FixedLoop.run(next))
            plan.add(PlannedPolls.run(next))
        }
    }

    /// At most half the polls, with no more delay at the median.
    package var meetsGoal: Bool {
        plan.pollsPerTask <= loop.pollsPerTask / 2 && plan.delays([0.5])[0] <= loop.delays([0.5])[0]
    }
}
