package import BachAPI
package import FoundationEssentials
package import HTTPKit

/// What came of an upload; doing it again costs nothing.
package enum UploadOutcome: Equatable, Sendable {
    /// For each picture, in their order, its URL or why there is none.
    case finished([Result<String, UploadTrouble>])
    /// The service has them, but works on them still: ask for the batch.
    case underWay(batchID: String)
    /// The same for all pictures.
    case trouble(UploadTrouble)

    package init(from result: Result<HTTPResponse, TransferError>, pictures: [LocalPicture], now: Date) {
        switch result {
        case .failure(.file(let text)): self = .trouble(.unreadable(reason: text))
        case .failure(let error): self = .trouble(.unreachable(reason: error.description))
        case .success(let response):
            let wait = response.retryAfter(now: now)
            switch AnswerDecoder.upload(httpStatus: response.status, body: response.body) {
            case .content(let batch): self.init(batch, of: pictures)
            case .failure(let failure): self = .trouble(UploadTrouble(failure, retryAfter: wait))
            case .unreadable(429, let why), .unreadable(500..., let why):
                self = .trouble(.throttled(reason: "The answer cannot be read: \(why).", after: wait))
            case .unreadable(_, let why):
                self = .trouble(.unclear(reason: "The answer to the upload cannot be read: \(why)."))
            }
        }
    }

    private init(_ batch: UploadedBatch, of pictures: [LocalPicture]) {
        if !batch.isFinished, let id = batch.id {
            self = .underWay(batchID: id)
        } else if let answers = Self.matched(batch.pictures, with: pictures) {
            self = .finished(zip(answers, pictures).map(Self.result))
        } else {
            let counts = "\(batch.pictures.count) of \(pictures.count)"
            self = .trouble(.unclear(reason: "The service answered for \(counts) pictures."))
        }
    }

    /// The answer for each picture: by its place, or by its name when some are missing.
    private static func matched(_ answers: [UploadedPicture], with pictures: [LocalPicture]) -> [UploadedPicture]? {
        if answers.count == pictures.count { return answers }
        let names = answers.compactMap(\.name)
        guard answers.count < pictures.count, !answers.isEmpty, names.count == answers.count,
            Set(names).count == names.count, Set(pictures.map(\.name)).count == pictures.count
        else { return nil }
        return pictures.map { picture in
            answers.first { $0.name == picture.name }
                ?? UploadedPicture(name: picture.name, url: nil, problem: "the service did not answer for it")
        }
    }

    private static func result(_ answer: UploadedPicture, _ picture: LocalPicture) -> Result<String, UploadTrouble> {
        if let url = answer.url, RequestRules.isWebURL(url) { return .success(url) }
        let problem = answer.problem ?? "the service gave no link"
        return .failure(.rejected(reason: "\(picture.name) was refused: \(Self.ended(problem))"))
    }

    private static func ended(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}

/// Why a picture has no URL.
package enum UploadTrouble: Error, Equatable, Sendable {
    case unreachable(reason: String)
    case throttled(reason: String, after: Duration?)
    /// The whole request was.
    case refused(APIFailure)
    /// This picture was, or came to nothing at the service.
    case rejected(reason: String)
    /// The file cannot be read.
    case unreadable(reason: String)
    /// Nobody can tell from the answer.
    case unclear(reason: String)

    init(_ failure: APIFailure, retryAfter: Duration?) {
        switch failure.decidingStatus {
        case _ where failure.known?.isWorthWaiting == false: self = .refused(failure)
        case 429, .some(500...): self = .throttled(reason: failure.message, after: retryAfter)
        default: self = .refused(failure)
        }
    }
}

extension UploadTrouble: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let failure): failure.message
        case .unreachable(let reason), .throttled(let reason, _), .rejected(let reason), .unreadable(let reason),
            .unclear(let reason):
            reason
        }
    }
}
