import Glibc
import PlainText
import Testing

@Suite("Columns")
struct ColumnsTests {
    /// Every one of the planes that have characters; of the others, where all are alike, one in a hundred.
    private static let scalars: [Unicode.Scalar] = [
        Array(0...0x3FFFF), Array(stride(from: 0x40000, to: 0xE0000, by: 101)), Array(0xE0000...0xE0FFF),
        Array(stride(from: 0xE1000, through: 0x10FFFF, by: 101)),
    ].joined().compactMap { Unicode.Scalar(UInt32($0)) }

    @Test(
        "counts what a terminal shows",
        arguments: [
            ("abc", 3, "abc"),
            ("湖", 2, "湖"),
            ("e\u{301}", 1, "e\u{301}"),
            ("\u{301}", 0, ""),  // a mark with nothing to stand on
            ("👩‍👩‍👧", 2, "👩"),
            ("👍🏽", 2, "👍"),
            ("❤\u{FE0F}", 1, "❤"),
            ("1\u{FE0F}\u{20E3}", 1, "1"),
            ("🇩🇪", 1, "🇩"),
            ("한", 2, "한"),
            ("\u{1112}\u{1161}\u{11AB}", 2, "\u{1112}\u{1161}\u{11AB}"),
            ("\u{1FAE8}", 1, "\u{FFFD}"),  // newer than the C library
            ("\u{3164}", 1, "\u{FFFD}"),  // an invisible letter
            ("\t", 1, " "),
            ("\r\n", 1, " "),
            ("\u{7}", 1, "\u{FFFD}"),
            ("e" + String(repeating: "\u{301}", count: 40), 1, "e\u{301}\u{301}\u{301}\u{301}"),
            ("क्षि", 3, "क्षि"),
        ]
    )
    func columns(text: String, columns: Int, shown: String) {
        #expect(PlainText.columns(of: text) == columns)
        let glyphs = text.flatMap(PlainText.glyphs)
        #expect(glyphs.map(\.text).joined().unicodeScalars.elementsEqual(shown.unicodeScalars))
        #expect(glyphs.reduce(0) { $0 + $1.columns } == columns)
    }

    @Test("agrees with the C library, and so with ncurses, about every scalar it shows")
    func agreesWithTheCLibrary() throws {
        typealias Width = @convention(c) (Int32) -> Int32
        _ = try #require(setlocale(LC_CTYPE, "C.UTF-8"))
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: Width.self)
        var differing: [String] = []
        for scalar in Self.scalars {
            let claimed: Int32? =
                switch ScalarWidth(scalar) {
                case .unknown, .ignored: nil
                case .mark: 0
                case .narrow: 1
                case .wide: 2
                }
            if let claimed, claimed != wcwidth(Int32(scalar.value)) {
                differing.append(String(scalar.value, radix: 16))
            }
        }
        #expect(differing == [])
    }

    @Test(
        "cuts by columns and never through a character",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd~"), ("abc", 1, "~"), ("abc", 0, ""), ("", 4, ""),
            ("湖湖湖", 5, "湖湖~"), ("湖湖湖", 4, "湖~"), ("湖", 1, "~"), ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"),
        ]
    )
    func cuts(text: String, columns: Int, cut: String) {
        #expect(PlainText.cut(text, to: columns) == cut)
        #expect(PlainText.columns(of: PlainText.fitted(text, to: columns)) == columns)
    }

    @Test(
        "wraps at words, and inside words that are too long",
        arguments: [
            ("a lake at dawn", 6, ["a lake", "at", "dawn"]),
            ("a lake at dawn", 7, ["a lake", "at dawn"]),
            ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
            ("湖湖湖", 5, ["湖湖", "湖"]),
            ("one\n\ntwo", 9, ["one", "", "two"]),
            ("", 5, [""]),
            ("湖a", 1, ["~", "a"]),  // no room for it at all
        ]
    )
    func wraps(text: String, columns: Int, rows: [String]) {
        #expect(PlainText.wrapped(text, to: columns) == rows)
    }

    @Test("counts for a character alone what its glyphs take, whatever it is")
    func quickly() {
        for scalar in Self.scalars {
            let character = Character(scalar)
            let columns = PlainText.glyphs(of: character).reduce(0) { $0 + $1.columns }
            if PlainText.columns(of: character) != columns { Issue.record("U+\(String(scalar.value, radix: 16))") }
        }
    }

    @Test(
        "cuts a long text as it cuts its beginning",
        arguments: ["湖の夜明け、", "e\u{301}", "\u{200B}", "a\u{200D}\r\n", "👩‍👩‍👧"]
    )
    func long(piece: String) {
        for columns in [0, 1, 2, 7, 40] {
            let short = PlainText.cut(String(repeating: piece, count: 400) + "end", to: columns)
            let long = PlainText.cut(String(repeating: piece, count: 20_000) + "end", to: columns)
            #expect(long == (piece == "\u{200B}" && columns >= 3 ? "end" : short), "\(columns)")
            #expect(PlainText.columns(of: long) <= columns)
        }
    }

    @Test("wraps and cuts plain text, which it takes byte by byte, as it does all other", arguments: 1...12)
    func plainIsAsAll(columns: Int) {
        for text in ["", " ", "a", "a lake  at dawn ", "averyveryverylongword and", "   so  ", "x y z"] {
            // What is not ASCII behind a line break has the whole taken character by character.
            #expect(PlainText.wrapped(text, to: columns) == PlainText.wrapped(text + "\n湖", to: columns).dropLast())
            let other = String(text.map { $0 == "a" ? "ä" : $0 })
            let cut = PlainText.cut(other, to: columns)
            #expect(PlainText.cut(text, to: columns) == String(cut.map { $0 == "ä" ? "a" : $0 }))
        }
    }

    @Test("covers every character once when it wraps", arguments: [1, 2, 3, 5, 8, 80])
    func rowsCoverEverything(columns: Int) {
        let text = Array("  A lake   at dawn, 湖の夜明け, and averyveryverylongword   ")
        let rows = PlainText.rows(of: text, columns: columns)
        #expect(rows.flatMap(Array.init) == Array(text.indices))
    }
}
