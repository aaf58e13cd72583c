import FoundationEssentials

/// What a JSON text is made of, counted in one pass over its bytes.
///
/// It tells strings from what stands outside them and nothing else: what is valid JSON, the decoder decides. The
/// decoder's time grows with the values and, worse, with the levels that they stand at, so both are counted before
/// it is let near a text. Counting ends where a bound is passed.
struct JSONCensus {
    /// Colons outside of strings: as many as there are members, in a valid text.
    private(set) var members = 0
    /// Brackets that open, and commas: the values of a valid text but one.
    private(set) var values = 0
    private(set) var depth = 0
    private(set) var hasTrailingComma = false
    /// No text in UTF-8 has one raw; every JSON text in UTF-16 or UTF-32 does.
    private(set) var hasNUL = false
    private var level = 0
    /// The last byte that was no white space.
    private var last: UInt8 = 0

    init(_ data: Data, bounds: JSONBounds) {
        data.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count, values <= bounds.values, depth <= bounds.depth {
                offset = bytes[offset] == UInt8(ascii: "\"") ? end(ofStringAt: offset, in: bytes) : offset + 1
                count(bytes[offset - 1])
            }
        }
    }

    /// What follows the string that begins at `start`.
    private mutating func end(ofStringAt start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var offset = start + 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            if bytes[offset] == 0 { hasNUL = true }
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(offset + 1, bytes.count)
    }

    private mutating func count(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            values += 1
            level += 1
            depth = max(depth, level)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            if last == UInt8(ascii: ",") { hasTrailingComma = true }
            level -= 1
        case UInt8(ascii: ","): values += 1
        case UInt8(ascii: ":"): members += 1
        case 0: hasNUL = true
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): return
        default: break
        }
        last = byte
    }
}
