package import FoundationEssentials

/// The body of a request or an answer, as much of it as is kept.
package struct KeptBody: Equatable, Sendable {
    /// Bytes beyond which a body is cut.
    package static let largest = 64 << 10

    package let text: String
    /// The size of the whole, as it went over the wire.
    package let bytes: Int
    /// Why `text` is not the whole; nil when it is.
    package let note: String?

    package init(text: String, bytes: Int, note: String?) {
        self.text = text
        self.bytes = bytes
        self.note = note
    }

    /// Nil for a body without a byte.
    ///
    /// - Parameter secret: A token of ASCII characters; where a server repeats it, `***` stands in its place.
    package init?(_ data: Data, hiding secret: String = "") {
        guard !data.isEmpty else { return nil }
        // Beyond the cut, so that no beginning of the secret is left at its edge.
        guard let text = Self.text(of: data.prefix(Self.largest + secret.utf8.count)) else {
            self.init(text: "", bytes: data.count, note: "\(data.count) bytes that are no text")
            return
        }
        let hidden = Self.hiding(secret, in: text)
        let kept = Self.text(of: Data(hidden.utf8).prefix(Self.largest)) ?? ""
        let note = data.count > Self.largest ? "the first \(kept.utf8.count) of \(data.count) bytes" : nil
        self.init(text: kept, bytes: data.count, note: note)
    }

    /// A text without a secret; one that is too short to be one is left alone.
    package static func hiding(_ secret: String, in text: String) -> String {
        secret.utf8.count < 8 ? text : text.replacing(secret, with: "***")
    }

    /// The same for bytes, which stay what they are where the secret does not stand in them.
    package static func hiding(_ secret: String, in data: Data) -> Data {
        guard secret.utf8.count >= 8, var range = data.firstRange(of: Data(secret.utf8)) else { return data }
        var hidden = data
        while true {
            hidden.replaceSubrange(range, with: Data("***".utf8))
            guard let next = hidden.firstRange(of: Data(secret.utf8)) else { return hidden }
            range = next
        }
    }

    /// The value, where the text is JSON.
    package var json: JSONValue? { try? JSONValue(parsing: text) }

    /// A beginning may end in the middle of a character.
    private static func text(of beginning: Data) -> String? {
        (0...3).lazy.compactMap { String(validating: beginning.dropLast($0), as: UTF8.self) }.first
    }
}
