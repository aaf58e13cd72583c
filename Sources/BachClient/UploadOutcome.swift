package import BachAPI
package import FoundationEssentials
package import HTTPKit

/// What came of an upload; doing it again costs nothing.
package enum UploadOutcome: Equatable, Sendable {
    /// A URL for each picture, in their order.
    case uploaded([String])
    case retry(reason: String)
    case throttled(reason: String, after: Duration?)
    case refused(APIFailure)
    /// A picture or the answer is such that trying again would not help.
    case failed(reason: String)

    package init(from result: Result<HTTPResponse, TransferError>, pictures: [LocalPicture], now: Date) {
        switch result {
        case .failure(.file(let text)): self = .failed(reason: text)
        case .failure(let error): self = .retry(reason: error.description)
        case .success(let response):
            switch AnswerDecoder.upload(httpStatus: response.status, body: response.body) {
            case .content(let answers): self.init(answers, for: pictures)
            case .failure(let failure): self.init(failure, retryAfter: response.retryAfter(now: now))
            case .unreadable(429, let why), .unreadable(500..., let why):
                self = .throttled(reason: "The answer cannot be read: \(why).", after: response.retryAfter(now: now))
            case .unreadable(_, let why): self = .failed(reason: "The answer to the upload cannot be read: \(why).")
            }
        }
    }

    private init(_ answers: [UploadedPicture], for pictures: [LocalPicture]) {
        guard answers.count == pictures.count else {
            self = .failed(reason: "The service answered for \(answers.count) of \(pictures.count) pictures.")
            return
        }
        var urls: [String] = []
        for (answer, picture) in zip(answers, pictures) {
            guard let url = answer.url, RequestRules.isWebURL(url) else {
                self = .failed(reason: "\(picture.name) was refused: \(answer.problem ?? "the service gave no link").")
                return
            }
            urls.append(url)
        }
        self = .uploaded(urls)
    }

    private init(_ failure: APIFailure, retryAfter: Duration?) {
        switch failure.httpStatus {
        case _ where failure.known?.isWorthWaiting == false: self = .refused(failure)
        case 429, 500...: self = .throttled(reason: failure.message, after: retryAfter)
        default: self = .refused(failure)
        }
    }
}
