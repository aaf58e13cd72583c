/// What an enemy would write, and whether any of it came through; it asks Unicode's own tables, not our filter.
package enum HostileText {
    /// Every scalar that may steer a terminal, reorder or hide text, or is none: C0, DEL, C1, all of category Cf that
    /// show nothing, line and paragraph separators, bidi controls, what is ignored by default, noncharacters.
    package static let scalars: [Unicode.Scalar] = [0...0x3FFFF, 0xE0000...0xE0FFF, 0x10FFFE...0x10FFFF]
        .flatMap { (range: ClosedRange<UInt32>) in range.compactMap(Unicode.Scalar.init) }
        .filter(isForbidden)

    /// All of them between letters, with the sequences that terminals heed.
    package static let text =
        sequences + scalars.filter { $0.value < 0xE0080 || $0.value > 0xE0FFF }.map { "x\($0)" }.joined() + "end"

    /// A few of each kind, for places with little room.
    package static let short =
        "s\u{1B}[31m\u{9B}2J\u{7}\u{202E}\u{200B}\u{2066}\u{E0041}\u{FEFF}\u{AD}\u{2028}\r\n\t\u{0}\u{7F}\u{85}\u{FFFE}e"

    private static let sequences = "\u{1B}]0;title\u{7}\u{1B}[2J\u{1B}P+q\u{1B}\\\u{9D}8;;http://x\u{9C}\u{1B}[?1049h"

    /// As a string of JSON: with the escapes that a server may use, surrogates without their other half among them.
    package static let jsonEscaped =
        "\""
        + scalars.filter { $0.value <= 0xFFFF }.map { "\\u" + hex($0.value) }.joined(separator: "x")
        + "\\ud800 \\udfff \\ud83d\\u0000 \\u001b[2J\""

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The first thing in a text that must not be there; nil when all of it may be.
    ///
    /// - Parameter allowing: What is meant to be there; a line break by default.
    package static func trouble(in text: String, allowing: Set<Unicode.Scalar> = ["\n"]) -> String? {
        var last = ""
        for scalar in text.unicodeScalars {
            if isForbidden(scalar), !allowing.contains(scalar) {
                return "U+\(hex(scalar.value).uppercased()) after '\(last.suffix(40))'"
            }
            last.unicodeScalars.append(scalar)
        }
        return nil
    }

    /// The same of bytes, which have to be UTF-8.
    package static func trouble(in bytes: some Sequence<UInt8>, allowing: Set<Unicode.Scalar> = ["\n"]) -> String? {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else { return "bytes that are no UTF-8" }
        return trouble(in: text, allowing: allowing)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20...0x7E).contains(scalar.value) { return false }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return properties.isDefaultIgnorableCodePoint || properties.isBidiControl || isSilent(scalar)
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }

    /// Format characters that show nothing although no table says that they are to be ignored.
    private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        (0xFFF9...0xFFFB).contains(scalar.value) || (0x13430...0x1343F).contains(scalar.value)
    }
}
