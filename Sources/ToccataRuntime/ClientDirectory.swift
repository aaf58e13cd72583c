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
    private let multiImage: MultiImageService?
    private let embedded: EmbeddedServer
    private let transport: Transport
    private let now: @Sendable () -> Date
    private var kept: [ServerIdentity: (client: BachClient, credentials: Credentials)] = [:]

    package init(
        service: Service,
        multiImage: MultiImageService? = nil,
        embedded: EmbeddedServer,
        environment: [String: String],
        now: @escaping @Sendable () -> Date
    ) {
        self.service = service
        self.multiImage = multiImage
        let http = HTTPClient.Configuration(userAgent: "toccata/" + Version.current, environment: environment)
        transport = Transport(HTTPClient(http))
        self.embedded = embedded
        self.now = now
    }

    /// The client for a server, the embedded one being started if it does not run.
    ///
    /// Nil for a server that is not the one in use: a task is only ever asked about where it was made.
    package func client(for server: ServerIdentity) async throws -> BachClient? {
        // What fits exactly comes first: at one base URL the two may be different accounts.
        if let multiImage, multiImage.identity == server, server != service.identity { return client(multiImage) }
        if isSame(service.identity, server) {
            let (baseURL, credentials) = try await access()
            return client(service.identity, baseURL, credentials, mainTraits)
        }
        guard let multiImage, isSame(multiImage.identity, server) else { return nil }
        return client(multiImage)
    }

    private func client(_ multiImage: MultiImageService) -> BachClient {
        client(multiImage.identity, multiImage.baseURL, multiImage.credentials, multiImage.traits)
    }

    private func client(
        _ server: ServerIdentity,
        _ baseURL: String,
        _ credentials: Credentials,
        _ traits: ServiceTraits
    ) -> BachClient {
        if let kept = kept[server], kept.client.baseURL == baseURL, kept.credentials == credentials {
            return kept.client
        }
        let client = BachClient(
            baseURL: baseURL,
            credentials: credentials,
            transport: transport,
            traits: traits,
            now: now
        )
        kept[server] = (client, credentials)
        return client
    }

    /// Multi-image that goes to the same place may still have codes of its own.
    private var mainTraits: ServiceTraits {
        guard let multiImage, multiImage.identity == service.identity else { return ServiceTraits() }
        return ServiceTraits(multiImageCodes: multiImage.codes)
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
    private func isSame(_ own: ServerIdentity, _ server: ServerIdentity) -> Bool {
        let isSameAccount = own.keyID == nil || server.keyID == nil || own.keyID == server.keyID
        return own.name == server.name && own.baseURL == server.baseURL && isSameAccount
    }
}
