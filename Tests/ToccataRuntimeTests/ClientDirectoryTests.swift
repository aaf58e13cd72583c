import BachAPI
import BachClient
import FoundationEssentials
import Scratch
import Testing
import ToccataConfig
import ToccataCore

@testable import ToccataRuntime

@Suite("The client for a service")
struct ClientDirectoryTests {
    private let url = "https://service.example/api/vdr"
    private let keys = Credentials.keys(accessKey: "ak-multi", secretKey: Secret("sk"))
    private let token = Credentials.token(Secret("a token that says nothing"))

    @Test("of multi-image has that account's keys, also at the same address, whichever side has only a token")
    func accounts() async throws {
        let folder = try ScratchFolder()
        for (own, multi) in [(token, keys), (keys, token)] {
            let service = Service.remote(baseURL: url, own)
            let multiImage = MultiImageService(
                baseURL: url,
                path: nil,
                codes: .bach,
                credentials: multi,
                hasOwnBaseURL: false
            )
            let clients = ClientDirectory(
                service: service,
                multiImage: multiImage,
                embedded: EmbeddedServer(.init(folder: folder.path, environment: [:])),
                environment: [:],
                now: { .now }
            )
            // The two have different tables of codes: by them the clients are told apart.
            #expect(try await clients.client(for: multiImage.identity)?.traits.multiImageCodes == .bach)
            #expect(try await clients.client(for: service.identity)?.traits.multiImageCodes == .kling)
        }
    }
}
