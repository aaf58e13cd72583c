import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@Suite("A body that no honest client sends")
struct HostileBodyTests {
    private static let long = String(repeating: "a", count: 10_001)
    private static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    private static let wide = "[" + Array(repeating: "1", count: 10_001).joined(separator: ",") + "]"

    /// What is no request to any family, and what is said about it.
    private static let bodies: [(body: Data, message: String)] =
        [
            ("", "is not valid JSON"), ("{", "is not valid JSON"), ("{}}", "is not valid JSON"),
            (#"{"a":1,}"#, "is not valid JSON"), (#"{"a":NaN}"#, "is not valid JSON"),
            (#"{"a":1e999}"#, "is not valid JSON"), (#"{"a":"\ud800"}"#, "is not valid JSON"),
            ("{\"a\":\"\u{0}\"}", "is not valid JSON"), (#"{"a":1,"a":2}"#, "names a member of an object twice"),
            (deep, "is nested deeper than 16 levels"), (#"{"a":\#(deep)}"#, "is nested deeper than 16 levels"),
            (wide, "holds more than 10000 values"), ("null", "must be a JSON object"), ("[]", "must be a JSON object"),
            (#""{}""#, "must be a JSON object"), ("\u{FEFF}[]", "must be a JSON object"),
        ].map { (Data($0.0.utf8), $0.1) } + [
            (Data([0x7B, 0, 0x7D, 0]), "is not valid JSON"),
            (Data([0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D]), "is not valid JSON"),
            (Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), "is not valid JSON"),
        ]

    @Test("is refused by every family in the code of its dialect", arguments: Family.allCases)
    func everywhere(family: Family) async throws {
        let code = family.dialect == .kling ? 1201 : 1000
        try await ServerUnderTest.run { server in
            try await server.withstand(
                Self.bodies.map { body, message in
                    let start = String(decoding: body.prefix(30), as: UTF8.self)
                    return HostileRequest(start, to: "/api/vdr" + family.path, body: body, .api(400, code), message)
                }
            )
            #expect(try server.taskCount() == 0)
        }
    }

    private static let duration = "Duration must be between 1 and 6 seconds."

    /// A field of text to video, as it is written, and what is said about it; nothing where it is taken.
    private static let fields: [(name: String, value: String, message: String?)] = [
        ("duration", "6.0", nil), ("duration", "1e0", nil), ("duration", "5.5", duration),
        ("duration", #""6""#, duration),
        ("duration", "-0", duration), ("duration", "7", duration), ("duration", "true", duration),
        ("duration", "[6]", duration), ("duration", "null", duration), ("duration", "9223372036854775808", duration),
        ("seed", "-0", nil), ("seed", "0.0", nil), ("seed", "1e7", nil), ("seed", "10000001", Message.seed),
        ("seed", "-1", Message.seed), ("seed", "0.5", Message.seed), ("seed", "9223372036854775807", Message.seed),
        ("seed", "18446744073709551616", Message.seed), ("seed", #""1""#, Message.seed), ("seed", "{}", Message.seed),
        ("fps", "24.0", nil), ("fps", "25", Message.framesPerSecond), ("fps", #""24""#, Message.framesPerSecond),
        ("cfg_scale", "1", nil), ("cfg_scale", "15.000000001", Message.guidance),
        ("cfg_scale", "1e308", Message.guidance),
        ("prompt", "1", Message.provideAPrompt), ("prompt", #""\u2003\n""#, Message.provideAPrompt),
        ("prompt", #""\u0000""#, nil), ("prompt", #""\#(long)""#, Message.promptLength),
        ("prompt", "\"" + String(repeating: "👩‍👩‍👧‍👦", count: 1429) + "\"", Message.promptLength),
        ("negative_prompt", "{}", Message.noText("Negative prompt")),
        ("enhance_prompt", "1", Message.noBoolean("Enhance prompt")),
        ("generate_audio", #""true""#, Message.noBoolean("Generate audio")),
        ("callback_url", #""javascript:x""#, Message.callbackInvalid),
        ("callback_url", #""http://""#, Message.callbackInvalid),
        ("callback_url", #""http://a b""#, Message.callbackInvalid), ("resolution", #""720P""#, Message.resolution),
        ("model_name", #"["bach-1.0-preview"]"#, Message.modelUnknown), ("toString", "1", nil),
        ("__proto__", "{}", nil),
    ]

    @Test("has fields of the wrong type or size, and the message says which")
    func types() async throws {
        let good = JSONValue.text2video.objectValue ?? JSONObject()
        try await ServerUnderTest.run(speed: 1) { server in
            try await server.withstand(
                Self.fields.map { name, value, message in
                    var others = good
                    others[name] = nil
                    let body = JSONValue.object(others).text().dropLast() + ",\"\(name)\":\(value)}"
                    return HostileRequest(
                        "\(name) \(value.prefix(30))",
                        to: "/api/vdr/videos/text2video",
                        body: Data(body.utf8),
                        message == nil ? .api(200, 200) : .api(400, 1000),
                        message ?? ""
                    )
                }
            )
        }
    }

    @Test("stands behind a query that is none")
    func queries() async throws {
        let get = "HTTP/1.1\nHost: a\nConnection: close\n{auth}"
        let list = "GET /api/vdr/videos/multi-image2video"
        try await ServerUnderTest.run { server in
            try await server.withstand([
                .init("empty", "\(list)? \(get)", .api(200, 0)),
                .init("signs", "\(list)?&&==&=&%% \(get)", .api(200, 0)),
                .init("no number", "\(list)?pageNum=x \(get)", .api(400, 1201)),
                .init("too large", "\(list)?pageNum=99999999999999999999 \(get)", .api(400, 1201)),
                .init("below zero", "\(list)?pageSize=-1 \(get)", .api(400, 1201)),
                .init("a fraction", "\(list)?pageSize=1.5 \(get)", .api(400, 1201)),
                .init("no encoding", "\(list)?pageSize=%zz \(get)", .api(400, 1201)),
                .init("a NUL", "\(list)?pageSize=1%00 \(get)", .api(400, 1201)),
                .init("400 of them", "\(list)?\(String(repeating: "a=b&", count: 400)) \(get)", .api(200, 0)),
            ])
        }
    }
}
