extension TextEditor {
    /// Does what a chord means while typing, in the manner of Emacs and of readline.
    ///
    /// - Parameters:
    ///   - chord: Any chord.
    ///   - columns: How wide the field is, for moves up and down.
    /// - Returns: Whether the chord meant anything here; moves over the text's ends up and down do not, nor does
    ///   Enter in a single line.
    package mutating func apply(_ chord: Chord, columns: Int) -> Bool {
        if let typed = chord.typed {
            insert(String(typed), as: .typing)
            return true
        }
        switch chord {
        case .enter where isMultiline: insert("\n", as: .typing)
        case .up, .control("p"): return isMultiline && moveUp(columns: columns)
        case .down, .control("n"): return isMultiline && moveDown(columns: columns)
        default:
            guard let edit = Self.edits[chord] else { return false }
            edit(&self)
        }
        return true
    }

    /// Whether a chord that types nothing edits or moves.
    package static func edits(with chord: Chord) -> Bool { edits[chord] != nil }

    private static let edits: [Chord: @Sendable (inout TextEditor) -> Void] = [
        .left: { $0.moveLeft() }, .control("b"): { $0.moveLeft() },
        .right: { $0.moveRight() }, .control("f"): { $0.moveRight() },
        .home: { $0.moveToLineStart() }, .control("a"): { $0.moveToLineStart() },
        .end: { $0.moveToLineEnd() }, .control("e"): { $0.moveToLineEnd() },
        Chord(.home, .control): { $0.moveToStart() }, Chord(.end, .control): { $0.moveToEnd() },
        .alt(.character("<")): { $0.moveToStart() }, .alt(.character(">")): { $0.moveToEnd() },
        .alt(.character("b")): { $0.moveWordLeft() }, .alt(.character("f")): { $0.moveWordRight() },
        Chord(.left, .control): { $0.moveWordLeft() }, Chord(.right, .control): { $0.moveWordRight() },
        Chord(.left, .alt): { $0.moveWordLeft() }, Chord(.right, .alt): { $0.moveWordRight() },
        .backspace: { $0.deleteBackward() },
        .delete: { $0.deleteForward() }, .control("d"): { $0.deleteForward() },
        .control("k"): { $0.killToLineEnd() }, .control("u"): { $0.killToLineStart() },
        .control("w"): { $0.killWordLeft() }, .alt(.backspace): { $0.killWordLeft() },
        .alt(.character("d")): { $0.killWordRight() },
        .control("y"): { $0.yank() }, .alt(.character("y")): { $0.yankEarlier() },
    ]
}
