import Glibc
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// `toccata` without words: the console.
enum ConsoleCommand {
    static func run(_ context: CommandContext, isASCII: Bool) async -> Int32 {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            context.output.error("toccata: The console needs a terminal; toccata --help lists what works without one.")
            return ExitCode.usage.rawValue
        }
        do {
            let configuration = try Configuration.load(environment: context.environment, isStrict: false)
            let surroundings = try await Surroundings(
                environment: context.environment,
                configuration: configuration,
                directory: context.directory,
                dependencies: context.dependencies
            )
            let ledger = try await Console.run(in: surroundings, isASCII: isASCII)
            // Said once more where it stays: a ledger that cannot be read has been told of on the screen.
            let unsaved = (try? await ledger.tasks(states: [.unsaved])) ?? []
            for line in UnsavedReport.lines(unsaved, at: context.dependencies.now()).dropFirst() {
                context.output.error(line)
            }
            return ExitCode.done.rawValue
        } catch {
            context.output.error("toccata: \(error)")
            if let advice = (error as? LedgerError)?.advice { context.output.error("  \(advice)") }
            return ExitCode.usage.rawValue
        }
    }
}
