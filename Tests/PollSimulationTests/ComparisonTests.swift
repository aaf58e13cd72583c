import PollSimulation
import Testing

@Suite("Polling, simulated")
struct ComparisonTests {
    @Test(
        "needs at most half the polls of a fixed loop, and notices no later at the median",
        arguments: [(10, 60.0, 300), (10, 180, 300), (10, 600, 300), (300, 60, 5), (300, 180, 5)]
    )
    func goal(tasks: Int, median: Double, runs: Int) {
        let scenario = Scenario(tasks: tasks, median: median, sigma: 0.2, seed: 4)
        let comparison = Comparison(scenario, runs: runs)
        #expect(comparison.meetsGoal, "\(SimulationTable.row(comparison))")
        #expect(comparison.plan.finished == comparison.loop.finished)
        // Both reckon with fractions of seconds, so that one may come a hair too early.
        #expect(comparison.plan.refusals * 100 <= comparison.plan.finished)
    }
}
