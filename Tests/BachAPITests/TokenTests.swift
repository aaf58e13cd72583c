import BachAPI
import Testing

@Suite("Token")
struct TokenTests {
    /// Computed with Python's hmac and with openssl.
    let vector =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhay10ZXN0IiwibmJmIjo5OTk5OTUsImV4cCI6MTg2NDAwMH0"
        + ".3n-2_iL8SFnRolS1I6dJb__3MhcJ_1OCIt1B-k-hywA"

    @Test("is signed exactly as the published vector")
    func matchesTheVector() {
        #expect(Token.sign(accessKey: "ak-test", secretKey: "sk-test", now: 1_000_000) == vector)
    }

    @Test(
        "is accepted from nbf until just before exp",
        arguments: [
            (999_994, APICode.tokenNotYetValid), (999_995, nil), (1_000_000, nil), (1_863_999, nil),
            (1_864_000, .tokenExpired),
        ]
    )
    func honoursItsTimes(now: Int, refusal: APICode?) {
        let result = Token.verify(vector, secretKey: { _ in "sk-test" }, now: now)
        #expect(result == (refusal.map { .failure(.init($0)) } ?? .success("ak-test")))
    }

    @Test(
        "is refused with 1100 when anything about it is wrong",
        arguments: [
            "", "x", "a.b", "a.b.c", "a.b.c.d",
            // alg none, with the vector's claims and no signature
            "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
                + ".eyJpc3MiOiJhay10ZXN0IiwibmJmIjo5OTk5OTUsImV4cCI6MTg2NDAwMH0.",
            // well signed, but nbf is a string
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                + ".eyJpc3MiOiJhay10ZXN0IiwibmJmIjoiOTk5OTk1IiwiZXhwIjoxODY0MDAwfQ"
                + ".U_EMAsosovd8CVut-NbaDNUzyZz-PGf14_DYypwJiBE",
            // well signed, but names its algorithm twice; its issuer twice
            "eyJhbGciOiJIUzI1NiIsImFsZyI6Im5vbmUiLCJ0eXAiOiJKV1QifQ"
                + ".eyJpc3MiOiJhay10ZXN0IiwibmJmIjo5OTk5OTUsImV4cCI6MTg2NDAwMH0"
                + ".YL8ODG81kQ1w66OO0-hWb5U7BYkXHSHfGyVlady8oDU",
            "eyJhbGciOiJIUzI1NiJ9"
                + ".eyJpc3MiOiJhay10ZXN0IiwiaXNzIjoiYWstb3RoZXIiLCJuYmYiOjk5OTk5NSwiZXhwIjoxODY0MDAwfQ"
                + ".1950Ppg2yXTHIxZ-gcjwBpNlFYrUiozi6NyARpmJRrI",
        ]
    )
    func refusesBrokenOnes(token: String) {
        let result = Token.verify(token, secretKey: { _ in "sk-test" }, now: 1_000_000)
        #expect(result == .failure(.init(.authenticationFailed)))
    }

    @Test("is refused when signed with another secret, or by an unknown access key", arguments: ["other", nil])
    func refusesOtherSecrets(secret: String?) {
        let result = Token.verify(vector, secretKey: { _ in secret }, now: 1_000_000)
        #expect(result == .failure(.init(.authenticationFailed)))
    }

    @Test("differs when it is signed again in the same second")
    func differsWhenSignedAgain() {
        let again = Token.sign(accessKey: "ak-test", secretKey: "sk-test", now: 1_000_000, earlier: 1)
        #expect(again != vector)
        #expect((try? Token.verify(again, secretKey: { _ in "sk-test" }, now: 1_000_000).get()) == "ak-test")
    }
}
