/// Why a request brought no whole answer.
package enum TransferError: Error, Equatable, Sendable {
    /// libcurl is missing or too old; the text says which package to install.
    case unavailable(String)
    /// The address cannot be used: no URL, or neither http nor https (also of a redirect).
    case badURL(String)
    /// No connection (name, connect, TLS): the request was certainly not sent.
    case notConnected(String)
    /// The address is private and the request allows only public ones.
    case privateAddress(String)
    case timedOut(mayHaveBeenSent: Bool)
    /// No byte moved for the stall timeout.
    case stalled
    /// The connection broke before the answer was whole: reset, closed, truncated.
    case broken(String)
    case tooLarge(limit: Int)
    case tooManyRedirects
    /// The disk, or this user's share of it, is full.
    case noSpace
    /// Whoever asked did not want the body when they saw its head.
    case declined
    /// A local file could not be read or written.
    case file(String)
    case cancelled

    /// Whether the server may have seen the request, and acted on it.
    package var mayHaveBeenSent: Bool {
        switch self {
        case .unavailable, .badURL, .notConnected, .privateAddress: false
        case .timedOut(let sent): sent
        case .stalled, .broken, .tooLarge, .tooManyRedirects, .noSpace, .declined, .file, .cancelled: true
        }
    }
}

extension TransferError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let text), .file(let text): text
        case .badURL(let text): "The address cannot be used: \(text)."
        case .notConnected(let text): "No connection: \(text)."
        case .privateAddress(let text): "The address \(text) is private and is not fetched."
        case .timedOut(mayHaveBeenSent: true): "No answer came in time."
        case .timedOut(mayHaveBeenSent: false): "No connection could be made in time."
        case .stalled: "The transfer stalled."
        case .broken(let text): "The connection broke: \(text)."
        case .tooLarge(let limit): "The answer is larger than \(limit) bytes."
        case .tooManyRedirects: "The address redirects too often."
        case .noSpace: "The disk is full."
        case .declined: "The answer was not taken."
        case .cancelled: "The transfer was cancelled."
        }
    }
}
