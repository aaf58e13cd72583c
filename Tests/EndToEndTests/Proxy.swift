import BachAPI
import FoundationEssentials
import HTTPServerKit
import RawHTTP
import Synchronization

/// A reverse proxy as one stands in front of `toccata listen`: it takes what comes below its own path, and hands it on
/// below another one, with the field that says whom it is from.
final class Proxy: Sendable {
    /// What the world knows it by.
    let url: String
    private let server: HTTPServer
    private let way: Way

    private final class Way: Sendable {
        let port = Mutex<Int?>(nil)
        let passed = Mutex<[String]>([])
    }

    init(below prefix: String, handsOnBelow inner: String) throws {
        let way = Way()
        self.way = way
        let handlers = HTTPServer.Handlers(
            plan: { head in
                head.path.segments.first == prefix ? .memory(limit: 1 << 20) : .refuse(.answer(.text(404, "")))
            },
            answer: { request in
                let path = "/" + ([inner] + request.head.path.segments.dropFirst()).joined(separator: "/")
                return await Self.handOn(request, to: path, way)
            },
            refusal: { status, _ in .answer(.text(status, "")) },
            log: { _ in }
        )
        server = try HTTPServer(on: ListeningSocket(host: "127.0.0.1", port: 0), .init(), handlers: handlers)
        url = "http://127.0.0.1:\(server.port)/\(prefix)"
    }

    /// From then on it hands on; until then it says that there is nobody.
    func handOn(to port: Int) { way.port.withLock { $0 = port } }

    /// The paths that it handed on and got 200 for.
    var passed: [String] { way.passed.withLock { $0 } }

    func stop() async { await server.stop() }

    private static func handOn(_ request: ServerRequest, to path: String, _ way: Way) async -> ServerReply {
        guard let port = way.port.withLock({ $0 }), case .data(let body) = request.body else {
            return .answer(.text(502, ""))
        }
        let method = request.head.method
        let headers = ["X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "Via": "1.1 proxy"]
        do {
            let answer = try await onThread {
                try exchange(port: port, method, path, headers: headers, body: body)
            }
            if answer.status == 200 { way.passed.withLock { $0.append(path) } }
            return .answer(.text(answer.status, String(decoding: answer.body, as: UTF8.self)))
        } catch {
            return .answer(.text(502, ""))
        }
    }
}
