import Dispatch
package import FoundationEssentials
import Glibc

/// A TCP connection that sends what it is told, well-formed or not.
///
/// Every wait ends after half a minute.
package final class RawClient {
    fileprivate let descriptor: Int32

    package init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var wait = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw RawProblem(text: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit {
        close(descriptor)
    }

    /// False when the peer has closed already.
    @discardableResult
    package func send(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    package func send(_ text: String) -> Bool {
        send(text.utf8)
    }

    /// Everything until the peer closes, and whether it closed in order (`false`: reset or silence).
    package func receiveAll() -> (bytes: Data, closed: Bool) {
        var all = Data()
        while true {
            let piece = receive()
            guard case .bytes(let bytes) = piece else { return (all, piece == .end) }
            all.append(bytes)
        }
    }

    package enum Piece: Equatable {
        case bytes(Data)
        case end
        case reset
        case silence
    }

    package func receive() -> Piece {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(Data(buffer[..<count])) }
        if count == 0 { return .end }
        return errno == ECONNRESET ? .reset : .silence
    }
}

extension RawClient {
    /// Says that nothing more will be sent; the answer can still come.
    package func closeWriting() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes the end of this client a RST instead of a FIN.
    package func endWithReset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    /// Whether the server has neither sent a byte nor closed.
    package var hasNothing: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT)) < 0 && errno == EAGAIN
    }
}

package struct RawProblem: Error {
    package let text: String

    package init(text: String) { self.text = text }
}

/// One answer as it came over the wire.
package struct RawAnswer {
    package let status: Int
    /// Names in lower case.
    package let headers: [String: String]
    package let body: Data
    package let closedInOrder: Bool

    package var text: String { String(decoding: body, as: UTF8.self) }
}

/// One request on a connection of its own.
package func exchange(
    port: Int,
    _ method: String,
    _ target: String,
    headers: [String: String] = [:],
    body: Data? = nil
) throws -> RawAnswer {
    let client = try RawClient(port: port)
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    client.send(head + "\r\n")
    if let body { client.send(body) }
    let (bytes, closed) = client.receiveAll()
    return try parse(bytes, closedInOrder: closed)
}

package func parse(_ bytes: Data, closedInOrder: Bool) throws -> RawAnswer {
    guard let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)) else {
        throw RawProblem(text: "no answer: \(String(decoding: bytes, as: UTF8.self))")
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        headers[line[..<colon].lowercased()] = String(value)
    }
    let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } } ?? 0
    return RawAnswer(status: status, headers: headers, body: bytes[end.upperBound...], closedInOrder: closedInOrder)
}

/// The pace of a slow sender: 20 ms.
package func pause() {
    usleep(20_000)
}

/// Runs code that blocks away from the threads that Swift's tasks share: the server under test needs those.
package func onThread<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "blocking client").async { continuation.resume(with: Result { try work() }) }
    }
}
