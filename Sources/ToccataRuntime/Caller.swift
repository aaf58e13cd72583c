import ProcessKit

/// Runs a person's own command when something has ended: its last argument says what.
struct Caller: Sendable {
    /// A program and its arguments from the configuration; nil for none.
    let chosen: [String]?
    let environment: [String: String]

    /// - Returns: A sentence about what went wrong; nil if nothing did.
    func call(_ text: String) async -> String? {
        guard let words = chosen, let name = words.first else { return nil }
        do throws(ProcessError) {
            let invocation = Invocation(
                try Executable.path(of: name, environment: environment),
                words.dropFirst() + [text],
                environment: environment.filter { !$0.key.hasPrefix("BACH_") },
                output: .discarded,
                errors: .discarded,
                relation: .detached,
                timeout: .seconds(30)
            )
            let result = try await ChildProcess.run(invocation)
            return result.isSuccess ? nil : "The command to notify by failed: \(name)"
        } catch {
            return "The command to notify by cannot be run: \(error)"
        }
    }
}
