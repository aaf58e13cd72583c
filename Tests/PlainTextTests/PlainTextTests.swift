import PlainText
import Testing

@Suite("Plain text")
struct PlainTextTests {
    /// Every C0, C1 and bidi control, DEL, and the line and paragraph separators.
    static let hostile: [Unicode.Scalar] =
        [
            0x00...0x1F, 0x7F...0x9F, 0x061C...0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
        ]
        .flatMap { (range: ClosedRange<UInt32>) in range.compactMap(Unicode.Scalar.init) }

    @Test("lets no control and no line break through, whatever it is asked for", arguments: hostile)
    func everyControl(scalar: Unicode.Scalar) {
        let text = "a\(scalar)b"
        let results = [
            PlainText.line(text), PlainText.lines(text).filter { $0 != "\n" }, PlainText.logLine(text),
            PlainText.cut(text, to: 3), PlainText.cut(text, to: 2), PlainText.fitted(text, to: 9),
            PlainText.slug(text), PlainText.slug(String(scalar)),
            PlainText.wrapped(text, to: 2).joined(),
            text.map { PlainText.glyphs(of: $0).map(\.text).joined() }.joined(),
        ]
        for result in results {
            #expect(!result.unicodeScalars.contains { PlainText.isControl($0) || PlainText.isLineBreak($0) })
        }
    }

    @Test(
        "shows where something was",
        arguments: [
            (text: "a\u{1B}[31mb", line: "a\u{FFFD}[31mb", lines: "a\u{FFFD}[31mb", log: "a\\u001B[31mb"),
            (text: "a\r\nb\tc", line: "a b c", lines: "a\nb c", log: "a\\u000D\\u000Ab\\u0009c"),
            (text: "a\u{2028}b\u{85}c", line: "a b c", lines: "a\nb\nc", log: "a\\u2028b\\u0085c"),
            (text: "\u{202E}exe.mp4", line: "\u{FFFD}exe.mp4", lines: "\u{FFFD}exe.mp4", log: "\\u202Eexe.mp4"),
            (text: "Grüße 湖 👩‍🚀", line: "Grüße 湖 👩‍🚀", lines: "Grüße 湖 👩‍🚀", log: "Grüße 湖 👩‍🚀"),
        ]
    )
    func filters(text: String, line: String, lines: String, log: String) {
        #expect(PlainText.line(text) == line)
        #expect(PlainText.lines(text) == lines)
        #expect(PlainText.logLine(text) == log)
    }

    @Test(
        "makes names out of titles",
        arguments: [
            ("Lake at dawn, slow dolly", "lake-at-dawn-slow-dolly"),
            ("../../etc/passwd", "etc-passwd"),
            (".hidden", "hidden"),
            ("湖の夜明け / Ärger №5", "湖の夜明け-ärger-5"),
            ("  --  ", "untitled"),
            ("", "untitled"),
            (String(repeating: "ab ", count: 40), String(repeating: "ab-", count: 19) + "ab"),
            (String(repeating: "湖", count: 40), String(repeating: "湖", count: 20)),
        ]
    )
    func slugs(title: String, name: String) {
        #expect(PlainText.slug(title) == name)
    }
}
