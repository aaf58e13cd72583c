import PlainText

/// One cell of a frame.
///
/// Five scalars of 21 bits and a style in two words and no reference: a screen is thousands of cells, made and compared
/// for each key.
package struct Cell: Hashable, Sendable {
    private static let scalarBits = 21
    private static let scalarMask: UInt64 = 0x1F_FFFF
    /// Behind two scalars.
    private static let styleShift = 2 * scalarBits
    private static let textMask: UInt64 = (1 << styleShift) - 1

    /// A scalar and its first mark, none in the right half of a wide one; above them the style.
    private var first: UInt64
    /// The other three marks.
    private var rest: UInt64

    static let blank = Cell(ascii: 0x20, style: .normal)

    /// A printable ASCII character.
    init(ascii: UInt8, style: Style) {
        first = UInt64(ascii) | Self.bits(of: style)
        rest = 0
    }

    /// The right half of a wide character.
    init(rightHalf style: Style) {
        first = Self.bits(of: style)
        rest = 0
    }

    init(_ glyph: PlainText.Glyph, style: Style) {
        self.init(rightHalf: style)
        for (index, scalar) in glyph.text.unicodeScalars.prefix(5).enumerated() {
            if index < 2 {
                first |= UInt64(scalar.value) << (Self.scalarBits * index)
            } else {
                rest |= UInt64(scalar.value) << (Self.scalarBits * (index - 2))
            }
        }
    }

    package var style: Style {
        let bits = first >> Self.styleShift
        // Nothing else than a role was ever put there.
        return Style(
            Role(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .normal,
            Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 8))
        )
    }

    private static func bits(of style: Style) -> UInt64 {
        (UInt64(style.role.rawValue) | UInt64(style.attributes.rawValue) << 8) << styleShift
    }

    package var isRightHalf: Bool { first & Self.scalarMask == 0 }

    /// Its scalars, the first with up to four marks; none in the right half of a wide character.
    package func forEachScalar(_ body: (UInt32) -> Void) {
        Self.forEachScalar(in: first & Self.textMask, body)
        Self.forEachScalar(in: rest, body)
    }

    private static func forEachScalar(in word: UInt64, _ body: (UInt32) -> Void) {
        var word = word
        while word != 0 {
            body(UInt32(word & scalarMask))
            word >>= scalarBits
        }
    }

    /// Its scalars as text; empty in the right half of a wide character.
    package var text: String {
        var text = String.UnicodeScalarView()
        forEachScalar { if let scalar = Unicode.Scalar($0) { text.append(scalar) } }
        return String(text)
    }
}
