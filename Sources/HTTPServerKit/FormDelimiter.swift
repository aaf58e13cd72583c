import Glibc

/// Finds the lines between the parts of a multipart body, which comes in pieces of any length.
///
/// libmicrohttpd takes the body apart, but announces a part twice when the little that has come of its content could
/// still become such a line. Only the lines themselves tell that from two parts that are alike.
struct FormDelimiter {
    /// A line end, two dashes, the boundary.
    private let line: [UInt8]
    /// By how many bytes that match: how many match still when the next one does not.
    private let fallbacks: [Int]
    /// A body begins as if after a line end.
    private var matched = 2

    /// - Parameter contentType: As libmicrohttpd reads it, all behind `boundary=` belongs to the boundary.
    init?(contentType: String) {
        guard let start = contentType.firstRange(of: "boundary=")?.upperBound else { return nil }
        var boundary = contentType[start...]
        if boundary.count >= 2, boundary.first == "\"", boundary.last == "\"" {
            boundary = boundary.dropFirst().dropLast()
        }
        line = Array("\r\n--\(boundary)".utf8)
        fallbacks = Self.fallbacks(of: line)
    }

    /// Knuth, Morris and Pratt's table.
    private static func fallbacks(of line: [UInt8]) -> [Int] {
        var table = [0, 0]
        for byte in line.dropFirst() {
            var length = table[table.count - 1]
            while length > 0, line[length] != byte { length = table[length] }
            table.append(line[length] == byte ? length + 1 : 0)
        }
        return table
    }

    /// How many of the bytes that come next to take so that a line between parts, if there is one, is at their end.
    mutating func take(from bytes: UnsafeRawBufferPointer) -> (count: Int, endsWithLine: Bool) {
        var rest = bytes[...]
        while let byte = rest.first {
            if matched == 0, byte != line[0] {
                rest = Self.skip(to: line[0], in: rest)
                continue
            }
            rest = rest.dropFirst()
            while matched > 0, line[matched] != byte { matched = fallbacks[matched] }
            guard line[matched] == byte else { continue }
            matched += 1
            guard matched == line.count else { continue }
            matched = fallbacks[matched]
            return (rest.startIndex, true)
        }
        return (bytes.count, false)
    }

    /// Pictures are large, and hardly a byte of them begins a line: libc finds those many times faster.
    private static func skip(to byte: UInt8, in bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let rest = UnsafeRawBufferPointer(rebasing: bytes)
        guard let start = rest.baseAddress, let found = memchr(start, Int32(byte), rest.count) else {
            return bytes.dropFirst(rest.count)
        }
        return bytes.dropFirst(UnsafeRawPointer(found) - start)
    }
}
