package import BachAPI
package import BachClient
package import FoundationEssentials
import HTTPKit
package import ToccataConfig
package import ToccataCore

/// Gives the client for the server that a task was, or is to be, made at.
///
/// A client is kept as long as its base URL holds: it knows its token and how far the service's clock is off.
package actor ClientDirectory {
    private let service: Service
    private let embedded: EmbeddedServer
    private let transport: Transport
    private let now: @Sendable () -> Date
    private var kept: (client: BachClient, credentials: Credentials)?

    package init(
        service: Service,
        embedded: EmbeddedServer,
        environment: [String: String],
        now: @escaping @Sendable () -> Date
    ) {
        self.service = service
        let http = HTTPClient.Configuration(userAgent: "toccata/" + Version.current, environment: environment)
        transport = Transport(HTTPClient(http))
        self.embedded = embedded
        self.now = now
    }

    /// The client for a server, the embedded one being started if it does not run.
    ///
    /// Nil for a server that is not the one in use: a task is only ever asked about where it was made.
    package func client(for server: ServerIdentity) async throws -> BachClient? {
        guard isInUse(server) else { return nil }
        let (baseURL, credentials) = try await access()
        if let kept, kept.client.baseURL == baseURL, kept.credentials == credentials { return kept.client }
        let client = BachClient(baseURL: baseURL, credentials: credentials, transport: transport, now: now)
        kept = (client, credentials)
        return client
    }

    /// The base URL and the credentials of the service in use.
    package func access() async throws -> (baseURL: String, credentials: Credentials) {
        switch service {
        case .embedded:
            let access = try await embedded.access()
            return (access.baseURL, access.keys.credentials)
        case .remote(let baseURL, let credentials): return (baseURL, credentials)
        }
    }

    /// The same base URL and account; where one of the two sides knows a token only, the account cannot be compared.
    private func isInUse(_ server: ServerIdentity) -> Bool {
        let own = service.identity
        let isSameAccount = own.keyID == nil || server.keyID == nil || own.keyID == server.keyID
        return own.name == server.name && own.baseURL == server.baseURL && isSameAccount
    }
}
