import BachAPI
import FoundationEssentials
import Scratch
import Testing
import ToccataConfig
import ToccataCore

@Suite("multi_image of a profile")
struct MultiImageProfileTests {
    let folder: ScratchFolder
    init() throws { folder = try ScratchFolder() }

    private func read(_ text: String, permissions: Int = 0o600) throws -> ConfigFile {
        try folder.write(text, to: "config.yaml", permissions: permissions)
        return try ConfigFile.read(folder.file("config.yaml"))
    }

    private func configuration(_ text: String, _ variables: [String: String] = [:]) throws -> Configuration {
        try Configuration(environment: variables, flags: Configuration.Flags(), file: try read(text))
    }

    private static let kling = """
        profiles:
          work:
            access_key: AK
            secret_key: SK
            multi_image:
              base_url: https://api-singapore.klingai.com/v1/
              access_key: KAK
              secret_key: KSK

        """

    @Test("gives the mode a service of its own, under its own keys")
    func ownService() async throws {
        let configuration = try configuration(Self.kling)
        let main = try await configuration.plan.service(environment: [:])
        let service = try await configuration.multiImagePlan?.service(main: main, environment: [:])

        #expect(configuration.notices.isEmpty)
        #expect(main.identity.keyID == "AK")
        #expect(service?.identity == .remote(baseURL: "https://api-singapore.klingai.com/v1", keyID: "KAK"))
        #expect(service?.codes == .kling)
        #expect(service?.hasOwnBaseURL == true)
        let url = "https://api-singapore.klingai.com/v1/videos/multi-image2video"
        #expect(configuration.multiImagePlan?.url(main: "https://h") == url)
    }

    @Test("may be a path or an error table alone, at the profile's own service")
    func partly() async throws {
        let configuration = try configuration(
            "profiles: {a: {access_key: AK, secret_key: SK, multi_image: {path: /v2/multi/, codes: bach}}}"
        )
        let main = try await configuration.plan.service(environment: [:])
        let service = try await configuration.multiImagePlan?.service(main: main, environment: [:])

        #expect(service?.baseURL == ServicePlan.usualBaseURL + "/v2/multi")
        #expect(service?.credentials == .keys(accessKey: "AK", secretKey: Secret("SK")))
        #expect(service?.codes == .bach)
        #expect(service?.hasOwnBaseURL == false)
    }

    @Test("never gets the keys of another host")
    func otherHost() throws {
        let text = "profiles: {a: {api_token: t, multi_image: {base_url: https://kling.example/v1}}}"
        let error = #expect(throws: ConfigError.self) { try configuration(text) }
        #expect(error == .keysForAnotherHost(profile: "a"))
        let same = """
            profiles:
              a: {api_token: t, base_url: "http://127.0.0.1:1/api/vdr", multi_image: {base_url: "http://127.0.0.1:2/v1"}}
            """
        #expect(try configuration(same).multiImagePlan?.source == nil)
    }

    @Test(
        "counts for the profile that is used, and for no other",
        arguments: [
            ("", [:], true), ("profile: work\n", [:], true),
            ("", ["BACH_API_TOKEN": "t"], false), ("profile: work\n", ["BACH_API_TOKEN": "t"], true),
        ] as [(String, [String: String], Bool)]
    )
    func chosen(prefix: String, variables: [String: String], isUsed: Bool) throws {
        #expect(try (configuration(prefix + Self.kling, variables).multiImagePlan != nil) == isUsed)
    }

    @Test(
        "is told about with key and line when something in it is wrong",
        arguments: [
            ("codes: klink", .error, "codes must be kling or bach."),
            ("path: v1", .error, "path must be a path that begins with a slash."),
            ("path: '/a?b'", .error, "path must be a path that begins with a slash."),
            ("base-url: x", .warning, "base-url is not known; did you mean base_url?"),
        ] as [(String, ConfigNotice.Kind, String)]
    )
    func wrong(line: String, kind: ConfigNotice.Kind, message: String) throws {
        let file = try read("profiles:\n  a:\n    api_token: t\n    multi_image:\n      \(line)\n")
        let notice = try #require(file.notices.first)
        #expect(notice.kind == kind)
        #expect(notice.message == message)
        #expect(notice.position?.line == 5)
    }

    @Test("with a secret in it makes the file one that others must not read")
    func secret() throws {
        #expect(throws: ConfigError.self) {
            try read("profiles: {a: {multi_image: {secret_key: x}}}", permissions: 0o644)
        }
    }
}
