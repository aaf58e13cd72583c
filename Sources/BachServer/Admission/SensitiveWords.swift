/// The words that make a create end with 1001, as `--sensitive FILE` lists them.
///
/// Case does not count, nor does the width of Latin letters. A word is found whole, never inside another; in
/// scripts that are written without spaces, and in Hangul, where endings stick to words, it is found anywhere.
struct SensitiveWords: Equatable, Sendable {
    /// What is listed, cut like the texts, by its first piece.
    private var entries: [String: [[String]]] = [:]

    /// No words: everything may be said.
    init() {}

    /// Reads a list: a word or phrase a line; empty lines and lines that begin with `#` do not count.
    init(list: String) {
        for line in list.split(whereSeparator: \.isNewline) {
            let pieces = Self.pieces(of: line)
            guard let first = pieces.first, first != "#" else { continue }
            entries[first, default: []].append(pieces)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Whether a text holds one of the words.
    func occur(in text: String) -> Bool {
        guard !isEmpty else { return false }
        let pieces = Self.pieces(of: text)
        return pieces.indices.contains { start in
            entries[pieces[start], default: []].contains { pieces[start...].starts(with: $0) }
        }
    }

    /// A text as words, in small letters; what is no letter, digit or space stands alone, as do the characters of
    /// scripts without spaces.
    private static func pieces(of text: some StringProtocol) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in folded(text) {
            if (character.isLetter || character.isNumber) && !standsAlone(character) {
                word.append(character)
                continue
            }
            if !word.isEmpty { pieces.append(word) }
            word = ""
            if !character.isWhitespace { pieces.append(String(character)) }
        }
        return word.isEmpty ? pieces : pieces + [word]
    }

    /// Small letters, Latin ones in their usual width, without what nobody sees, such as a soft hyphen.
    private static func folded(_ text: some StringProtocol) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            scalars.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(scalars).lowercased()
    }

    /// Whether words of a character's script are written without spaces between them: Han, Kana, Hangul, Thai,
    /// Lao, Myanmar, Khmer.
    private static func standsAlone(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
            0x3040...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFFDC,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
