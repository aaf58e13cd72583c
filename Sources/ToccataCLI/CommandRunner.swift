import BachAPI
import Glibc
import ToccataCore
import ToccataRuntime

/// Runs a command and says how it ended: the whole of the program but its exit.
package enum CommandRunner {
    /// - Parameter words: The command line without the program's name.
    package static func run(_ words: [String]) async -> Int32 {
        let context = CommandContext.live()
        do {
            return await run(try CommandParser.parse(words), context)
        } catch {
            return end(Report(error), json: words.contains("--json"), context.output)
        }
    }

    private static func run(_ command: Command, _ context: CommandContext) async -> Int32 {
        switch command {
        case .help(let topic): return end(Report(lines: [Help.page(topic)]), json: false, context.output)
        case .version: return end(Report(lines: ["toccata \(Version.current)"]), json: false, context.output)
        case .serve(let arguments): return Serving.serve(arguments, context)
        case .console(let isASCII): return await ConsoleCommand.run(context, isASCII: isASCII)
        case .watch(let watching): return await WatchCommand.run(watching, context)
        case .listen(let listening): return await ListenCommand.run(listening, context)
        default: return await runReporting(command, context)
        }
    }

    private static func runReporting(_ command: Command, _ context: CommandContext) async -> Int32 {
        let (start, starting) = AsyncStream.makeStream(of: Void.self)
        let work = Task { () async -> Report in
            for await _ in start {}
            do {
                try Task.checkCancellation()
                return try await carryOut(command, context)
            } catch {
                return Report(error)
            }
        }
        let interrupts = Interrupts { work.cancel() }
        await interrupts.areHeard()
        starting.finish()
        var report = await work.value
        if interrupts.haveCome { report.interrupt() }
        return end(report, json: command.isJSON, context.output)
    }

    private static func carryOut(_ command: Command, _ context: CommandContext) async throws -> Report {
        switch command {
        case .submit(let submission): return try await SubmitCommand.run(submission, context)
        case .tasks(let filter): return try await LedgerCommands.tasks(filter, context)
        case .show(let id, _): return try await LedgerCommands.show(id, context)
        case .wait(let ids, let waiting, _):
            return try await TaskCommands(context, pollInterval: waiting.pollInterval).wait(ids, waiting)
        case .download(let ids, let folder, _):
            return try await TaskCommands(context).download(ids, to: folder.map(context.absolute))
        case .attach(let mode, let taskID, _): return try await TaskCommands(context).attach(mode, taskID: taskID)
        case .list(let query): return try await TaskCommands(context).list(query)
        case .hold(let holding): return try await HoldCommands.hold(holding, context)
        case .release(let holding): return try await HoldCommands.release(holding, context)
        case .tag(let ids, let change, _): return try await LedgerCommands.tag(ids, change, context)
        case .upload(let files, _): return try await TaskCommands(context).upload(files)
        case .subject(let command): return try await SubjectCommands.run(command, context)
        case .token: return try await TokenCommand.run(context)
        case .keys: return try KeysCommand.run(context)
        case .doctor: return await DoctorCommand.run(context)
        case .console, .watch, .listen, .serve, .help, .version: return Report()
        }
    }

    /// Says it and gives the exit code.
    static func end(_ report: Report, json: Bool, _ output: CommandOutput) -> Int32 {
        let lines = json ? [report.document.text()] : report.lines
        let isWritten = lines.allSatisfy(output.result)
        if !isWritten { output.error("toccata: The result could not be written: \(String(cString: strerror(errno))).") }
        if !json, let failure = report.failure { say(failure, output) }
        return (isWritten ? report.exitCode : max(report.exitCode, .usage)).rawValue
    }

    private static func say(_ failure: Report.Failure, _ output: CommandOutput) {
        let code = failure.apiCode.map { " (code \($0))" } ?? ""
        output.error("toccata: \(failure.message)\(code)")
        if let hint = failure.hint { output.error("  \(hint)") }
    }
}

extension Report {
    /// What was asked for was broken off by the person who asked.
    mutating func interrupt() {
        guard exitCode != .interrupted else { return }
        exitCode = .interrupted
        let state = [failure?.message, failure?.hint].compactMap { $0 }.joined(separator: " ")
        failure = Failure("Interrupted.", hint: state.isEmpty ? nil : state)
    }
}

extension Command {
    /// Whether standard output is to be one JSON document.
    var isJSON: Bool {
        switch self {
        case .submit(let submission): submission.json
        case .tasks(let filter): filter.json
        case .list(let query): query.json
        case .hold(let holding), .release(let holding): holding.json
        case .show(_, let json), .attach(_, _, let json), .upload(_, let json), .wait(_, _, let json),
            .tag(_, _, let json),
            .download(_, _, let json), .keys(let json), .doctor(let json):
            json
        case .subject(.make(let order)): order.json
        case .subject(.create(_, _, _, _, _, let json)), .subject(.list(let json)), .subject(.show(_, let json)),
            .subject(.delete(_, let json)):
            json
        case .console, .watch, .listen, .token, .serve, .help, .version: false
        }
    }
}
