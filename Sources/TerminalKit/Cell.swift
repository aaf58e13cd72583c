import PlainText

/// One cell of a frame.
///
/// Five scalars of 21 bits in two words and no reference: a screen is thousands of cells, made and compared for
/// each key.
package struct Cell: Hashable, Sendable {
    /// A scalar and its first two marks; zero in the right half of a wide one.
    private var first: UInt64
    /// The other two marks.
    private var rest: UInt64
    package var style: Style

    static let blank = Cell(ascii: 0x20, style: .normal)

    /// A printable ASCII character.
    init(ascii: UInt8, style: Style) {
        first = UInt64(ascii)
        rest = 0
        self.style = style
    }

    /// The right half of a wide character.
    init(rightHalf style: Style) {
        first = 0
        rest = 0
        self.style = style
    }

    init(_ glyph: PlainText.Glyph, style: Style) {
        self.init(rightHalf: style)
        for (index, scalar) in glyph.text.unicodeScalars.prefix(5).enumerated() {
            if index < 3 {
                first |= UInt64(scalar.value) << (21 * index)
            } else {
                rest |= UInt64(scalar.value) << (21 * (index - 3))
            }
        }
    }

    package var isRightHalf: Bool { first == 0 }

    /// Its scalars, the first with up to four marks; none in the right half of a wide character.
    package func forEachScalar(_ body: (UInt32) -> Void) {
        var word = first
        while word != 0 {
            body(UInt32(word & 0x1F_FFFF))
            word >>= 21
        }
        word = rest
        while word != 0 {
            body(UInt32(word & 0x1F_FFFF))
            word >>= 21
        }
    }

    /// Its scalars as text; empty in the right half of a wide character.
    package var text: String {
        var text = String.UnicodeScalarView()
        forEachScalar { if let scalar = Unicode.Scalar($0) { text.append(scalar) } }
        return String(text)
    }
}
