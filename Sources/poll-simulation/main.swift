import PollSimulation

print(SimulationTable.heading)
for scenario in SimulationTable.scenarios {
    print(SimulationTable.row(Comparison(scenario, runs: SimulationTable.runs(scenario))))
}
