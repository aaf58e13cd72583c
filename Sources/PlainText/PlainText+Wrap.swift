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
        rows(of: characters, columns: columns, isSpace: isSpace, width: { self.columns(of: $0) })
    }

    /// By scalars: to compare characters takes longer than to measure them.
    private static func isSpace(_ character: Character) -> Bool {
        var scalars = character.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return false }
        switch first.value {
        case 0x20, 0x09: return scalars.next() == nil
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: return true
        default: return false
        }
    }

    /// Characters, or bytes where each is one of them.
    private static func rows<Element>(
        of elements: [Element],
        columns: Int,
        isSpace: (Element) -> Bool,
        width: (Element) -> Int
    ) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        var used = 0
        var afterSpace: Int?
        for (index, element) in elements.enumerated() {
            let isSpace = isSpace(element)
            let columnsOfThis = width(element)
            if !isSpace, used + columnsOfThis > max(1, columns), index > start {
                let end = afterSpace ?? index
                rows.append(start..<end)
                start = end
                afterSpace = nil
                used = elements[start..<index].reduce(0) { $0 + width($1) }
            }
            used += columnsOfThis
            if isSpace { afterSpace = index + 1 }
        }
        return rows + [start..<elements.count]
    }

    /// The text as harmless lines of at most `columns` columns, broken at words; its own line breaks are kept.
    package static func wrapped(_ text: String, to columns: Int) -> [String] {
        if isPrintableASCII(text) { return wrapped(plain: text, to: columns) }
        return lines(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            let characters = Array(paragraph)
            return rows(of: characters, columns: columns).map { row in
                var kept = characters[row]
                while kept.last == " " { kept.removeLast() }
                return cut(String(kept), to: max(1, columns))
            }
        }
    }

    /// The same for one paragraph of printable ASCII, whose bytes are its characters: most text, and drawn for each key.
    private static func wrapped(plain text: String, to columns: Int) -> [String] {
        guard text.utf8.count > columns || text.utf8.last == 0x20 else { return [text] }
        let bytes = Array(text.utf8)
        return rows(of: bytes, columns: columns, isSpace: { $0 == 0x20 }, width: { _ in 1 }).map { row in
            var kept = bytes[row]
            while kept.last == 0x20 { kept.removeLast() }
            return cut(String(decoding: kept, as: UTF8.self), to: max(1, columns))
        }
    }
}
