import BachAPI
import Glibc
import ProcessKit

extension Home {
    /// A command that runs while the test goes on.
    struct Running {
        let child: ChildProcess

        /// Sends a signal to the command alone.
        func signal(_ number: Int32) { kill(child.processID, number) }

        var ended: Ended { get async { Ended(await child.value()) } }
    }

    func start(_ arguments: [String], with variables: [String: String]) throws -> Running {
        let invocation = Invocation(
            Project.program("toccata"),
            arguments,
            environment: environment(variables),
            workingDirectory: path,
            timeout: .seconds(120)
        )
        return Running(child: try ChildProcess(starting: invocation))
    }

    /// Asks `toccata tasks` until there is a task in one of these states, and gives its id.
    func task(in states: Set<String>) async throws -> String {
        while true {
            for task in try await toccata("tasks", "--json").document["data"]?.arrayValue ?? [] {
                guard let state = task["state"]?.stringValue, states.contains(state) else { continue }
                return task["id"]?.stringValue ?? ""
            }
            try Task.checkCancellation()
        }
    }
}
