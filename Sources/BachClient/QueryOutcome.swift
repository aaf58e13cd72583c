package import BachAPI
package import FoundationEssentials
package import HTTPKit

/// What came of asking about a task; only `answered` and `notFound` say anything about it.
package enum QueryOutcome: Equatable, Sendable {
    case answered(QueriedTask)
    /// The service knows no such task, in its own words.
    case notFound
    case throttled(after: Duration?)
    /// A failed poll: `isOffline` when there was not even a connection.
    case failed(reason: String, isOffline: Bool)
    /// The token or the account was refused.
    case refused(APIFailure)

    package init(
        from result: Result<HTTPResponse, TransferError>,
        dialect: Dialect = .bach,
        isSubject: Bool = false,
        now: Date
    ) {
        switch result {
        case .failure(let error): self = .failed(reason: error.description, isOffline: !error.mayHaveBeenSent)
        case .success(let response):
            switch isSubject ? Self.subject(response) : Self.video(response, dialect) {
            case .content(let task): self = .answered(task)
            case .unreadable where response.status == 429 || response.status == 503:
                self = .throttled(after: response.retryAfter(now: now))
            case .unreadable(_, let why): self = .failed(reason: "The answer cannot be read: \(why).", isOffline: false)
            case .failure(let failure): self.init(failure, retryAfter: response.retryAfter(now: now))
            }
        }
    }

    private static func video(_ response: HTTPResponse, _ dialect: Dialect) -> Answer<QueriedTask> {
        AnswerDecoder.query(httpStatus: response.status, body: response.body, dialect: dialect)
    }

    private static func subject(_ response: HTTPResponse) -> Answer<QueriedTask> {
        switch AnswerDecoder.subject(httpStatus: response.status, body: response.body) {
        case .content(let subject): .content(QueriedTask(subject))
        case .failure(let failure): .failure(failure)
        case .unreadable(let httpStatus, let why): .unreadable(httpStatus: httpStatus, why: why)
        }
    }

    private init(_ failure: APIFailure, retryAfter: Duration?) {
        switch failure.decidingStatus {
        case 404: self = .notFound
        case 429, 503: self = .throttled(after: retryAfter)
        case 401, 403: self = .refused(failure)
        default: self = .failed(reason: failure.message, isOffline: false)
        }
    }
}
