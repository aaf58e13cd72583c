import PlainText

/// A text with a cursor, as a value: the prompt, or one line of a form.
///
/// The cursor stands between characters as people count them, from 0 to the number of characters. The text is kept
/// as typed; what a terminal may show of it is decided when it is drawn.
package struct TextEditor: Hashable, Sendable {
    /// Whether Enter makes a new line; if not, line breaks that are pasted become spaces.
    package let isMultiline: Bool
    package internal(set) var characters: [Character]
    package internal(set) var cursor: Int
    /// What was cut last, for yanking.
    package internal(set) var killed: [Character] = []
    /// The column that moves up and down aim at, while they follow each other.
    var goalColumn: Int?

    /// An editor with its cursor behind the text.
    package init(_ text: String = "", isMultiline: Bool = false) {
        self.isMultiline = isMultiline
        characters = []
        cursor = 0
        insert(text)
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    /// Inserts typed or pasted text at the cursor, which ends up behind it.
    ///
    /// Any kind of line break becomes `\n`, or a space in a single line, as does a tab; other controls are dropped,
    /// but for marks of writing direction, which belong to some languages.
    package mutating func insert(_ text: String) {
        // A mark typed after its letter joins it, so the neighbours are split into characters anew.
        let start = max(0, cursor - 1)
        let end = min(characters.count, cursor + 1)
        let head = String(characters[start..<cursor]) + cleaned(text)
        let whole = Array(head + String(characters[cursor..<end]))
        characters.replaceSubrange(start..<end, with: whole)
        cursor = start + min(head.count, whole.count)
        goalColumn = nil
    }

    /// Replaces the text; the cursor goes behind it.
    package mutating func replace(with text: String) {
        characters = []
        cursor = 0
        insert(text)
    }

    /// Puts the cursor at an offset, or at the nearest there is.
    package mutating func move(to offset: Int) {
        cursor = min(max(0, offset), characters.count)
        goalColumn = nil
    }

    private func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if PlainText.isLineBreak(scalar) {
                if !(scalar == "\n" && previous == "\r") { result.append(isMultiline ? "\n" : " ") }
            } else if scalar == "\t" {
                result.append(" ")
            } else if scalar.properties.generalCategory != .control {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
