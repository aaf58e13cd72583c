// A tiny HTTP server for tests: real sockets, scripted raw answers.
// Must not know what is tested with it.

package import FoundationEssentials

/// Listens on a loopback port of its own and answers each request as the script says; stops when it goes away.
package final class LoopbackServer: Sendable {
    /// One request as it came in.
    package struct Request: Equatable, Sendable {
        package let method: String
        package let target: String
        package let headers: [String]
        package let body: Data
        /// Which connection it came on, counted from 0.
        package let connection: Int

        /// The value of a header, compared without regard to case.
        package func header(_ name: String) -> String? {
            let prefix = name.lowercased() + ":"
            return headers.first { $0.lowercased().hasPrefix(prefix) }
                .map { String($0.dropFirst(prefix.count).drop { $0 == " " }) }
        }

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// What the server does with one request.
    package enum Answer: Sendable {
        /// Raw bytes; the connection is kept.
        case raw(String)
        /// Raw bytes, then the connection is closed.
        case rawThenClose(String)
        /// Closed without a byte.
        case close
        /// Closed so that the other side sees a reset.
        case reset
        /// Raw bytes (perhaps none), then nothing until the other side goes away.
        case hang(after: String)

        package static func json(_ text: String, status: String = "200 OK", headers: [String] = []) -> Answer {
            let lines = ["HTTP/1.1 \(status)", "Content-Type: application/json", "Content-Length: \(text.utf8.count)"]
            return .raw((lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + text)
        }
    }

    package typealias Script = @Sendable (Request) -> Answer

    package let port: UInt16
    private let listening: Listening

    package init(_ script: @escaping Script) {
        listening = Listening(script)
        port = listening.port
        let threads = listening
        startThread { threads.acceptConnections() }
    }

    deinit { listening.stop() }

    /// The address of the server, without a slash at the end.
    package var url: String { "http://127.0.0.1:\(port)" }

    package var requests: [Request] { listening.requests }

    /// How many connections were made.
    package var connections: Int { listening.connections }
}
