import BachAPI
import ToccataConductor
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

extension Report {
    /// What an error means for a script: the one place where errors become exit codes.
    init(_ error: any Error) {
        switch error {
        case let error as UsageError: self.init(.usage, failure: Failure(error.description))
        case let error as ConfigError: self.init(.usage, failure: Failure(error.description))
        case let error as EmbeddedServerError: self.init(.usage, failure: Failure(error.description))
        case let error as InvalidRequest:
            self.init(.invalidRequest, failure: Failure(error.message, hint: (error.place ?? "") + "Nothing was sent."))
        case let error as LedgerError: self.init(.usage, failure: Failure(error.description, hint: error.advice))
        case let error as ConductorError: self.init(error, data: .null, lines: [])
        case is CancellationError: self.init(.interrupted, failure: Failure("Interrupted."))
        default: self.init(.usage, failure: Failure("\(error)"))
        }
    }

    init(_ error: ConductorError, data: JSONValue, lines: [String]) {
        let (exitCode, failure): (ExitCode, APIFailure?) =
            switch error {
            case .refused(let failure): (.refused, failure)
            case .unknownAtService: (.refused, APIFailure(.notFound))
            case .unreachable: (.unreachable, nil)
            case .unsendable, .madeByAnother: (.invalidRequest, nil)
            case .ledger, .noSuchTask, .noService: (.usage, nil)
            }
        var advice = failure?.advice
        if case .ledger(let error) = error { advice = error.advice }
        self.init(
            exitCode,
            data: data,
            lines: lines,
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
            hint: Self.hint(task, exitCode) ?? task.advice,
            apiCode: task.code,
            httpStatus: task.httpStatus
        )
    }

    private static func message(_ task: VideoTask, _ exitCode: ExitCode) -> String {
        let reason = task.message.map { " \($0)" } ?? ""
        return switch exitCode {
        case .answerLost: "\(task.id): sent, but the answer was lost.\(reason)"
        case .unreachable: "\(task.id): not sent.\(reason)"
        case .stillRunning: stillRunning(task)
        case .notSaved: "\(task.id) is finished, but not saved.\(reason)"
        default: task.message ?? "\(task.id) ended as \(task.state.rawValue)."
        }
    }

    private static func stillRunning(_ task: VideoTask) -> String {
        if task.state == .stopped { return "\(task.id) is not watched any more." }
        guard let status = task.status, status.meaning == .unknown else {
            return "\(task.id) is still \(task.state.rawValue)."
        }
        return "\(task.id) is still \(task.state.rawValue): the service says \(status.rawValue)."
    }

    private static func isAboutEveryRequest(_ task: VideoTask) -> Bool {
        task.knownCode?.concernsEveryRequest == true
    }

    private static func hint(_ task: VideoTask, _ exitCode: ExitCode) -> String? {
        switch exitCode {
        case .refused where task.knownCode?.kind == .internalError && task.externalID == nil:
            "It may be at work and be billed: make sure that it is not before you submit again."
        case .refused where isAboutEveryRequest(task):
            "\(task.advice ?? "") Then run the same toccata \(task.mode == .textToSubject ? "subject create" : "submit") "
                + "again: nothing was made of this one."
        case .answerLost where task.externalID != nil:
            "There may be a task: toccata list \(task.mode.rawValue) shows what the service has. Sent again in the console, "
                + "it makes no second one."
        case .answerLost: "There may be a task. It is never sent again by itself: resolve it in the console (LOST?)."
        case .unreachable where task.mode == .textToSubject:
            "Run the same toccata subject create again, or release it in the console, where it is HELD."
        case .unreachable: "It is HELD: toccata release \(task.id) sends it, or s in the console."
        case .stillRunning where task.state == .downloading: "toccata download \(task.id) takes it up."
        case .stillRunning where task.state == .stopped: nil
        case .stillRunning: "toccata wait \(task.id) goes on waiting."
        case .notSaved: "toccata download \(task.id) tries again."
        default: nil
        }
    }
}
