import BachAPI
import FoundationEssentials
import ToccataConfig
import ToccataCore
import ToccataLedger

extension SubmitCommand {
    /// Says on standard error when the same went out a moment ago; a script's author decides, so nothing stops.
    static func warnOfRepetition(
        _ body: JSONValue,
        _ submission: Command.Submission,
        to server: ServerIdentity,
        _ ledger: Ledger,
        _ context: CommandContext
    ) async throws {
        let now = context.dependencies.now()
        let repetition = Repetition(
            of: body,
            mode: submission.mode,
            server: server,
            isSeedChosen: submission.choosesSeed,
            uploads: try await ledger.assetURLs(server: server),
            among: try await ledger.tasks(mode: submission.mode, limit: 200),
            at: now
        )
        if let repetition { context.output.error("warning: \(repetition.words(at: now)).") }
    }

    /// The same without sending; a ledger that is not there yet is not made for it.
    static func warnOfRepetition(
        _ body: JSONValue,
        _ submission: Command.Submission,
        _ configuration: Configuration,
        _ context: CommandContext
    ) async throws {
        let isThere = FileManager.default.fileExists(atPath: configuration.directories.ledger)
        guard isThere, let server = configuration.plan.identity,
            submission.mode != .multiImageToVideo || configuration.multiImagePlan == nil
        else { return }
        try await warnOfRepetition(body, submission, to: server, try await context.ledger(), context)
    }
}

extension Command.Submission {
    /// Whether Toccata chooses the seed, so that it says nothing about what is wanted.
    fileprivate var choosesSeed: Bool {
        guard mode.hasSeedAndSound, case .options(let values) = content else { return false }
        return values.texts["seed"].map { $0.allSatisfy(\.isWhitespace) } ?? true
    }
}
