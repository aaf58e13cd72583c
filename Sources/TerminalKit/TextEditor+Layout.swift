import PlainText

/// How a text is broken into the rows of a field, and where its cursor stands.
package struct TextLayout: Hashable, Sendable {
    /// The characters of each row, at least one, as offsets into the text without its line breaks.
    package let rows: [Range<Int>]
    /// The cursor's place: the row counted from the first, the column inside the field.
    package let cursor: Point

    /// The first row to show in a field of `height` rows, so that the cursor is in it.
    ///
    /// - Parameters:
    ///   - height: The rows of the field.
    ///   - previous: The first row shown until now; kept if it will do.
    /// - Returns: An index into ``rows``.
    package func firstRow(height: Int, previous: Int = 0) -> Int {
        let latest = max(0, rows.count - height)
        return min(max(previous, cursor.row - height + 1, 0), cursor.row, max(latest, 0))
    }
}

extension TextEditor {
    /// The rows of the text in a field `columns` wide, broken at words.
    ///
    /// The last column is left to the cursor, which may stand behind a full row.
    package func layout(columns: Int) -> TextLayout {
        let width = max(1, columns - 1)
        var rows: [Range<Int>] = []
        var start = 0
        for paragraph in characters.split(omittingEmptySubsequences: false, whereSeparator: \.isLineFeed) {
            rows += PlainText.rows(of: Array(paragraph), columns: width).map { row in
                row.lowerBound + start..<row.upperBound + start
            }
            start += paragraph.count + 1
        }
        let row = rows.lastIndex { $0.lowerBound <= cursor } ?? 0
        let column = PlainText.columns(of: characters[rows[row].lowerBound..<cursor])
        return TextLayout(rows: rows, cursor: Point(column: min(column, width), row: row))
    }

    /// The text of one row of a layout.
    package func text(of row: Range<Int>) -> String { String(characters[row]) }

    /// What a single line shows in a field `columns` wide, and the cursor's column in it.
    ///
    /// A text that is too long is shown around the cursor.
    package func window(columns: Int) -> (text: String, cursor: Int) {
        let room = max(0, columns - 1)
        var start = cursor
        var column = 0
        while start > 0 {
            let width = PlainText.columns(of: characters[start - 1])
            guard column + width <= room else { break }
            column += width
            start -= 1
        }
        return (PlainText.cut(String(characters[start...]), to: columns), column)
    }

    /// Moves the cursor one row up as the text is shown in a field `columns` wide.
    ///
    /// - Returns: False in the first row, so that the key can mean something else there.
    package mutating func moveUp(columns: Int) -> Bool { moveRow(by: -1, columns: columns) }

    /// Moves the cursor one row down as the text is shown in a field `columns` wide.
    ///
    /// - Returns: False in the last row, so that the key can mean something else there.
    package mutating func moveDown(columns: Int) -> Bool { moveRow(by: 1, columns: columns) }

    private mutating func moveRow(by distance: Int, columns: Int) -> Bool {
        let layout = layout(columns: columns)
        let target = layout.cursor.row + distance
        guard layout.rows.indices.contains(target) else { return false }
        let goal = goalColumn ?? layout.cursor.column
        let row = layout.rows[target]
        var offset = row.lowerBound
        var column = 0
        while offset < row.upperBound {
            column += PlainText.columns(of: characters[offset])
            guard column <= goal else { break }
            offset += 1
        }
        // Behind the last character of a broken row the cursor would show at the start of the next.
        let isBroken = target + 1 < layout.rows.count && layout.rows[target + 1].lowerBound == row.upperBound
        move(to: isBroken ? min(offset, max(row.lowerBound, row.upperBound - 1)) : offset)
        goalColumn = goal
        return true
    }
}

extension Character {
    /// Whether it is what lines end with here; as a byte, for a comparison of characters takes much longer.
    fileprivate var isLineFeed: Bool { utf8.first == 0x0A }
}
