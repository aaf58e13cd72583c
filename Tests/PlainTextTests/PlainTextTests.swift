import PlainText
import Scratch
import Testing

@Suite("Plain text")
struct PlainTextTests {
    @Test("lets nothing through that steers, reorders, hides or breaks a line, whatever it is asked for")
    func everyControl() {
        for scalar in HostileText.scalars {
            let text = "a\(scalar)b"
            let results = [
                PlainText.line(text), PlainText.logLine(text), PlainText.cut(text, to: 3), PlainText.cut(text, to: 2),
                PlainText.fitted(text, to: 9), PlainText.slug(text), PlainText.slug(String(scalar)),
                PlainText.wrapped(text, to: 2).joined(),
                text.map { PlainText.glyphs(of: $0).map(\.text).joined() }.joined(),
            ]
            let troubles = results.compactMap { HostileText.trouble(in: $0, allowing: []) }
            #expect(troubles.isEmpty && HostileText.trouble(in: PlainText.lines(text)) == nil, "\(scalar.value)")
        }
        #expect(HostileText.scalars.count > 4000)
    }

    @Test("takes as many columns for a filtered text as for the one that was typed")
    func columns() {
        for scalar in HostileText.scalars {
            let text = "a\(scalar)b"
            #expect(PlainText.columns(of: PlainText.line(text)) == PlainText.columns(of: text), "\(scalar.value)")
        }
    }

    @Test("keeps an emoji's joiner and selector, and only there")
    func emoji() {
        #expect(PlainText.line("👩\u{200D}🚀 ❤\u{FE0F}") == "👩\u{200D}🚀 ❤\u{FE0F}")
        #expect(PlainText.line("a\u{200D}b 1\u{FE0F} 👩\u{200D}\u{200D}") == "ab 1 👩\u{200D}")
        #expect(PlainText.line("pay\u{200B}pal\u{E0041}") == "paypal")
        #expect(PlainText.logLine("pay\u{200B}pal\u{E0041}") == "pay\\u200Bpal\\uE0041")
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
