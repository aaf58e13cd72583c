import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP
import Testing

/// A request that no honest client sends, and what it gets.
struct HostileRequest: Sendable {
    enum End: Equatable, Sendable {
        /// An answer of the API: HTTP status and code.
        case api(Int, Int)
        /// A page of libmicrohttpd's own, before our code sees the request.
        case page(Int)
        /// No answer at all.
        case closed
    }

    let name: String
    let bytes: Data
    let end: End
    /// Part of the message, where there is more than one that it could be.
    var message = ""

    /// A request line and headers of one's own; `{auth}` stands for a good token.
    init(_ name: String, _ head: String, body: Data = Data(), _ end: End, _ message: String = "") {
        self.name = name
        self.end = end
        self.message = message
        let filled = head.replacing("{auth}", with: "Authorization: Bearer \(ServerUnderTest.token)")
        bytes = Data((filled.replacing("\n", with: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// A good header around a body.
    init(_ name: String, to path: String, body: Data, type: String? = nil, _ end: End, _ message: String = "") {
        let head = "POST \(path) HTTP/1.1\nHost: a\nConnection: close\n{auth}\nContent-Length: \(body.count)"
        self.init(name, head + (type.map { "\nContent-Type: \($0)" } ?? ""), body: body, end, message)
    }
}

extension ServerUnderTest {
    /// Sends each request on a connection of its own, and asks after each whether the server still answers others.
    func withstand(_ requests: [HostileRequest]) async throws {
        for request in requests {
            let bytes = try await onThread { [port] in
                let client = try RawClient(port: port)
                client.send(request.bytes)
                return client.receiveAll().bytes
            }
            check(bytes, of: request)
            let good = try await send("GET", "/api/vdr/videos/text2video/none")
            #expect(good.status == 404 && good.text.contains("1200"), "after \(request.name)")
        }
    }

    private func check(_ bytes: Data, of request: HostileRequest) {
        let text = String(decoding: bytes.prefix(2000), as: UTF8.self)
        guard request.end != .closed else {
            #expect(bytes.isEmpty, "\(request.name): \(text)")
            return
        }
        guard let answer = try? parse(bytes, closedInOrder: true) else {
            Issue.record("\(request.name): no answer: \(text)")
            return
        }
        let code = (try? JSONValue(parsing: answer.body))?["code"]?.integerValue
        let end: HostileRequest.End = code.map { .api(answer.status, $0) } ?? .page(answer.status)
        #expect(end == request.end, "\(request.name): \(text)")
        #expect(answer.text.contains(request.message), "\(request.name): \(text)")
    }
}
