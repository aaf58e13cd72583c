extension TextEditor {
    package mutating func deleteBackward() {
        guard cursor > 0 else { return }
        remove(cursor - 1..<cursor)
    }

    package mutating func deleteForward() {
        guard cursor < characters.count else { return }
        remove(cursor..<cursor + 1)
    }

    package mutating func moveLeft() { move(to: cursor - 1) }
    package mutating func moveRight() { move(to: cursor + 1) }
    package mutating func moveToLineStart() { move(to: lineStart) }
    package mutating func moveToLineEnd() { move(to: lineEnd) }
    package mutating func moveToStart() { move(to: 0) }
    package mutating func moveToEnd() { move(to: characters.count) }
    package mutating func moveWordLeft() { move(to: wordStart) }
    package mutating func moveWordRight() { move(to: wordEnd) }

    /// Cuts to the end of the line; at the end, the line break.
    package mutating func killToLineEnd() {
        kill(cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd))
    }

    package mutating func killToLineStart() { kill(lineStart..<cursor) }
    package mutating func killWordLeft() { kill(wordStart..<cursor) }
    package mutating func killWordRight() { kill(cursor..<wordEnd) }

    /// Inserts what was cut last.
    package mutating func yank() { insert(String(killed)) }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(characters[range])
        remove(range)
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        move(to: range.lowerBound)
    }

    private var lineStart: Int {
        characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    }

    private var lineEnd: Int {
        characters[cursor...].firstIndex(of: "\n") ?? characters.count
    }

    private var wordStart: Int {
        let end = characters[..<cursor].lastIndex(where: \.isWordPart) ?? 0
        return characters[..<end].lastIndex { !$0.isWordPart }.map { $0 + 1 } ?? 0
    }

    private var wordEnd: Int {
        let start = characters[cursor...].firstIndex(where: \.isWordPart) ?? characters.count
        return characters[start...].firstIndex { !$0.isWordPart } ?? characters.count
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber }
}
