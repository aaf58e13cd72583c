import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@testable import BachServer

/// What `multi-image-to-video` says to those it does not let in: the same checks, in Kling's words and numbers.
@Suite("Kling's refusals")
struct KlingRefusalTests {
    static let path = "/api/vdr/videos/multi-image2video"

    private static func token(_ secretKey: String = ServerUnderTest.secretKey, shift: Int = 0) -> String {
        let now = Int(Date().timeIntervalSince1970) + shift
        return "Bearer " + Token.sign(accessKey: ServerUnderTest.accessKey, secretKey: secretKey, now: now)
    }

    /// A failure without its request id, which must be a UUID.
    static func failure(_ answer: RawAnswer) throws -> String {
        var body = try #require(try JSONValue(parsing: answer.body).objectValue, "\(answer.text)")
        #expect(body["request_id"]?.stringValue.flatMap(UUID.init(uuidString:)) != nil, "\(answer.text)")
        body["request_id"] = nil
        return "\(answer.status) \(JSONValue.object(body).text())"
    }

    @Test(
        "tell a token that is missing, no token, wrong, too early and too late",
        arguments: [
            (nil, 1001, "Authorization is empty"),
            ("Token x", 1002, "Authorization is invalid"),
            ("Bearer x.y.z", 1002, "Authorization is invalid"),
            (token("other"), 1000, "Authentication failed"),
            (token(shift: 3600), 1003, "Authorization is not yet valid"),
            (token(shift: -864_001), 1004, "Authorization has expired"),
        ] as [(String?, Int, String)]
    )
    func tokens(authorization: String?, code: Int, message: String) async throws {
        try await ServerUnderTest.run { server in
            for path in [Self.path, Self.path + "/1", "/v1/videos/multi-image2video?pageNum=2"] {
                let answer = try await server.send("GET", path, authorization: authorization)

                #expect(try Self.failure(answer) == #"401 {"code":\#(code),"message":"\#(message)"}"#)
            }
        }
    }

    @Test(
        "do not know other methods and what lies deeper",
        arguments: [("PUT", ""), ("POST", "/1"), ("DELETE", "/1"), ("GET", "/1/2")]
    )
    func methods(method: String, rest: String) async throws {
        try await ServerUnderTest.run { server in
            for path in [Self.path, "/v1/videos/multi-image2video"] {
                let answer = try await server.send(method, path + rest)

                #expect(try Self.failure(answer) == #"404 {"code":1202,"message":"Invalid request method"}"#)
            }
            let beside = try await server.send("GET", "/v1/videos/text2video", authorization: nil)
            #expect(beside.text == #"{"code":1200,"message":"Resource not found","data":{}}"#)
        }
    }

    @Test("name the rate limit and a fault with codes of their own")
    func rateAndFaults() async throws {
        try await ServerUnderTest.run(faults: ["internal:1"], options: { $0.rateLimit = 1 }) { server in
            #expect(
                try Self.failure(try await server.send("GET", Self.path))
                    == #"500 {"code":5000,"message":"Internal server error"}"#
            )
            _ = try await server.send("GET", Self.path)
            let limited = try await server.send("GET", Self.path)
            #expect(try Self.failure(limited) == #"429 {"code":1302,"message":"Too many requests"}"#)
            #expect(limited.headers["retry-after"].flatMap { Int($0) }.map { (50...60).contains($0) } == true)
        }
    }

    @Test("word a body that is too large in their own way")
    func tooLarge() async throws {
        try await ServerUnderTest.run { server in
            let large = try await server.send("POST", Self.path, headers: ["Content-Length": "100000000"])

            #expect(try Self.failure(large) == #"413 {"code":1201,"message":"The request body is too large."}"#)
        }
    }
}
