/// The path of a request as decoded segments, or nothing at all if it could lead anywhere else than it says.
package struct RequestPath: Equatable, Sendable {
    /// Without the leading slash.
    ///
    /// A path that ends in `/` has an empty last segment.
    package let segments: [String]

    /// `/` itself.
    static let root = RequestPath(segments: [""])

    private init(segments: [String]) {
        self.segments = segments
    }

    /// Decodes `raw`.
    ///
    /// `.`, `..`, NUL, an encoded slash, a broken percent sequence and text that is no UTF-8 are refused: none of
    /// them has an honest use below this server's root.
    package init?(raw: String) {
        guard raw.hasPrefix("/") else { return nil }
        var segments: [String] = []
        for piece in raw.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = Self.decode(piece), segment != ".", segment != ".." else { return nil }
            segments.append(segment)
        }
        self.segments = segments
    }

    /// The text behind percent signs; nil for what ``init(raw:)`` refuses.
    static func decode(_ piece: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(piece.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
        }
        guard !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")) || !piece.utf8.contains(UInt8(ascii: "%")) else {
            return nil
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
