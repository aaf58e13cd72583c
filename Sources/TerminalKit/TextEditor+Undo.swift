extension TextEditor {
    /// What the last thing done was, as far as the next can go on with it: so undo goes by words and not by letters.
    enum Run: Hashable, Sendable {
        case none, typing, deleting, killing
        /// Something was yanked and can be turned into what was cut before it.
        case yanking(Range<Int>)
    }

    /// The most letters that are undone at once, for texts without spaces.
    private static let longestRun = 20

    package var canUndo: Bool { history.canUndo }
    package var canRedo: Bool { history.canRedo }

    /// Marks the last step, for somebody who has to follow when it is taken back or done again.
    package mutating func markLastStep(_ mark: Int) { history.markLastStep(mark) }

    /// The mark of the step that ``undo()`` takes back.
    package var markOfUndo: Int? { history.lastStep?.mark }
    /// The mark of the step that ``redo()`` does again.
    package var markOfRedo: Int? { history.nextStep?.mark }

    /// Takes back the last step: a word typed, a paste, a cut, a whole text that was put in the place of another.
    ///
    /// - Returns: False if nothing is left to take back.
    package mutating func undo() -> Bool {
        guard let step = history.undo() else { return false }
        for change in step.changes.reversed() {
            put(change.removed, at: change.start..<change.start + change.inserted.count)
        }
        move(to: step.cursorBefore)
        return true
    }

    /// Does again what was taken back last.
    ///
    /// - Returns: False if nothing was taken back since the last change.
    package mutating func redo() -> Bool {
        guard let step = history.redo() else { return false }
        for change in step.changes { put(change.inserted, at: change.start..<change.start + change.removed.count) }
        move(to: step.cursorAfter)
        return true
    }

    /// Puts text in the place of characters, where it can be taken back; the cursor goes behind it.
    mutating func change(_ range: Range<Int>, to text: String, as next: Run = .none, joins: Bool? = nil) {
        // A mark typed after its letter joins it, so the neighbours are split into characters anew.
        let start = max(0, range.lowerBound - 1)
        let end = min(characters.count, range.upperBound + 1)
        let head = String(characters[start..<range.lowerBound]) + text
        let whole = Array(head + String(characters[range.upperBound..<end]))
        let before = (cursor: cursor, isJoined: joins ?? goesOn(with: text, as: next))
        let change = EditHistory.Change(start: start, removed: Array(characters[start..<end]), inserted: whole)
            .withoutSame
        put(change.inserted, at: change.start..<change.start + change.removed.count)
        move(to: start + min(head.count, whole.count))
        run = next
        guard !change.isEmpty else { return }
        history.record(change, cursors: (before.cursor, cursor), joins: before.isJoined)
    }

    private mutating func put(_ text: [Character], at range: Range<Int>) {
        characters.replaceSubrange(range, with: text)
    }

    /// Whether a change belongs to the step before it: letters up to the end of a word and its spaces, deletions.
    private func goesOn(with text: String, as next: Run) -> Bool {
        guard next == run, let step = history.lastStep, step.changes.count < Self.longestRun else { return false }
        switch next {
        case .typing:
            let startsWord = text.first?.isWordPart == true && cursor > 0 && !characters[cursor - 1].isWordPart
            return !startsWord
        case .deleting: return true
        case .none, .killing, .yanking: return false
        }
    }
}

extension EditHistory.Change {
    var isEmpty: Bool { removed.isEmpty && inserted.isEmpty }

    /// The change without what it leaves as it is at both ends.
    var withoutSame: Self {
        let most = min(removed.count, inserted.count)
        var head = 0
        while head < most, Self.same(removed[head], inserted[head]) { head += 1 }
        var tail = 0
        while tail < most - head, Self.same(removed[removed.count - 1 - tail], inserted[inserted.count - 1 - tail]) {
            tail += 1
        }
        return Self(
            start: start + head,
            removed: Array(removed[head..<removed.count - tail]),
            inserted: Array(inserted[head..<inserted.count - tail])
        )
    }

    /// By their bytes: characters that look the same can be written in several ways, and what is typed is kept.
    private static func same(_ one: Character, _ other: Character) -> Bool { one.utf8.elementsEqual(other.utf8) }
}

extension Character {
    /// Whether it belongs to a word, for moves and cuts.
    var isWordPart: Bool { isLetter || isNumber }
}
