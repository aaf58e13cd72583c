import FoundationEssentials
import Glibc

/// Reads one request with a Content-Length body from a socket.
struct RequestReader {
    let descriptor: Int32
    let connection: Int

    func next() -> LoopbackServer.Request? {
        var bytes: [UInt8] = []
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard let byte = read(1).first else { return nil }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
        let words = lines[0].split(separator: " ").map(String.init)
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
        let body = read(length ?? 0)
        guard words.count == 3, body.count == length ?? 0 else { return nil }
        return LoopbackServer.Request(
            method: words[0],
            target: words[1],
            headers: Array(lines.dropFirst()),
            body: Data(body),
            connection: connection
        )
    }

    /// Reads so many bytes, fewer only at the end.
    private func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var piece = [UInt8](repeating: 0, count: min(count - bytes.count, 65_536))
            let received = recv(descriptor, &piece, piece.count, 0)
            guard received > 0 else { break }
            bytes += piece[..<received]
        }
        return bytes
    }
}
