/// A business code of the service with what its page says of it (`general-information`, Response Codes; Kling's
/// table of error codes).
package struct APICode: Equatable, Hashable, Sendable {
    /// What a code means, whatever its number: programs decide by this.
    package enum Kind: Equatable, Hashable, Sendable {
        case success, parameter, policy
        case authentication, authorizationMissing, tokenNotYetValid, tokenExpired
        /// The account is not in order.
        case account
        /// The account may not use this.
        case access
        case notFound, batchNotFound
        case duration, resolution, credits
        case rate
        /// As many tasks run as the account may have.
        case concurrency
        case internalError
        /// Out of order for a while.
        case maintenance
    }

    package let code: Int
    package let httpStatus: Int
    package let kind: Kind
    /// What it means; also the local server's message where no text is documented.
    package let meaning: String
    /// What the page advises.
    package let advice: String

    /// Whether the next request of the same account would meet the same: then nothing more should be sent.
    package var concernsEveryRequest: Bool {
        switch kind {
        case .credits, .account, .authentication, .authorizationMissing, .tokenNotYetValid, .tokenExpired: true
        default: false
        }
    }

    /// Whether the same request may be taken later, with nothing changed; nil where the HTTP status has to tell.
    package var isWorthWaiting: Bool? {
        switch kind {
        case .rate, .concurrency, .maintenance: true
        case .credits, .account, .access, .policy, .parameter, .duration, .resolution: false
        default: nil
        }
    }

    /// The codes of a dialect in the order of its table.
    package static func all(_ dialect: Dialect) -> [APICode] {
        switch dialect {
        case .bach: bach
        case .kling: kling
        }
    }

    /// The table's row for a number the service sent; nil for one that no page knows.
    package static func of(_ code: Int, _ dialect: Dialect = .bach) -> APICode? {
        all(dialect).first { $0.code == code }
    }

    /// The row that a number and an HTTP status tell of together; nil where no page has the two.
    ///
    /// Where the dialects give a number different meanings, they give it different statuses.
    package static func of(_ code: Int, httpStatus: Int?) -> APICode? {
        Dialect.allCases.lazy.compactMap { of(code, $0) }.first { $0.httpStatus == httpStatus }
    }

    init(_ kind: Kind, _ code: Int, _ httpStatus: Int, _ meaning: String, _ advice: String) {
        self.kind = kind
        self.code = code
        self.httpStatus = httpStatus
        self.meaning = meaning
        self.advice = advice
    }
}
