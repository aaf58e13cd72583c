import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@Suite("A header that no honest client sends")
struct HostileHeaderTests {
    private static let path = "/api/vdr/videos/text2video"
    private static let body = JSONValue.text2video.data
    private static let post = "POST \(path) HTTP/1.1\nHost: a\nConnection: close\n{auth}\n"

    private static func chunk(_ size: String, _ content: Data = body, end: String = "\r\n0\r\n\r\n") -> Data {
        Data("\(size)\r\n".utf8) + content + Data(end.utf8)
    }

    private static var size: String { String(body.count, radix: 16) }

    private static let chunked: [HostileRequest] = [
        .init("chunks", post + "Transfer-Encoding: chunked", body: chunk(size), .api(200, 200)),
        .init("chunk of no size", post + "Transfer-Encoding: chunked", body: chunk("zz"), .page(400)),
        .init("chunk below zero", post + "Transfer-Encoding: chunked", body: chunk("-5"), .page(400)),
        .init(
            "chunk beyond all numbers",
            post + "Transfer-Encoding: chunked",
            body: chunk("ffffffffffffffffff"),
            .page(413)
        ),
        .init("chunk without its end", post + "Transfer-Encoding: chunked", body: chunk(size, end: "XX0"), .page(400)),
        .init("gzip", post + "Transfer-Encoding: gzip", body: body, .api(400, 1000), "does not say clearly"),
        .init("gzip and chunks", post + "Transfer-Encoding: gzip, chunked", body: chunk(size), .api(400, 1000)),
        .init(
            "chunks and a length",
            post + "Transfer-Encoding: chunked\nContent-Length: 3",
            body: chunk(size),
            .api(400, 1000)
        ),
        .init(
            "a length and chunks",
            post + "Content-Length: \(body.count)\nTransfer-Encoding: chunked",
            body: body,
            .api(400, 1000)
        ),
    ]

    private static let lengths: [HostileRequest] = [
        .init("no length", post + "X: y", body: body, .api(400, 1000), "is not valid JSON"),
        .init("a length too short", post + "Content-Length: \(body.count - 1)", body: body, .api(400, 1000)),
        .init("two lengths", post + "Content-Length: \(body.count)\nContent-Length: 3", body: body, .api(400, 1000)),
        .init(
            "one length twice",
            post + "Content-Length: \(body.count)\nContent-Length: \(body.count)",
            body: body,
            .api(400, 1000),
            "does not say clearly"
        ),
        .init("a length with a space", post + "Content-Length : \(body.count)", body: body, .api(400, 1000)),
        .init("a length below zero", post + "Content-Length: -1", body: body, .page(400)),
        .init("a length in words", post + "Content-Length: ten", body: body, .page(400)),
        .init("a length with a sign", post + "Content-Length: +5", body: body, .page(400)),
        .init("a length in hexadecimal", post + "Content-Length: 0x10", body: body, .page(400)),
        .init("an empty length", post + "Content-Length: ", body: body, .page(400)),
        .init("a list of lengths", post + "Content-Length: 5, 5", body: body, .page(400)),
        .init("a length beyond Int", post + "Content-Length: 9223372036854775808", body: body, .api(413, 1000)),
        .init("the largest length", post + "Content-Length: 18446744073709551615", body: body, .api(413, 1000)),
        .init("a length beyond all", post + "Content-Length: 18446744073709551616", body: body, .page(413)),
        .init("65 MB announced", post + "Content-Length: 68157440", .api(413, 1000), "too large"),
        .init(
            "65 MB announced, waiting",
            post + "Content-Length: 68157440\nExpect: 100-continue",
            .api(413, 1000)
        ),
    ]

    @Test("about where the body ends is refused, and the connection closed")
    func framing() async throws {
        try await ServerUnderTest.run { server in
            try await server.withstand(Self.chunked + Self.lengths)
            #expect(try server.taskCount() == 1)
        }
    }

    private static let get = "Host: a\nConnection: close\n{auth}"

    private static let oversized: [HostileRequest] = [
        .init(
            "a header of 30 KB",
            "GET \(path)/x HTTP/1.1\n\(get)\nX: " + String(repeating: "a", count: 30_000),
            .api(404, 1200)
        ),
        .init(
            "a header of 1 MB",
            "GET \(path)/x HTTP/1.1\n\(get)\nX: " + String(repeating: "a", count: 1_000_000),
            .page(431)
        ),
        .init(
            "20,000 headers",
            "GET \(path)/x HTTP/1.1\n\(get)"
                + (0..<20_000).map { "\nX\($0): \(String(repeating: "b", count: 40))" }.joined(),
            .page(431)
        ),
        .init("a path of 10 KB", "GET /\(String(repeating: "a", count: 10_000)) HTTP/1.1\n\(get)", .api(404, 1200)),
        .init("a path of 70 KB", "GET /\(String(repeating: "a", count: 70_000)) HTTP/1.1\n\(get)", .page(414)),
        .init("10,000 slashes", "GET \(String(repeating: "/", count: 10_000)) HTTP/1.1\n\(get)", .api(404, 1200)),
        .init(
            "a query of 10 KB",
            "GET \(path)/x?\(String(repeating: "a", count: 10_000)) HTTP/1.1\n\(get)",
            .api(404, 1200)
        ),
        .init(
            "a token of 30 KB",
            "GET \(path)/x HTTP/1.1\nHost: a\nConnection: close\nAuthorization: Bearer " + deepToken,
            .api(401, 1100)
        ),
    ]

    /// Its header is a JSON text of 12 KB that nests 6,000 deep.
    private static let deepToken =
        Base64URL.encode(Data((String(repeating: "[", count: 6000) + String(repeating: "]", count: 6000)).utf8))
        + ".e30.x"

    private static let malformed: [HostileRequest] = [
        .init("HTTP/1.0", "GET \(path)/x HTTP/1.0\n{auth}", .api(404, 1200)),
        .init("HTTP/9.9", "GET \(path)/x HTTP/9.9\n\(get)", .page(505)),
        .init("no version", "GET \(path)/x\n\(get)", .page(400)),
        .init("another protocol", "GET \(path)/x ICY/1.1\n\(get)", .page(400)),
        .init("no path", "GET HTTP/1.1\n\(get)", .page(400)),
        .init("another server's address", "GET http://b\(path)/x HTTP/1.1\n\(get)", .api(404, 1200)),
        .init("no colon", "GET \(path)/x HTTP/1.1\n\(get)\nhello", .page(400)),
        .init("no name", "GET \(path)/x HTTP/1.1\n\(get)\n: hello", .api(404, 1200)),
        .init("two hosts", "GET \(path)/x HTTP/1.1\n\(get)\nHost: b", .api(400, 1000)),
        .init("two tokens", "GET \(path)/x HTTP/1.1\n\(get)\n{auth}", .api(400, 1000)),
        .init("a folded header", "GET \(path)/x HTTP/1.1\n\(get)\nX: a\n b", .api(404, 1200)),
        .init("a method in lower case", "get \(path)/x HTTP/1.1\n\(get)", .api(404, 1200)),
        .init("a method of 5 KB", "\(String(repeating: "A", count: 5000)) \(path) HTTP/1.1\n\(get)", .api(404, 1200)),
    ]

    @Test("is refused, or passed over where that is safe")
    func headers() async throws {
        try await ServerUnderTest.run { server in
            try await server.withstand(Self.oversized + Self.malformed)
        }
    }

    @Test("asks for what is not there, by methods that are not there")
    func methods() async throws {
        let methods = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
        try await ServerUnderTest.run { server in
            try await server.withstand(
                methods.map { .init($0, "\($0) \(Self.path) HTTP/1.1\n\(Self.get)", .api(404, 1200)) }
            )
            let head = try await server.send("HEAD", Self.path)
            #expect(head.status == 404 && head.body.isEmpty)
        }
    }

    @Test("leads out of the server's root by none of the ways to write it")
    func paths() async throws {
        let paths = [
            "//", "//api/vdr/videos/text2video/x", "/api//vdr/videos/text2video/x", "/api/vdr/../vdr",
            "/%2e%2e/etc/passwd",
            "/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd", "/%252e%252e/", "/..%5c..%5cetc", "\(Self.path)/%00",
            "\(Self.path)/x%00y",
            "/%c0%ae%c0%ae/etc/passwd", "/%e0%80%ae/", "/%ff", "/%", "/%2", "/%zz", "/%+1", "/%-1",
            "\(Self.path)/%0d%0aX:1",
            "\(Self.path)/x#y", "/videos/..mp4", "/videos/.mp4", "/uploads/%2e/1.png", "/uploads/../bach-local.sqlite",
            "/API/VDR/VIDEOS/TEXT2VIDEO/x", "\(Self.path)/x/y",
        ]
        try await ServerUnderTest.run { server in
            try await server.withstand(
                paths.map { .init($0, "GET \($0) HTTP/1.1\n\(Self.get)", .api(404, 1200)) }
            )
        }
    }
}
