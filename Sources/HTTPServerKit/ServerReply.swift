package import FoundationEssentials

/// How a request ends.
///
/// Everything but ``answer(_:)`` is for faults that were asked for.
package enum ServerReply: Sendable {
    case answer(ServerResponse)
    /// Announces the whole length, sends so many bytes of the body, then closes.
    case truncated(ServerResponse, afterBytes: Int)
    /// Closes the connection without a byte; with `reset` the peer gets a RST.
    case closed(reset: Bool)
    /// Never answers; the connection stays until the peer leaves.
    case never
}

/// A complete HTTP answer.
package struct ServerResponse: Sendable {
    package enum Body: Sendable {
        case data(Data)
        /// Sent from disk, by `Range` if the request asks so.
        case file(path: String)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(status: Int, headers: [(name: String, value: String)] = [], body: Body) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func text(_ status: Int, _ text: String, type: String = "text/plain; charset=utf-8") -> Self {
        Self(status: status, headers: [("Content-Type", type)], body: .data(Data(text.utf8)))
    }
}
