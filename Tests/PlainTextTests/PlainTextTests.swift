import PlainText
import Testing

@Suite("Plain text")
struct PlainTextTests {
    @Test("counts every C0, C1 and bidi control as a control", arguments: ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}"])
    func controls(text: String) {
        #expect(text.unicodeScalars.allSatisfy(PlainText.isControl))
    }
}
