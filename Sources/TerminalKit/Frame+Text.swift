import PlainText

/// On which side of its field a text stands.
package enum Alignment: Sendable {
    case left, right, centre
}

extension Frame {
    /// Writes text from a point to the right, clipped at the frame's edges.
    ///
    /// - Returns: How many columns it took, so that the next piece can follow.
    @discardableResult
    package mutating func put(_ text: String, at point: Point, _ style: Style = .normal) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
            PlainText.isPrintableASCII(bytes) ? put(plain: bytes, at: point, style) : nil
        }
        if let count = plain ?? nil { return count }
        var column = point.column
        for character in text {
            guard let width = put(character, column: column, row: point.row, style: style) else { break }
            column += width
        }
        return column - point.column
    }

    /// Writes text into a field of `width` columns: cut with a `~` if it is longer, filled up with spaces if not.
    package mutating func put(
        _ text: String,
        at point: Point,
        _ style: Style = .normal,
        width: Int,
        align: Alignment = .left
    ) {
        let kept = PlainText.cut(text, to: width)
        let room = max(0, width - PlainText.columns(of: kept))
        let before =
            switch align {
            case .left: 0
            case .right: room
            case .centre: room / 2
            }
        let field = Rect(column: point.column, row: point.row, columns: width, rows: 1)
        let (left, rest) = field.splitLeft(before)
        fill(left, style: style)
        fill(rest.splitRight(room - before).right, style: style)
        put(kept, at: rest.origin, style)
    }

    /// Writes text into the first row of a rectangle, which it fills from edge to edge.
    package mutating func put(
        _ text: String,
        in rect: Rect,
        _ style: Style = .normal,
        align: Alignment = .left
    ) {
        guard !rect.isEmpty else { return }
        put(text, at: rect.origin, style, width: rect.columns, align: align)
    }

    /// Writes rows of text, each into one row of a rectangle, until either ends.
    package mutating func put(rows: some Sequence<String>, in rect: Rect, _ style: Style = .normal) {
        for (index, row) in rows.prefix(rect.rows).enumerated() { put(row, in: rect.line(index), style) }
    }

    /// Writes pieces of different styles one after the other into the first row of a rectangle.
    ///
    /// The last piece that does not fit is cut with a `~`; what is left of the row becomes spaces in `style`.
    package mutating func put(_ pieces: [(String, Style)], in rect: Rect, _ style: Style = .normal) {
        guard !rect.isEmpty else { return }
        var rest = rect.line(0)
        for (text, pieceStyle) in pieces where !rest.isEmpty {
            let kept = PlainText.cut(text, to: rest.columns)
            rest = rest.splitLeft(put(kept, at: rest.origin, pieceStyle)).rest
        }
        fill(rest, style: style)
    }

    /// Writes printable ASCII, one byte a column.
    private mutating func put(plain bytes: UnsafeBufferPointer<UInt8>, at point: Point, _ style: Style) -> Int {
        let count = max(0, min(bytes.count, size.columns - point.column))
        let hidden = min(count, max(0, -point.column))
        replace(row: point.row, from: point.column + hidden, count: count - hidden) { column in
            Cell(ascii: bytes[column - point.column], style: style)
        }
        return count
    }

    /// Writes one character; nil if there is no room for it before the right edge.
    private mutating func put(_ character: Character, column: Int, row: Int, style: Style) -> Int? {
        let glyphs = PlainText.glyphs(of: character)
        let width = glyphs.reduce(0) { $0 + $1.columns }
        guard column + width <= size.columns else { return nil }
        var place = column
        for glyph in glyphs {
            put(glyph, column: place, row: row, style: style)
            place += glyph.columns
        }
        return width
    }

    private mutating func put(_ glyph: PlainText.Glyph, column: Int, row: Int, style: Style) {
        if column >= 0 {
            let cell = Cell(glyph, style: style)
            replace(row: row, from: column, count: glyph.columns) { $0 == column ? cell : Cell(rightHalf: style) }
        } else if column + glyph.columns > 0 {
            replace(row: row, from: 0, count: 1) { _ in Cell(ascii: 0x20, style: style) }
        }
    }
}
