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
    /// Line breaks (CR LF counts as one) and tabs become a space, every other control U+FFFD.
    package static func line(_ text: String) -> String {
        isPrintableASCII(text) ? text : filtered(text, lineBreak: " ") { _ in "\u{FFFD}" }
    }

    /// The text with its lines kept: every kind of line break becomes `\n`; otherwise as ``line(_:)``.
    package static func lines(_ text: String) -> String {
        isPrintableASCII(text) ? text : filtered(text, lineBreak: "\n") { _ in "\u{FFFD}" }
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

    private static func filtered(
        _ text: String,
        lineBreak: String?,
        replacement: (Unicode.Scalar) -> String
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
            } else if isControl(scalar) || isLineBreak(scalar) {
                result += replacement(scalar).unicodeScalars
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
