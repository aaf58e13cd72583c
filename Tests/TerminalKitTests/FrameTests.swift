import PlainText
import TerminalKit
import Testing

@Suite("Frame")
struct FrameTests {
    @Test("clips text at its edges and says how much room it took")
    func clips() {
        var frame = Frame(size: Size(columns: 6, rows: 2))
        let used = frame.put("lake at dawn", at: Point(column: 2, row: 0), .title)
        #expect(used == 4)
        let clipped = frame.put("abc", at: Point(column: -1, row: 1))
        #expect(clipped == 3)
        let outside = frame.put("never", at: Point(column: 0, row: 2))
        #expect(outside == 0)
        #expect(frame.lines == ["  lake", "bc    "])
        #expect(frame.styles == ["..tttt", "......"])
    }

    @Test(
        "never leaves half of a wide character",
        arguments: [
            (text: "湖", column: 3, line: "湖湖"),  // no room for it: nothing
            (text: "a", column: 0, line: "a 湖"),
            (text: "a", column: 1, line: " a湖"),
            (text: "湖", column: 1, line: " 湖 "),
            (text: "湖", column: -1, line: "  湖"),
        ]
    )
    func wide(text: String, column: Int, line: String) {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("湖湖", at: Point(column: 0, row: 0))
        frame.put(text, at: Point(column: column, row: 0))
        #expect(frame.lines[0] == line)
        #expect(PlainText.columns(of: frame.lines[0]) == 4)
    }

    @Test("shows no control and no line break, whatever is put into it")
    func harmless() {
        var frame = Frame(size: Size(columns: 20, rows: 1))
        frame.put("a\u{1B}[2J\r\n\tb\u{202E}c", at: Point(column: 0, row: 0))
        #expect(frame.lines == ["a\u{FFFD}[2J  b\u{FFFD}c          "])
    }

    @Test(
        "writes text into a field",
        arguments: [
            (text: "dawn", align: Alignment.left, line: "[dawn  ]"),
            (text: "dawn", align: .right, line: "[  dawn]"),
            (text: "dawn", align: .centre, line: "[ dawn ]"),
            (text: "lake at dawn", align: .left, line: "[lake ~]"),
            (text: "湖の夜明け", align: .left, line: "[湖の~ ]"),
        ]
    )
    func fields(text: String, align: Alignment, line: String) {
        var frame = Frame(size: Size(columns: 8, rows: 1))
        frame.put("[XXXXXX]", at: Point(column: 0, row: 0))
        frame.put(text, at: Point(column: 1, row: 0), width: 6, align: align)
        #expect(frame.lines == [line])
    }

    @Test("writes pieces of different styles into one row")
    func pieces() {
        var frame = Frame(size: Size(columns: 12, rows: 1))
        frame.put([("C-x", .key), (" send ", .hint), ("far too long", .bad)], in: frame.bounds)
        #expect(frame.lines == ["C-x send fa~"])
        #expect(frame.styles == ["kkkhhhhhhbbb"])
    }

    @Test("draws a box with two titles, the right one giving way first")
    func boxes() {
        var frame = Frame(size: Size(columns: 20, rows: 3))
        frame.box(frame.bounds, title: "Queue", right: "3 of 9")
        #expect(frame.lines == ["┌─ Queue ─ 3 of 9 ─┐", "│                  │", "└──────────────────┘"])
        var narrow = Frame(size: Size(columns: 12, rows: 2))
        narrow.box(narrow.bounds, title: "Queue", right: "3 of 9", lines: .ascii)
        #expect(narrow.lines == ["+- Queue --+", "+----------+"])
        #expect(narrow.styles[0] == "--ttttttt---")
    }

    @Test("draws a frame over another and cuts wide characters at its edges")
    func overlay() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        frame.put("湖湖湖", at: Point(column: 0, row: 0))
        var dialog = Frame(size: Size(columns: 2, rows: 1))
        dialog.put("湖", at: Point(column: 0, row: 0), .warning)
        frame.draw(dialog, at: Point(column: 1, row: 0))
        #expect(frame.lines == [" 湖 湖"])
        frame.draw(dialog, at: Point(column: 5, row: 0))
        #expect(frame.lines == [" 湖   "])
        frame.draw(dialog, at: Point(column: -1, row: 0))
        #expect(frame.lines == [" 湖   "])
    }
}

@Suite("Changes of a frame")
struct FrameChangesTests {
    private func frame(_ text: String, _ style: Style = .normal) -> Frame {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        frame.put(text, at: Point(column: 0, row: 0), style)
        return frame
    }

    @Test(
        "are the cells that differ, a wide character once for both halves or twice",
        arguments: [
            ("a lake", "a lake", ""), ("a lake", "a cake", "2c"), ("湖", "湖湖", "2湖2湖"), ("湖湖", "a湖", "0a1湖1湖3 "),
        ]
    )
    func changes(before: String, after: String, drawn: String) {
        var changes = ""
        frame(after).forEachChange(since: frame(before)) { cell, point in changes += "\(point.column)\(cell.text)" }
        #expect(changes == drawn)
    }

    @Test("are all cells without a frame before, or of another size")
    func all() {
        for older in [nil, Frame(size: Size(columns: 3, rows: 2))] {
            var count = 0
            frame("a lake").forEachChange(since: older) { _, _ in count += 1 }
            #expect(count == 6)
        }
    }
}

@Suite("Rectangles")
struct RectTests {
    let whole = Rect(column: 2, row: 1, columns: 10, rows: 6)

    @Test("cuts without ever leaving the rectangle", arguments: [-1, 0, 3, 6, 10, 99])
    func splits(amount: Int) {
        for (first, second) in [
            whole.splitTop(amount), whole.splitBottom(amount), whole.splitLeft(amount), whole.splitRight(amount),
        ] {
            #expect(whole.intersection(first) == first || first.isEmpty)
            #expect(whole.intersection(second) == second || second.isEmpty)
            #expect(first.columns * first.rows + second.columns * second.rows == 60)
        }
    }

    @Test("gives its inside and its lines")
    func insides() {
        #expect(whole.insideBox == Rect(column: 3, row: 2, columns: 8, rows: 4))
        #expect(whole.line(5) == Rect(column: 2, row: 6, columns: 10, rows: 1))
        #expect(whole.line(6).isEmpty && whole.line(-1).isEmpty)
        #expect(Rect(column: 0, row: 0, columns: 1, rows: 1).insideBox.isEmpty)
        #expect(whole.centred(Size(columns: 4, rows: 99)) == Rect(column: 5, row: 1, columns: 4, rows: 6))
    }
}
