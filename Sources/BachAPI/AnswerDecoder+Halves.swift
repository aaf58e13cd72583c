extension AnswerDecoder {
    /// JSON whose strings have `\\uFFFD` in the place of each escaped half of a surrogate pair that stands alone.
    ///
    /// Programs that count in UTF-16 cut texts in the middle of an emoji and write what is left; no parser takes it.
    static func mendingHalves(in json: String) -> String {
        let bytes = Array(json.utf8)
        var mended: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let length = length(ofEscapeAt: index, in: bytes)
            let isHalf = length == 6 && escapedUnit(at: index, in: bytes).map(UTF16.isSurrogate) ?? false
            mended += isHalf ? Array("\\uFFFD".utf8) : Array(bytes[index..<min(bytes.count, index + length)])
            index += length
        }
        return String(decoding: mended, as: UTF8.self)
    }

    /// Of a whole pair both escapes; of anything else that is no escape one byte.
    private static func length(ofEscapeAt index: Int, in bytes: [UInt8]) -> Int {
        guard bytes[index] == UInt8(ascii: "\\") else { return 1 }
        guard let unit = escapedUnit(at: index, in: bytes) else { return 2 }
        guard UTF16.isLeadSurrogate(unit), let next = escapedUnit(at: index + 6, in: bytes) else { return 6 }
        return UTF16.isTrailSurrogate(next) ? 12 : 6
    }

    /// The code unit of `\\uXXXX`; nil where something else stands.
    private static func escapedUnit(at index: Int, in bytes: [UInt8]) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        let digits = bytes[(index + 2)..<(index + 6)]
        return digits.contains(UInt8(ascii: "+")) ? nil : UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
