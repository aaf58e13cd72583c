import BachAPI
import BachClient
import FoundationEssentials
import PlainText
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// `toccata submit`: reads, checks, then shows or sends.
enum SubmitCommand {
    static func run(_ submission: Command.Submission, _ context: CommandContext) async throws -> Report {
        let configuration = try context.configuration()
        let body = try await body(submission, configuration, context)
        try check(body, submission.mode)
        if submission.isDryRun {
            if configuration.plan == .embedded { context.announcePlaceholders() }
            try await warnOfRepetition(body, submission, configuration, context)
            let random = context.dependencies.random
            let sent = ExternalID.added(to: body, mode: submission.mode, id: .make(random: random), random: random)
            return dryRun(sent, submission.mode, configuration)
        }
        let commands = try await TaskCommands(context, configuration, pollInterval: submission.waiting?.pollInterval)
        let task = commands.workplace.task(
            mode: submission.mode,
            request: body,
            origin: .command,
            folder: submission.folder.map(context.absolute)
        )
        try await warnOfRepetition(body, submission, to: task.server, commands.workplace.ledger, context)
        return try await commands.submit(task, submission)
    }

    private static func body(
        _ submission: Command.Submission,
        _ configuration: Configuration,
        _ context: CommandContext
    ) async throws -> JSONValue {
        let reader = RequestReader(
            places: Places(home: configuration.directories.home, directory: context.directory),
            read: { try context.read($0) },
            subject: { name in
                let subject = try await context.ledger().subject(named: name)
                if let notice = subject?.cutNotice { context.output.error(notice) }
                return subject?.fitted
            },
            chooseSeed: { context.dependencies.random(Limits.current.seeds) }
        )
        return try await reader.body(submission.content, mode: submission.mode)
    }

    /// The service's own check, and whether the pictures of this machine are such.
    private static func check(_ body: JSONValue, _ mode: Mode) throws {
        if let problem = LocalPictures.problems(in: body, mode: mode).first {
            throw InvalidRequest(problem)
        }
        for path in LocalPictures.paths(in: body) {
            if let problem = PictureInspector.problem(with: path, for: mode) { throw InvalidRequest(message: problem) }
        }
    }

    /// The create as a curl command, with the token left to a variable; pictures show what would be uploaded.
    private static func dryRun(
        _ body: JSONValue,
        _ mode: Mode,
        _ configuration: Configuration
    ) -> Report {
        let own = mode == .multiImageToVideo ? configuration.multiImagePlan : nil
        let baseURL =
            switch configuration.plan {
            case .embedded: "http://127.0.0.1:PORT" + APIEndpoint.base
            case .remote(let baseURL, _): baseURL
            }
        let curl = CurlCommand.text(Endpoint.create(body, at: own?.url(main: baseURL) ?? baseURL + mode.path))
        let fate = own?.baseURL == nil ? "uploaded first" : "sent as base64"
        let uploads = LocalPictures.paths(in: body).map { PlainText.line("# \(fate): \($0)") }
        return Report(
            data: ["mode": .string(mode.rawValue), "request": body, "curl": .string(curl)],
            lines: uploads + [PlainText.lines(curl)]
        )
    }
}
