import BachAPI
import Testing
import ToccataConfig
import ToccataCore

@Suite("Choosing the service")
struct ServicePlanTests {
    static let usual = "https://api-gen-na.bach.art/api/vdr"

    static func keys(_ accessKey: String, _ secretKey: String) -> ServicePlan.Source {
        .ready(.keys(accessKey: accessKey, secretKey: Secret(secretKey)))
    }

    private func file(_ profiles: [String: Profile] = [:], chosen: String? = nil) -> ConfigFile {
        var file = ConfigFile(path: "/c.yaml")
        file.profiles = profiles
        file.profile = chosen
        return file
    }

    @Test("is the local server where nothing at all is said")
    func embedded() throws {
        #expect(try ServicePlan.choose(profileFlag: nil, environment: ["PATH": "/bin"], file: file()) == .embedded)
    }

    @Test(
        "takes keys, token and base URL from the environment",
        arguments: [
            (
                ["BACH_ACCESS_KEY": "AK", "BACH_SECRET_KEY": " SK\n"],
                ServicePlan.remote(baseURL: usual, keys("AK", "SK"))
            ),
            (["BACH_API_TOKEN": "tok"], .remote(baseURL: usual, .ready(.token(Secret("tok"))))),
            (
                ["BACH_ACCESS_KEY": "AK", "BACH_SECRET_KEY": "SK", "BACH_API_TOKEN": "tok"],
                .remote(baseURL: usual, .ready(.token(Secret("tok"))))
            ),
            (  // a token wins even over half a pair
                ["BACH_ACCESS_KEY": "AK", "BACH_API_TOKEN": "tok"],
                .remote(baseURL: usual, .ready(.token(Secret("tok"))))
            ),
            (
                [
                    "BACH_ACCESS_KEY": "AK", "BACH_SECRET_KEY": "SK",
                    "BACH_BASE_URL": "http://127.0.0.1:8080/api/vdr/",
                ],
                .remote(baseURL: "http://127.0.0.1:8080/api/vdr", keys("AK", "SK"))
            ),
        ] as [([String: String], ServicePlan)]
    )
    func environment(variables: [String: String], plan: ServicePlan) throws {
        #expect(try ServicePlan.choose(profileFlag: nil, environment: variables, file: file()) == plan)
    }

    @Test(
        "is an error, never the local server, where something is half said",
        arguments: [
            (["BACH_ACCESS_KEY": "AK"], ConfigError.halfPair(missing: "BACH_SECRET_KEY", source: "the environment")),
            (["BACH_SECRET_KEY": "SK"], .halfPair(missing: "BACH_ACCESS_KEY", source: "the environment")),
            (
                ["BACH_ACCESS_KEY": "", "BACH_SECRET_KEY": "SK"],
                .empty(name: "BACH_ACCESS_KEY", source: "the environment")
            ),
            (
                ["BACH_ACCESS_KEY": "AK", "BACH_SECRET_KEY": "  "],
                .empty(name: "BACH_SECRET_KEY", source: "the environment")
            ),
            (["BACH_API_TOKEN": ""], .empty(name: "BACH_API_TOKEN", source: "the environment")),
            (["BACH_API_TOKEN": "a\nb"], .unusable(name: "BACH_API_TOKEN", source: "the environment")),
            (["BACH_BASE_URL": "https://a.example.com"], .baseURLWithoutKeys(source: "the environment")),
            (["BACH_BASE_URL": ""], .baseURLWithoutKeys(source: "the environment")),
        ] as [([String: String], ConfigError)]
    )
    func halfSaid(variables: [String: String], error: ConfigError) {
        #expect(throws: error) {
            try ServicePlan.choose(profileFlag: nil, environment: variables, file: file())
        }
    }

    @Test(
        "refuses a base URL that is none",
        arguments: [
            "", "a.example.com", "ftp://a.example.com", "file:///etc", "https://", "https:///vdr", "https://a b/",
            "https://a.example.com/vdr?x=1", "https://a.example.com/#top", "https://me:pw@a.example.com/",
        ]
    )
    func badBaseURL(url: String) {
        let variables = ["BACH_API_TOKEN": "tok", "BACH_BASE_URL": url]

        let error = #expect(throws: ConfigError.self) {
            try ServicePlan.choose(profileFlag: nil, environment: variables, file: file())
        }

        #expect(error?.description.hasPrefix("The base URL") == true)
        #expect(error?.description.contains("pw") == false)
    }

    static let work = Profile(baseURL: "https://w.example.com", accessKey: "WK", secretKey: Secret("WS"))
    static let home = Profile(keyCommand: ["pass", "bach"])
    static let workPlan = ServicePlan.remote(baseURL: "https://w.example.com", keys("WK", "WS"))

    @Test("takes the profile that is chosen, or the only one")
    func profiles() throws {
        let both = ["work": Self.work, "home": Self.home]

        #expect(try choose(file(both, chosen: "work")) == Self.workPlan)
        #expect(try choose(file(["work": Self.work])) == Self.workPlan)
        #expect(try choose(file(both, chosen: "home"), flag: "work") == Self.workPlan)
        #expect(try choose(file(both, chosen: "local")) == .embedded)
        #expect(try choose(file(both, chosen: "work"), flag: "local") == .embedded)
        #expect(
            try choose(file(both, chosen: "home"))
                == .remote(baseURL: Self.usual, .command(["pass", "bach"], accessKey: nil))
        )
    }

    @Test("puts flags before the environment, and that before the file")
    func order() throws {
        let both = ["work": Self.work, "home": Self.home]
        let variables = ["BACH_ACCESS_KEY": "EK", "BACH_SECRET_KEY": "ES"]

        #expect(
            try choose(file(both, chosen: "work"), variables)
                == .remote(baseURL: "https://w.example.com", Self.keys("EK", "ES"))
        )
        #expect(try choose(file(both), variables) == .remote(baseURL: Self.usual, Self.keys("EK", "ES")))
        #expect(try choose(file(both), variables, flag: "work") == Self.workPlan)
        #expect(
            try choose(file(both, chosen: "work"), ["BACH_BASE_URL": "https://e.example.com"])
                == .remote(baseURL: "https://e.example.com", Self.keys("WK", "WS"))
        )
    }

    @Test("refuses a profile that is unknown, unclear or without keys")
    func badProfiles() {
        let both = ["work": Self.work, "home": Self.home]

        #expect(throws: ConfigError.unknownProfile("wrok", known: ["home", "work"])) {
            try choose(file(both), flag: "wrok")
        }
        #expect(throws: ConfigError.unknownProfile("wrok", known: [])) { try choose(file(chosen: "wrok")) }
        #expect(throws: ConfigError.noProfileChosen(known: ["home", "work"])) { try choose(file(both)) }
        #expect(throws: ConfigError.noCredentials(profile: "bare")) {
            try choose(file(["bare": Profile(baseURL: "https://w.example.com")]))
        }
        #expect(throws: ConfigError.halfPair(missing: "secret_key", source: "the profile half")) {
            try choose(file(["half": Profile(accessKey: "AK")]))
        }
        // Halves from two places make no pair.
        #expect(throws: ConfigError.halfPair(missing: "BACH_SECRET_KEY", source: "the environment")) {
            try choose(file(both, chosen: "work"), ["BACH_ACCESS_KEY": "EK"])
        }
    }

    private func choose(
        _ file: ConfigFile,
        _ variables: [String: String] = [:],
        flag: String? = nil
    ) throws -> ServicePlan {
        try ServicePlan.choose(profileFlag: flag, environment: variables, file: file)
    }

    @Test("is known to the ledger by its address and the public key")
    func identity() {
        let credentials = Credentials.keys(accessKey: "AK", secretKey: Secret("SK"))

        #expect(Service.embedded.identity == .local)
        #expect(
            Service.remote(baseURL: Self.usual, credentials).identity == .remote(baseURL: Self.usual, keyID: "AK")
        )
        #expect(Service.remote(baseURL: Self.usual, .token(Secret("t"))).identity.keyID == nil)
        let token = Token.sign(accessKey: "AK", secretKey: "s", now: 1)
        #expect(Service.remote(baseURL: Self.usual, .token(Secret(token))).identity.keyID == "AK")
    }
}
