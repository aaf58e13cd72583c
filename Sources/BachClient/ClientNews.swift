package import BachAPI

/// What a client tells beside the outcome of what it was asked to do.
package enum ClientNews: Equatable, Sendable {
    /// A request went out, and an answer or an error came.
    case exchanged(Exchange)
    case timesRefused(TimeRefusal)
}

/// The service refused a token for its times (1102, 1103).
package struct TimeRefusal: Equatable, Sendable {
    package let failure: APIFailure
    /// Seconds by which the service's clock is ahead of this machine's; nil when it does not tell its time.
    package let skew: Int?
    /// Whether the request went out once more with a new token; a ready one cannot be signed again.
    package let isSignedAgain: Bool

    package init(failure: APIFailure, skew: Int?, isSignedAgain: Bool) {
        self.failure = failure
        self.skew = skew
        self.isSignedAgain = isSignedAgain
    }
}

extension TimeRefusal: CustomStringConvertible {
    /// What is the matter with the clocks, and what to do about it.
    package var description: String {
        let refusal = "The service refused the token for its times (\(failure.code) \(failure.message))"
        let clocks = clocks.map { "\($0) " } ?? ""
        guard !isSignedAgain else { return clocks.isEmpty ? refusal + "; it was signed again." : clocks + Self.signed }
        return "\(refusal). \(clocks)\(Self.advice)"
    }

    /// Nil when the clocks agree as far as an answer's way takes, or nothing is known.
    private var clocks: String? {
        guard let skew, abs(skew) > 2 else { return nil }
        return "This machine's clock is \(Self.span(abs(skew))) \(skew > 0 ? "behind" : "ahead of") the service's."
    }

    private static let signed = "Requests are signed with the service's time."
    private static let advice =
        "Put a new token into BACH_API_TOKEN, or set BACH_ACCESS_KEY and BACH_SECRET_KEY, with which Toccata signs "
        + "by itself."

    /// `7 min 12 s`: the two largest units that say something.
    static func span(_ seconds: Int) -> String {
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return parts[first...].prefix(2).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
