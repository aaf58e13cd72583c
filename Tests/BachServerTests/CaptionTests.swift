import BachAPI
import Testing

@testable import BachServer

@Suite("Captions")
struct CaptionTests {
    private let fonts = FontBook()

    private func drawn(_ text: String) -> String {
        CaptionText(fonts: fonts).pieces(of: text).map(\.text).joined()
    }

    @Test(
        "find a font for every script that is promised",
        arguments: ["Žluťoučký", "θάλασσα", "Русский", "夕陽", "日の出", "바다"]
    )
    func scripts(text: String) {
        #expect(drawn(text) == text)
    }

    @Test(
        "draw what no font has as its code point",
        arguments: [
            ("🕊️", "U+1F54A"), ("a🕊b", "a U+1F54Ab"), ("👨‍👩", "U+1F468 U+1F469"), ("क", "U+0915"), ("x\u{7}y", "xy"),
            ("tab\there", "tab here"),
        ]
    )
    func codePoints(text: String, drawn: String) {
        #expect(self.drawn(text) == drawn)
    }

    @Test("without any font say code points and name the packages")
    func noFonts() {
        let none = FontBook([.init(path: "/nowhere.ttf", family: "None", package: "fonts-none")])

        #expect(none.missingPackages == ["fonts-none"])
        #expect(CaptionText(fonts: none).pieces(of: "a").map(\.text) == ["U+0061"])
    }

    @Test("never let words act as subtitle syntax")
    func escaping() {
        let layout = CaptionLayout(
            #"{\pos(0,0)}\N"#,
            in: VideoBox(width: 1000, height: 100),
            sizes: 10...20,
            fonts: fonts
        )
        var script = SubtitleScript(size: VideoBox(width: 1000, height: 100), family: "DejaVu Sans")
        script.add(layout, at: .center, x: 1, y: 2, from: 0, until: 61.5)

        let event = script.text.split(separator: "\n").last
        let start = #"Dialogue: 0,0:00:00.00,0:01:01.50,Caption,,0,0,0,,{\an5\pos(1,2)\fs20}"#
        #expect(event == Substring(start + #"{\fnDejaVu Sans}\{∖pos(0,0)\}∖N"#))
    }

    @Test("wrap at words, anywhere in Chinese, and fit by growing smaller and then by stopping")
    func layout() {
        let box = VideoBox(width: 400, height: 120)
        let long = String(repeating: "word ", count: 500) + String(repeating: "字", count: 500)
        let layout = CaptionLayout(long, in: box, sizes: 10...40, fonts: fonts)

        #expect(layout.fontSize == 10)
        #expect(layout.lines.count == 12)
        #expect(layout.lines.last?.map(\.text) == ["…"])
        for line in layout.lines {
            #expect(line.reduce(0) { $0 + $1.width } * 10 <= 400)
            #expect(line.first?.text != " ")
        }
        #expect(CaptionLayout("short", in: box, sizes: 10...40, fonts: fonts).fontSize == 40)
        let unbroken = CaptionLayout(String(repeating: "x", count: 300), in: box, sizes: 10...40, fonts: fonts)
        #expect(unbroken.lines.count > 1)
        #expect(CaptionLayout("", in: box, sizes: 10...40, fonts: fonts).lines.isEmpty)
    }
}
