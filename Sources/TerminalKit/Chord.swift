/// A key as it is engraved, without modifiers.
package enum Key: Hashable, Sendable {
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right
    case home, end, pageUp, pageDown
    /// From 1.
    case function(Int)
}

/// What is held down with a key.
package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Never with a character: `A` is itself.
    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
}

/// A key with its modifiers.
///
/// Its description is the name people read and write: `a`, `Space`, `C-x`, `M-Enter`, `S-Tab`, `F1`.
package struct Chord: Hashable, Sendable {
    package var key: Key
    package var modifiers: Modifiers

    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    package static func character(_ character: Character) -> Chord { Chord(.character(character)) }
    package static func control(_ character: Character) -> Chord { Chord(.character(character), .control) }
    package static func alt(_ key: Key) -> Chord { Chord(key, .alt) }
    package static func function(_ number: Int) -> Chord { Chord(.function(number)) }

    package static let enter = Chord(.enter)
    package static let escape = Chord(.escape)
    package static let tab = Chord(.tab)
    package static let backspace = Chord(.backspace)
    package static let delete = Chord(.delete)
    package static let insert = Chord(.insert)
    package static let up = Chord(.up)
    package static let down = Chord(.down)
    package static let left = Chord(.left)
    package static let right = Chord(.right)
    package static let home = Chord(.home)
    package static let end = Chord(.end)
    package static let pageUp = Chord(.pageUp)
    package static let pageDown = Chord(.pageDown)

    /// The character that is typed by it: none if a modifier is held down.
    package var typed: Character? {
        guard modifiers.isEmpty, case .character(let character) = key else { return nil }
        return character
    }
}

/// What reaches the program from the terminal.
package enum InputEvent: Hashable, Sendable {
    case key(Chord)
    /// A paste as a whole; its line breaks are `\n`, and it holds no other control but tabs.
    case paste(String)
    /// Whether the terminal's window has the focus. Many terminals never tell.
    case focus(Bool)
}
