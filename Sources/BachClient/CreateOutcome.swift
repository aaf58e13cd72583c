package import BachAPI
package import FoundationEssentials
package import HTTPKit

/// What came of a create: the difference between trying again and paying twice.
package enum CreateOutcome: Equatable, Sendable {
    case created(CreatedTask)
    /// No connection: surely nothing was made.
    case retry(reason: String)
    /// The service is too busy: surely nothing was made.
    case throttled(reason: String, after: Duration?)
    case refused(APIFailure)
    /// The service failed on its side (5000): there may be a task.
    case mayHaveBeenMade(APIFailure)
    /// No answer that tells whether there is a task.
    case lost(reason: String)

    /// Sorts an answer: what surely made nothing may go out again, what may have made a task must not.
    ///
    /// - Parameter now: Our time, for a `Retry-After` that is a date.
    package init(from result: Result<HTTPResponse, TransferError>, dialect: Dialect = .bach, now: Date) {
        switch result {
        case .failure(let error) where error.mayHaveBeenSent: self = .lost(reason: error.description)
        case .failure(let error): self = .retry(reason: error.description)
        case .success(let response):
            switch AnswerDecoder.create(httpStatus: response.status, body: response.body, dialect: dialect) {
            case .content(let task): self = .created(task)
            case .unreadable(_, let why): self = .lost(reason: "The answer cannot be read: \(why).")
            case .failure(let failure): self.init(failure, retryAfter: response.retryAfter(now: now))
            }
        }
    }

    private init(_ failure: APIFailure, retryAfter: Duration?) {
        switch failure.decidingStatus {
        // Kling's dialect says 429 to an account without money, which no waiting helps.
        case _ where failure.known?.isWorthWaiting == false: self = .refused(failure)
        case 429, 503: self = .throttled(reason: failure.message, after: retryAfter)
        case .some(400..<500): self = .refused(failure)
        case 500: self = .mayHaveBeenMade(failure)
        default:
            self = .lost(reason: "The answer fits nothing known: code \(failure.code), HTTP \(failure.httpStatus).")
        }
    }
}
