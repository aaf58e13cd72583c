import FoundationEssentials
import Glibc

/// Decodes a file of base64 piece by piece, so that its size does not matter.
enum Base64File {
    /// - Returns: Whether it is base64; white space is skipped.
    /// - Throws: ``UploadNotKept`` when a file cannot be read or written.
    static func decode(_ source: String, to target: String) throws(UploadNotKept) -> Bool {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw trouble("read") }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw trouble("written") }
        defer { close(output) }
        var decoder = Base64Decoder()
        var piece = [UInt8](repeating: 0, count: 48 * 1024)
        while true {
            let count = read(input, &piece, piece.count)
            guard count >= 0 else { throw trouble("read") }
            guard let bytes = count > 0 ? decoder.add(piece[..<count]) : decoder.finish() else { return false }
            guard bytes.withUnsafeBytes({ writeAll($0, to: output) }) else { throw trouble("written") }
            if count == 0 { return true }
        }
    }

    /// False, with `errno`, when not all could be written.
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return true
    }

    private static func trouble(_ what: String) -> UploadNotKept {
        UploadNotKept(description: "a picture in base64 could not be \(what): \(String(cString: strerror(errno)))")
    }
}

/// Base64 that comes in pieces of any length.
struct Base64Decoder {
    /// Digits that do not fill a group of four yet.
    private var rest: [UInt8] = []

    /// The bytes of all whole groups so far; nil when it is no base64.
    mutating func add(_ piece: some Collection<UInt8>) -> Data? {
        rest.append(contentsOf: piece.lazy.filter { $0 > UInt8(ascii: " ") })
        // The last group waits: only it may end in `=`.
        let whole = max(0, (rest.count - 1) / 4 * 4)
        defer { rest.removeFirst(whole) }
        guard !rest[..<whole].contains(UInt8(ascii: "=")) else { return nil }
        return Data(base64Encoded: Data(rest[..<whole]))
    }

    /// What is left at the end, whose `=` may be missing.
    mutating func finish() -> Data? {
        guard rest.drop(while: { $0 != UInt8(ascii: "=") }).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        while rest.count % 4 != 0 { rest.append(UInt8(ascii: "=")) }
        defer { rest = [] }
        return Data(base64Encoded: Data(rest))
    }
}
