extension TextEditor {
    package mutating func deleteBackward() {
        guard cursor > 0 else { return }
        change(cursor - 1..<cursor, to: "", as: .deleting)
    }

    package mutating func deleteForward() {
        guard cursor < characters.count else { return }
        change(cursor..<cursor + 1, to: "", as: .deleting)
    }

    /// Puts a text of one line in the place of what stands between an offset and the cursor: a step of its own.
    package mutating func replace(from start: Int, with line: String) {
        guard (0...cursor).contains(start) else { return }
        change(start..<cursor, to: Self.cleaned(line, isMultiline: false))
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
        kill(cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd), .behind)
    }

    package mutating func killToLineStart() { kill(lineStart..<cursor, .before) }
    package mutating func killWordLeft() { kill(wordStart..<cursor, .before) }
    package mutating func killWordRight() { kill(cursor..<wordEnd, .behind) }

    /// Inserts what was cut last.
    package mutating func yank() { yank(in: cursor..<cursor, joins: false) }

    /// Puts what was cut before it in the place of what was just yanked; does nothing after anything else.
    package mutating func yankEarlier() {
        guard case .yanking(let range) = run else { return }
        ring.turn()
        yank(in: range, joins: true)
    }

    private mutating func yank(in range: Range<Int>, joins: Bool) {
        let text = ring.current
        guard !text.isEmpty else { return }
        // What was cut in several lines is one line in a field of one.
        change(range, to: Self.cleaned(String(text), isMultiline: isMultiline), joins: joins)
        run = .yanking(min(range.lowerBound, cursor)..<cursor)
    }

    /// Cuts that follow each other are yanked as one.
    private mutating func kill(_ range: Range<Int>, _ side: KillRing.Side) {
        guard !range.isEmpty else { return }
        let text = Array(characters[range])
        if run == .killing { ring.join(text, side) } else { ring.cut(text) }
        change(range, to: "", as: .killing)
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
