import BachAPI
import Testing
import ToccataConfig

@Suite("Key command", .timeLimit(.minutes(1)))
struct KeyCommandTests {
    static let environment = ["PATH": "/usr/bin:/bin"]

    private func service(_ words: [String], accessKey: String?) async throws -> Service {
        let plan = ServicePlan.remote(baseURL: "https://a.example.com", .command(words, accessKey: accessKey))
        return try await plan.service(environment: Self.environment)
    }

    @Test("prints the secret key of an access key, or else a token")
    func output() async throws {
        #expect(
            try await service(["printf", "SK\\n"], accessKey: "AK")
                == .remote(baseURL: "https://a.example.com", .keys(accessKey: "AK", secretKey: Secret("SK")))
        )
        #expect(
            try await service(["printf", "tok"], accessKey: nil)
                == .remote(baseURL: "https://a.example.com", .token(Secret("tok")))
        )
    }

    @Test("runs without a shell")
    func noShell() async throws {
        #expect(
            try await service(["printf", "%s", "$PATH;id"], accessKey: nil)
                == .remote(baseURL: "https://a.example.com", .token(Secret("$PATH;id")))
        )
    }

    @Test(
        "says why there is no key",
        arguments: [
            (words: ["no-such-program"], reason: "it could not be started"),
            (words: ["false"], reason: "it ended with exit code 1"),
            (words: ["true"], reason: "it printed nothing"),
            (words: ["sh", "-c", "kill -9 $$"], reason: "it was ended by signal 9"),
        ]
    )
    func failures(words: [String], reason: String) async {
        await #expect(throws: ConfigError.keyCommandFailed(program: words[0], reason: reason)) {
            try await service(words, accessKey: nil)
        }
    }

    @Test("does not take several lines for a key")
    func lines() async {
        await #expect(throws: ConfigError.unusable(name: "api_token", source: "the key command's output")) {
            try await service(["printf", "one\\ntwo\\n"], accessKey: nil)
        }
    }
}
