/// Text from a request as pieces that some font can draw, and their widths.
struct CaptionText {
    /// Characters of one font that stay together on a line.
    struct Piece: Equatable {
        var text: String
        var family: String
        /// As a part of the font size.
        var width: Double
        /// A line may end before this piece.
        var mayBreak: Bool
    }

    private let fonts: FontBook

    init(fonts: FontBook) {
        self.fonts = fonts
    }

    /// The pieces of one paragraph, in order; spaces are pieces of their own.
    func pieces(of paragraph: some StringProtocol) -> [Piece] {
        var pieces: [Piece] = []
        for scalar in paragraph.unicodeScalars where !Self.isInvisible(scalar) {
            add(scalar, to: &pieces)
        }
        return pieces
    }

    private func add(_ scalar: Unicode.Scalar, to pieces: inout [Piece]) {
        if scalar.properties.isWhitespace {
            pieces.append(Piece(text: " ", family: fonts.mainFamily, width: width(of: " "), mayBreak: true))
        } else if let face = fonts.face(for: scalar) {
            let width = face.width(of: scalar)
            append(String(scalar), face.family, width, breaks: Self.breaksAnywhere(scalar), to: &pieces)
        } else if Self.isConjoiningVowel(scalar), let last = pieces.last {
            // The shaper joins it with the letter before it into a syllable that the font does have.
            pieces[pieces.count - 1].text = last.text + String(scalar)
        } else {
            let gap = pieces.last.map { $0.text == " " ? "" : " " } ?? ""
            let name = gap + Self.codePoint(scalar)
            let width = name.unicodeScalars.reduce(0) { $0 + self.width(of: $1) }
            pieces.append(Piece(text: name, family: fonts.mainFamily, width: width, mayBreak: true))
        }
    }

    /// Joins a character to the word it belongs to, if it belongs to one.
    private func append(_ text: String, _ family: String, _ width: Double, breaks: Bool, to pieces: inout [Piece]) {
        guard let last = pieces.last, !breaks, last.text != " ", last.family == family,
            !last.text.contains("U+"), let end = last.text.unicodeScalars.last, !Self.breaksAnywhere(end)
        else {
            let afterWord = pieces.last.map { $0.text != " " && !breaks && $0.family != family } ?? false
            pieces.append(Piece(text: text, family: family, width: width, mayBreak: !afterWord))
            return
        }
        pieces[pieces.count - 1].text += text
        pieces[pieces.count - 1].width += width
    }

    private func width(of scalar: Unicode.Scalar) -> Double {
        fonts.face(for: scalar)?.width(of: scalar) ?? 0.6
    }

    /// What no font has is drawn as its number: `U+1F54A`.
    static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Controls, joiners and variation selectors: they have no picture of their own.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate: !scalar.properties.isWhitespace
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Scripts without spaces: a line may end at every character.
    private static func breaksAnywhere(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private static func isConjoiningVowel(_ scalar: Unicode.Scalar) -> Bool {
        (0x1161...0x1175).contains(scalar.value)
    }
}
