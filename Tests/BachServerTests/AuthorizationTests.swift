import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@Suite("Tokens at the local server")
struct AuthorizationTests {
    private static let now = Int(Date().timeIntervalSince1970)

    private static func token(secret: String = ServerUnderTest.secretKey, at time: Int = now) -> String {
        Token.sign(accessKey: ServerUnderTest.accessKey, secretKey: secret, now: time)
    }

    @Test("are checked before anything else is looked at")
    func codes() async throws {
        let cases: [(header: String?, code: Int)] = [
            (nil, 1101), ("", 1101), ("Bearer nonsense", 1100), (Self.token(), 1100),
            ("bearer \(Self.token())", 1100), ("Bearer  \(Self.token())", 1100),
            ("Bearer \(Self.token(secret: "wrong"))", 1100),
            ("Bearer \(Self.token(at: Self.now + 60))", 1102),
            ("Bearer \(Self.token(at: Self.now - Token.life - 1))", 1103),
        ]
        try await ServerUnderTest.run { server in
            for (header, code) in cases {
                for (method, path) in [("POST", "/videos/text2video"), ("GET", "/videos/text2video/x"), ("GET", "/x")] {
                    let answer = try await server.send(
                        method,
                        "/api/vdr" + path,
                        Data("{".utf8),
                        authorization: header
                    )
                    let body = try JSONValue(parsing: answer.body)
                    #expect(answer.status == 401, "\(header ?? "none")")
                    #expect(body["code"]?.integerValue == code, "\(header ?? "none")")
                    #expect(body["data"] == .object(JSONObject()))
                }
            }
        }
    }
}
