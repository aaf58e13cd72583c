import PlainText

extension ByteDecoder {
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    mutating func takePaste(_ byte: UInt8) {
        collected.append(byte)
        if byte == UInt8(ascii: "~"), collected.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
            collected.removeLast(Self.pasteEnd.count)
            events.append(.paste(Self.text(of: collected.prefix(Self.longestPaste))))
            reset()
        } else if collected.count >= Self.longestPaste + 64 {
            // Too long: of the excess only the end is kept, to find the end of the paste in it.
            let tail = collected.suffix(Self.pasteEnd.count)
            collected.removeSubrange(Self.longestPaste...)
            collected += tail
        }
    }

    /// What was pasted, without the controls that could be hidden in it; a tab stays a tab.
    private static func text(of bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            defer { previous = scalar }
            if PlainText.isLineBreak(scalar) {
                if !(scalar == "\n" && previous == "\r") { text.append("\n") }
            } else if scalar == "\t" || scalar.properties.generalCategory != .control {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
