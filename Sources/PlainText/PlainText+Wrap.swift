extension PlainText {
    /// Where to break a paragraph into rows of at most `columns` columns.
    ///
    /// Breaks behind spaces where it can, and inside a word that is longer than a row. The spaces at a break
    /// belong to the row before it and may stand out over its end, so the ranges cover every character once and
    /// in order: a cursor can be placed by them.
    ///
    /// - Parameters:
    ///   - characters: One paragraph; a line break in it counts as a space.
    ///   - columns: At least 1; less counts as 1. A character wider than that has a row for itself.
    /// - Returns: At least one range, of offsets into `characters`.
    package static func rows(of characters: [Character], columns: Int) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        var used = 0
        var afterSpace: Int?
        for (index, character) in characters.enumerated() {
            let isSpace = character == " " || character.isNewline || character == "\t"
            let width = self.columns(of: character)
            if !isSpace, used + width > max(1, columns), index > start {
                let end = afterSpace ?? index
                rows.append(start..<end)
                start = end
                afterSpace = nil
                used = self.columns(of: characters[start..<index])
            }
            used += width
            if isSpace { afterSpace = index + 1 }
        }
        return rows + [start..<characters.count]
    }

    /// The text as harmless lines of at most `columns` columns, broken at words; its own line breaks are kept.
    package static func wrapped(_ text: String, to columns: Int) -> [String] {
        lines(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            let characters = Array(paragraph)
            return rows(of: characters, columns: columns).map { row in
                var kept = characters[row]
                while kept.last == " " { kept.removeLast() }
                return cut(String(kept), to: max(1, columns))
            }
        }
    }
}
