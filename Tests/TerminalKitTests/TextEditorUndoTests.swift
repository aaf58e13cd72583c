import Scratch
import TerminalKit
import Testing

@Suite("Undo and the kill ring")
struct TextEditorUndoTests {
    private func press(_ names: String, _ editor: inout TextEditor) {
        for name in names.split(separator: " ") {
            guard let chord = Chord(String(name)) else { continue }
            _ = editor.apply(chord, columns: 40)
        }
    }

    /// All texts on the way back, the newest first.
    private func undone(_ editor: inout TextEditor) -> [String] {
        var texts: [String] = []
        while editor.undo() { texts.append(editor.text) }
        return texts
    }

    @Test(
        "takes back by words, cuts and runs of deletions",
        arguments: [
            ("a", "b c Space d e", ["abc ", "a"]), ("", "a , Space b Enter c", ["a, b\n", "a, ", ""]),
            ("lake at", "Backspace Backspace Left Backspace", ["lake ", "lake at"]),
            ("a lake at", "C-w C-w", ["a lake ", "a lake at"]), ("lake", "a Left b", ["lakea", "lake"]),
            ("lake", "C-u", ["lake"]), ("lake", "C-u a b", ["", "lake"]),
            ("lake", "C-a C-k C-y C-y", ["lake", "", "lake"]),
            ("e", "\u{301} x", ["e"]), ("lake", "Left Right C-e", []), ("", "Backspace C-k C-y", []),
        ]
    )
    func steps(before: String, names: String, texts: [String]) {
        var editor = TextEditor(before, isMultiline: true)
        press(names, &editor)
        #expect(undone(&editor) == texts)
    }

    @Test("takes back a paste, and a text that another was put in the place of, in one step")
    func wholes() {
        var editor = TextEditor("a lake", isMultiline: true)
        editor.insert("at dawn,\nmist on the water")
        editor.replace(with: "something else")
        #expect(undone(&editor) == ["a lakeat dawn,\nmist on the water", "a lake"])
        #expect(editor.redo() && editor.redo() && !editor.redo())
        #expect(editor.text == "something else")
    }

    @Test("puts the cursor where the change was")
    func cursor() {
        var editor = TextEditor("a lake at dawn", isMultiline: true)
        editor.move(to: 6)
        press("C-w C-e x", &editor)
        #expect(editor.undo() && editor.cursor == 10)
        #expect(editor.undo() && editor.cursor == 6)
        #expect(editor.redo() && editor.cursor == 2)
    }

    @Test("does nothing again after something new was typed")
    func branches() {
        var editor = TextEditor("a")
        press("b", &editor)
        #expect(editor.undo() && editor.canRedo)
        press("c", &editor)
        #expect(!editor.redo() && editor.text == "ac")
    }

    @Test("breaks a long run, so that a text without spaces is not undone as a whole")
    func longRun() {
        var editor = TextEditor(isMultiline: true)
        for character in String(repeating: "湖", count: 50) { press(String(character), &editor) }
        #expect(undone(&editor).map(\.count) == [40, 20, 0])
    }

    @Test("keeps a writing of the same letters apart")
    func bytes() {
        var editor = TextEditor("e\u{301}")
        editor.replace(with: "\u{E9}")
        #expect(editor.text.unicodeScalars.count == 1)
        #expect(editor.undo() && editor.text.unicodeScalars.count == 2)
    }

    @Test("forgets the oldest when what was changed is a dozen times the longest prompt")
    func bound() {
        var editor = TextEditor("first", isMultiline: true)
        for _ in 1...40 { editor.insert(String(repeating: "x", count: 10_000)) }
        let texts = undone(&editor)
        #expect((10...30).contains(texts.count) && texts.last != "first")
    }

    private static let names = [
        "a", "b", "Space", ".", "湖", "\u{301}", "\u{200D}", "👩", "👧", "Enter", "Left", "Right", "C-a", "C-e", "M-b",
        "M-f", "Up", "Down", "Backspace", "Backspace", "Del", "C-k", "C-u", "C-w", "M-d", "C-y", "C-y", "M-y", "M-y",
    ]

    @Test("gives the first text back and all again, whatever was done", arguments: 1...200 as ClosedRange<UInt64>)
    func property(seed: UInt64) {
        var chance = Chance(seed: seed)
        let first = "a lake\nat dawn, 湖の夜明け"
        var editor = TextEditor(first, isMultiline: seed % 3 > 0)
        let start = editor.text
        for _ in 0..<chance.below(120) {
            switch chance.below(20) {
            case 0: editor.insert("pasted\ntext ")
            case 1: editor.replace(with: chance.pick(["", "another text", "a lake\nat dusk"]))
            case 2: _ = editor.undo()
            case 3: _ = editor.redo()
            default: press(chance.pick(Self.names), &editor)
            }
            #expect(editor.characters == Array(editor.text) && (0...editor.characters.count).contains(editor.cursor))
        }
        while editor.redo() {}
        let last = editor.text
        while editor.undo() {}
        #expect(Array(editor.text.utf8) == Array(start.utf8))
        while editor.redo() {}
        #expect(Array(editor.text.utf8) == Array(last.utf8))
    }

    @Test(
        "yanks cuts that followed each other as one, and turns to those before",
        arguments: [
            ("a lake at", "C-w C-w C-y", "a lake at"), ("a lake at", "C-w Left C-w C-e C-y", "a  lake"),
            ("a lake at", "C-a M-d M-d C-y", "a lake at"), ("a b", "C-w Left Backspace C-w C-y", "b "),
            ("a lake", "C-w Space C-u C-y M-y", "lake"), ("a lake", "C-w Space C-u C-y M-y M-y", "a  "),
            ("one\ntwo", "C-u Backspace C-u C-y", "one"), ("lake", "C-y M-y", "lake"), ("lake", "C-w x M-y", "x"),
            ("one\ntwo", "C-u C-w C-y C-y", "one\ntwoone\ntwo"),
        ]
    )
    func ring(before: String, names: String, after: String) {
        var editor = TextEditor(before, isMultiline: true)
        press(names, &editor)
        #expect(editor.text == after)
    }

    @Test("takes a yank and its turns back in one step")
    func turns() {
        var editor = TextEditor("a lake")
        press("C-w Space C-u C-y M-y", &editor)
        #expect(editor.text == "lake")
        #expect(editor.undo() && editor.text.isEmpty)
    }

    @Test("makes one line of what was cut in several, where there is one")
    func line() {
        var prompt = TextEditor("a\nb", isMultiline: true)
        press("C-u C-w", &prompt)
        var field = TextEditor("x")
        field.ring = prompt.ring
        press("C-y", &field)
        #expect(field.text == "xa b")
    }
}
