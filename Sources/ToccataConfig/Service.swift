package import BachAPI
package import ToccataCore

/// Where tasks are made.
package enum Service: Equatable, Sendable {
    /// Toccata's own local server, which makes placeholders.
    case embedded
    /// The service at a base URL, without a slash at its end.
    case remote(baseURL: String, Credentials)

    /// Under which name the ledger knows it.
    package var identity: ServerIdentity {
        switch self {
        case .embedded: .local
        case .remote(let baseURL, let credentials): .remote(baseURL: baseURL, keyID: credentials.keyID)
        }
    }
}
