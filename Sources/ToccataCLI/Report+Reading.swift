import BachAPI
import ToccataConductor
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// A request that the service would refuse, found before anything was sent; exit code 3.
struct InvalidRequest: Error, Equatable {
    let message: String
}

extension Report {
    /// What an error means for a script: the one place where errors become exit codes.
    init(_ error: any Error) {
        switch error {
        case let error as UsageError: self.init(.usage, failure: Failure(error.description))
        case let error as ConfigError: self.init(.usage, failure: Failure(error.description))
        case let error as EmbeddedServerError: self.init(.usage, failure: Failure(error.description))
        case let error as InvalidRequest:
            self.init(.invalidRequest, failure: Failure(error.message, hint: "Nothing was sent."))
        case let error as LedgerError: self.init(.usage, failure: Failure(error.description))
        case let error as ConductorError: self.init(error)
        case is CancellationError: self.init(.interrupted, failure: Failure("Interrupted."))
        default: self.init(.usage, failure: Failure("\(error)"))
        }
    }

    private init(_ error: ConductorError) {
        let (exitCode, failure): (ExitCode, APIFailure?) =
            switch error {
            case .refused(let failure): (.refused, failure)
            case .unknownAtService: (.refused, APIFailure(.notFound))
            case .unreachable: (.unreachable, nil)
            case .unsendable: (.invalidRequest, nil)
            case .ledger, .noSuchTask, .noService: (.usage, nil)
            }
        let advice = failure?.advice
        self.init(
            exitCode,
            failure: Failure(
                error.description,
                hint: advice,
                apiCode: failure?.code,
                httpStatus: failure?.httpStatus
            )
        )
    }

    /// What a task's end means, with its own words as the message.
    init(_ task: VideoTask, wantsFile: Bool) {
        let exitCode = ExitCode(task, wantsFile: wantsFile)
        self.init(exitCode, data: TaskReport.json(task), lines: TaskLines.result(task))
        if exitCode != .done { failure = Failure(task, exitCode) }
    }
}

extension Report.Failure {
    init(_ task: VideoTask, _ exitCode: ExitCode) {
        self.init(
            Self.message(task, exitCode),
            hint: task.advice ?? Self.hint(task, exitCode),
            apiCode: task.code,
            httpStatus: task.httpStatus
        )
    }

    private static func message(_ task: VideoTask, _ exitCode: ExitCode) -> String {
        let reason = task.message.map { " \($0)" } ?? ""
        return switch exitCode {
        case .answerLost: "\(task.id): sent, but the answer was lost.\(reason)"
        case .unreachable: "\(task.id): not sent.\(reason)"
        case .stillRunning: "\(task.id) is still \(task.state.rawValue)."
        case .notSaved: "\(task.id) is finished, but not saved.\(reason)"
        default: task.message ?? "\(task.id) ended as \(task.state.rawValue)."
        }
    }

    private static func hint(_ task: VideoTask, _ exitCode: ExitCode) -> String? {
        switch exitCode {
        case .answerLost: "There may be a task. It is never sent again by itself: resolve it in the console (LOST?)."
        case .unreachable: "It is held here and sent only when you release it in the console (HELD)."
        case .stillRunning: "toccata wait \(task.id) goes on waiting."
        case .notSaved: "toccata download \(task.id) tries again."
        default: nil
        }
    }
}
