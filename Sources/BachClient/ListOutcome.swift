package import BachAPI
package import FoundationEssentials
package import HTTPKit

/// What came of asking for a page of tasks.
package enum ListOutcome: Equatable, Sendable {
    case listed([QueriedTask])
    case refused(APIFailure)
    /// Worth another try later.
    case failed(reason: String, after: Duration? = nil)

    package init(from result: Result<HTTPResponse, TransferError>, dialect: Dialect, now: Date) {
        switch result {
        case .failure(let error): self = .failed(reason: error.description)
        case .success(let response):
            switch AnswerDecoder.list(httpStatus: response.status, body: response.body, dialect: dialect) {
            case .content(let tasks): self = .listed(tasks)
            case .unreadable(_, let why):
                self = .failed(reason: "The answer cannot be read: \(why).", after: response.retryAfter(now: now))
            case .failure(let failure):
                let isPassing = failure.known?.isWorthWaiting == true || failure.httpStatus >= 500
                self =
                    isPassing
                    ? .failed(reason: failure.message, after: response.retryAfter(now: now)) : .refused(failure)
            }
        }
    }
}
