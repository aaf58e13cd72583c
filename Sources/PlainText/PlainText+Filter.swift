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
    package static func line(_ text: some StringProtocol) -> String {
        filtered(text, lineBreak: " ") { _ in "\u{FFFD}" }
    }

    /// The text with its lines kept: every kind of line break becomes `\n`; otherwise as ``line(_:)``.
    package static func lines(_ text: some StringProtocol) -> String {
        filtered(text, lineBreak: "\n") { _ in "\u{FFFD}" }
    }

    /// The text as one line of a log, where a reader wants to know which control it was: `\u001B`, `\u000A`.
    package static func logLine(_ text: some StringProtocol) -> String {
        filtered(text, lineBreak: nil) { scalar in
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        }
    }

    private static func filtered(
        _ text: some StringProtocol,
        lineBreak: String?,
        replacement: (Unicode.Scalar) -> String
    ) -> String {
        guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return String(text) }
        var result = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if let lineBreak, isLineBreak(scalar) {
                guard !(scalar == "\n" && previous == "\r") else { continue }
                result += lineBreak
            } else if lineBreak != nil, scalar == "\t" {
                result += " "
            } else if isControl(scalar) || isLineBreak(scalar) {
                result += replacement(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
