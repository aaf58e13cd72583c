import TerminalKit
import Testing

@Suite("Text editor")
struct TextEditorTests {
    /// The text with `|` for the cursor.
    private func picture(_ editor: TextEditor) -> String {
        String(editor.characters[..<editor.cursor]) + "|" + String(editor.characters[editor.cursor...])
    }

    private func editor(_ picture: String) -> TextEditor {
        var editor = TextEditor(picture.replacing("|", with: ""), isMultiline: true)
        editor.move(to: picture.firstIndex(of: "|").map { picture.distance(from: picture.startIndex, to: $0) } ?? 0)
        return editor
    }

    @Test(
        "edits as Emacs and readline do",
        arguments: [
            ("la|ke", "x", "lax|ke"), ("la|ke", "Backspace", "l|ke"), ("la|ke", "Del", "la|e"), ("|", "Backspace", "|"),
            ("lake|", "C-d", "lake|"), ("a\nla|ke\nb", "C-a", "a\n|lake\nb"), ("a\nla|ke\nb", "C-e", "a\nlake|\nb"),
            ("la|ke", "C-f", "lak|e"), ("la|ke", "C-b", "l|ake"), ("la|ke", "C-k", "la|"), ("la|\nb", "C-k", "la|b"),
            ("a lake, at|", "C-w", "a lake, |"), ("a lake, |", "C-w", "a |"), ("la|ke", "C-u", "|ke"),
            ("a| lake at", "M-d", "a| at"), ("a| lake at", "M-f", "a lake| at"), ("a lake |at", "M-b", "a |lake at"),
            ("la|ke", "Enter", "la\n|ke"), ("a\nb|", "C-p", "a|\nb"), ("a|\nb", "Down", "a\nb|"),
            ("e\u{301}|a", "Backspace", "|a"), ("a\nb|c", "C-Home", "|a\nbc"), ("|", "C-w", "|"), ("|", "M-d", "|"),
        ]
    )
    func chords(before: String, name: String, after: String) throws {
        var editor = editor(before)
        let chord = try #require(Chord(name))
        let isUsed = editor.apply(chord, columns: 40)
        #expect(isUsed)
        #expect(picture(editor) == after)
    }

    @Test("yanks what was cut")
    func yanks() {
        var editor = editor("a lake| at dawn")
        editor.killToLineEnd()
        editor.moveToStart()
        editor.yank()
        #expect(picture(editor) == " at dawn|a lake")
    }

    @Test("leaves a chord alone that means nothing to it", arguments: ["F1", "Tab", "Esc", "C-x", "Up", "Down"])
    func otherChords(name: String) throws {
        var editor = editor("la|ke")
        let chord = try #require(Chord(name))
        let isUsed = editor.apply(chord, columns: 40)
        #expect(!isUsed)
        #expect(picture(editor) == "la|ke")
    }

    @Test("joins a mark to the letter before it")
    func combines() {
        var editor = TextEditor("e")
        editor.insert("\u{301}")
        editor.insert("x")
        #expect(editor.characters == ["e\u{301}", "x"] && editor.cursor == 2)
    }

    @Test("keeps no control but line breaks, and in one line not even those")
    func controls() {
        #expect(TextEditor("a\r\nb\rc\u{1B}[1m\td", isMultiline: true).text == "a\nb\nc[1m d")
        #expect(TextEditor("a\r\nb\rc").text == "a b c")
    }

    @Test("leaves Enter to others in a single line")
    func singleLine() {
        var editor = TextEditor("a")
        let isUsed = editor.apply(.enter, columns: 9)
        #expect(!isUsed && editor.text == "a")
    }

    @Test(
        "breaks rows at words and knows the cursor's place in them",
        arguments: [
            ("|a lake at dawn", 0, 0), ("a lake |at dawn", 0, 1), ("a lake at dawn|", 4, 2), ("a lake| at dawn", 6, 0),
            ("a\n|\nb", 0, 1), ("a\n\nb|", 1, 2), ("湖湖湖|湖", 0, 1), ("湖湖|湖湖", 4, 0), ("abcdef|", 6, 0), ("|", 0, 0),
        ]
    )
    func layout(before: String, column: Int, row: Int) {
        #expect(editor(before).layout(columns: 7).cursor == Point(column: column, row: row))
    }

    @Test("covers every character but line breaks once in its rows", arguments: 1...12)
    func rows(columns: Int) {
        let editor = TextEditor("a lake at dawn\n\n湖の夜明け, averyverylongword  and more\n", isMultiline: true)
        let layout = editor.layout(columns: columns)
        let offsets = layout.rows.flatMap(Array.init)
        #expect(offsets == editor.characters.indices.filter { editor.characters[$0] != "\n" })
    }

    @Test("visits every row going down and up, and aims at the same column")
    func vertical() {
        var editor = editor("a lak|e at dawn\nx\nslow dolly")
        var places: [Point] = []
        while editor.moveDown(columns: 8) { places.append(editor.layout(columns: 8).cursor) }
        #expect(places.map(\.row) == [1, 2, 3, 4])
        #expect(places.map(\.column) == [5, 1, 4, 5])
        while editor.moveUp(columns: 8) {}
        #expect(picture(editor) == "a lak|e at dawn\nx\nslow dolly")
    }

    @Test("scrolls a line sideways so that the cursor is seen")
    func window() {
        var editor = TextEditor("a lake at dawn")
        #expect(editor.window(columns: 6) == (text: " dawn", cursor: 5))
        editor.moveToStart()
        #expect(editor.window(columns: 6) == (text: "a lak~", cursor: 0))
        #expect(editor.window(columns: 20) == (text: "a lake at dawn", cursor: 0))
    }

    @Test("scrolls no more than the cursor asks for")
    func scrolls() {
        let editor = editor("1\n2\n3\n4\n5\n|6\n7\n8")
        let layout = editor.layout(columns: 9)
        #expect(layout.firstRow(height: 3) == 3)
        #expect(layout.firstRow(height: 3, previous: 4) == 4)
        #expect(layout.firstRow(height: 3, previous: 7) == 5)
        #expect(layout.firstRow(height: 99, previous: 7) == 0)
    }
}

@Suite("List viewport")
struct ListViewportTests {
    @Test("always shows its selection and never leaves the list", arguments: [0, 1, 5, 100], [0, 1, 3, 10])
    func invariant(count: Int, rows: Int) {
        var list = ListViewport(count: count)
        let moves: [(inout ListViewport) -> Void] = [
            { $0.move(by: 1, rows: rows) }, { $0.page(by: 1, rows: rows) }, { $0.move(by: 7, rows: rows) },
            { $0.end(rows: rows) }, { $0.move(by: -2, rows: rows) }, { $0.page(by: -1, rows: rows) },
            { $0.resize(count: count / 2) }, { $0.home() }, { $0.move(by: -9, rows: rows) }, { $0.resize(count: 0) },
        ]
        for move in moves {
            move(&list)
            let shown = list.visible(rows: rows)
            #expect(shown.count == min(rows, list.count) && shown.upperBound <= list.count)
            #expect((list.selection == nil) == (list.count == 0))
            if rows > 0, let selection = list.selection { #expect(shown.contains(selection)) }
        }
    }

    @Test("scrolls only when the selection leaves the pane")
    func scrolls() {
        var list = ListViewport(count: 10)
        list.move(by: 2, rows: 3)
        #expect(list.visible(rows: 3) == 0..<3)
        list.move(by: 1, rows: 3)
        #expect(list.visible(rows: 3) == 1..<4)
        list.move(by: -1, rows: 3)
        #expect(list.visible(rows: 3) == 1..<4)
        list.page(by: 1, rows: 3)
        #expect(list.visible(rows: 3) == 3..<6 && list.selection == 4)
        list.end(rows: 3)
        #expect(list.visible(rows: 3) == 7..<10)
    }
}
