extension PlainText {
    /// Whether a scalar ends a line somewhere: CR, LF, NEL, and the two separators of Unicode.
    package static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The text as one line that cannot steer a terminal.
    ///
    /// Line breaks (CR LF counts as one) and tabs become a space, every other control U+FFFD. What shows nothing
    /// is left out, or U+FFFD where it would take a column; only the joiners and selectors inside an emoji stay.
    package static func line(_ text: String) -> String {
        isPrintableASCII(text) ? text : filtered(text, lineBreak: " ", replacement)
    }

    /// The text with its lines kept: every kind of line break becomes `\n`; otherwise as ``line(_:)``.
    package static func lines(_ text: String) -> String {
        isPrintableASCII(text) ? text : filtered(text, lineBreak: "\n", replacement)
    }

    /// The text as one line of a log, where a reader wants to know which control it was: `\u001B`, `\u000A`.
    package static func logLine(_ text: String) -> String {
        guard !isPrintableASCII(text) else { return text }
        return filtered(text, lineBreak: nil) { scalar in
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        }
    }

    /// Whether each byte is one harmless character of one column: what most text is, and cheap to ask.
    package static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(isPrintableASCII) ?? false
    }

    /// As for text.
    package static func isPrintableASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
        return true
    }

    /// As many columns as the scalar is counted for.
    private static func replacement(_ scalar: Unicode.Scalar) -> String {
        switch ScalarWidth(scalar) {
        case .ignored, .mark: ""
        case .narrow, .wide, .unknown: "\u{FFFD}"
        }
    }

    private static func filtered(
        _ text: String,
        lineBreak: String?,
        _ replacement: (Unicode.Scalar) -> String
    ) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if let lineBreak, isLineBreak(scalar) {
                guard !(scalar == "\n" && previous == "\r") else { continue }
                result += lineBreak.unicodeScalars
            } else if lineBreak != nil, scalar == "\t" {
                result.append(" ")
            } else if isHarmless(scalar, after: result.last) {
                result.append(scalar)
            } else {
                result += replacement(scalar).unicodeScalars
            }
        }
        return String(result)
    }

    /// Whether a scalar may be shown as it is, behind what is shown already.
    private static func isHarmless(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
        guard scalar.value > 0x7E else { return scalar.value >= 0x20 }
        if isInvisible(scalar) { return isInsideEmoji(scalar, after: last) }
        return !isControl(scalar) && !isLineBreak(scalar) && !isNoncharacter(scalar)
    }

    /// A joiner or a selector that makes one picture of several, or chooses how one is drawn.
    private static func isInsideEmoji(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
        guard let last, [0x200D, 0xFE0E, 0xFE0F].contains(scalar.value) else { return false }
        return !last.isASCII && last.properties.isEmoji || last.value == 0xFE0F && scalar.value == 0x200D
    }
}
