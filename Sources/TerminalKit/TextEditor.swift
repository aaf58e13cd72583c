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
    /// What was cut, for yanking; several editors can share one by handing it on.
    package var ring = KillRing()
    var history = EditHistory()
    var run = Run.none
    /// The column that moves up and down aim at, while they follow each other.
    var goalColumn: Int?

    /// An editor with its cursor behind the text.
    package init(_ text: String = "", isMultiline: Bool = false) {
        self.isMultiline = isMultiline
        characters = Array(Self.cleaned(text, isMultiline: isMultiline))
        cursor = characters.count
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    /// Inserts typed or pasted text at the cursor, which ends up behind it.
    ///
    /// Any kind of line break becomes `\n`, or a space in a single line, as does a tab; other controls are dropped,
    /// but for marks of writing direction, which belong to some languages.
    package mutating func insert(_ text: String) { insert(text, as: .none) }

    mutating func insert(_ text: String, as run: Run) {
        change(cursor..<cursor, to: Self.cleaned(text, isMultiline: isMultiline), as: run)
    }

    /// Replaces the text, which can be taken back; the cursor goes behind it.
    package mutating func replace(with text: String) {
        change(0..<characters.count, to: Self.cleaned(text, isMultiline: isMultiline))
    }

    /// Puts the cursor at an offset, or at the nearest there is.
    package mutating func move(to offset: Int) {
        cursor = min(max(0, offset), characters.count)
        goalColumn = nil
        run = .none
    }

    static func cleaned(_ text: String, isMultiline: Bool) -> String {
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
