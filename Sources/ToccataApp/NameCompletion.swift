package import TerminalKit
package import ToccataCore

/// A name being completed in the prompt: from an `@` to the cursor.
package struct NameCompletion: Equatable, Sendable {
    /// Where the `@` stands, in characters.
    package let start: Int
    package internal(set) var viewport = ListViewport()

    init(at start: Int) { self.start = start }

    /// What was typed behind the `@`; nil where that is no word any more.
    package func word(in editor: TextEditor) -> String? {
        guard start < editor.cursor, editor.characters[start] == "@" else { return nil }
        let word = editor.characters[start + 1..<editor.cursor]
        return word.contains { $0.isWhitespace || $0 == "@" } ? nil : String(word)
    }

    /// Whether an `@` behind this character begins a word; where words stand without spaces between them, any does.
    static func canBegin(behind character: Character?) -> Bool {
        guard let character, character.isLetter || character.isNumber || character == "@" else { return true }
        return character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? true
    }
}

/// A subject whose name can take the place of what was typed.
package struct NameOffer: Equatable, Sendable {
    /// What comes of taking it.
    package enum Use: Equatable, Sendable {
        /// It is this reference of the draft, from 0.
        case reference(Int)
        /// It becomes this reference of the draft.
        case added(Int)
        /// Its name is written, and no more.
        case name
    }

    package let subject: Subject
    package let use: Use
}
