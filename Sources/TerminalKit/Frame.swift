// TerminalKit is the screen and the keyboard as values: cells, styles, rectangles, chords, a decoder of bytes,
// editors and lists. It must not know of C, of a real terminal, or of videos.

import PlainText

/// The screen as a value.
///
/// Whatever is put into it is filtered by ``PlainText`` and clipped at the edges; nothing here can fail. Half of
/// a wide character is never left standing: what is written over one half makes the other a space.
package struct Frame: Hashable, Sendable {
    package let size: Size
    /// Row by row, `size.columns` cells each.
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor is shown; hidden if nil or outside.
    package var cursor: Point?

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    package var bounds: Rect { Rect(size) }

    /// The cell at a place inside the frame.
    package subscript(point: Point) -> Cell {
        cells[point.row * size.columns + point.column]
    }

    /// Covers a rectangle with copies of a character that is one column wide.
    package mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .normal) {
        let glyphs = character == " " ? [] : PlainText.glyphs(of: character)
        let isOneColumn = glyphs.count == 1 && glyphs[0].columns == 1
        let cell = isOneColumn ? Cell(glyphs[0], style: style) : Cell(ascii: 0x20, style: style)
        let visible = rect.intersection(bounds)
        for row in visible.row..<visible.endRow {
            replace(row: row, from: visible.column, count: visible.columns) { _ in cell }
        }
    }

    /// Copies another frame into this one, over what is there.
    package mutating func draw(_ other: Frame, at origin: Point) {
        let target = Rect(
            column: origin.column,
            row: origin.row,
            columns: other.size.columns,
            rows: other.size.rows
        )
        let visible = target.intersection(bounds)
        for row in visible.row..<visible.endRow {
            let source = (row - origin.row) * other.size.columns - origin.column
            replace(row: row, from: visible.column, count: visible.columns) { other.cells[source + $0] }
            mendEnds(of: visible, row: row)
        }
    }

    /// Replaces cells of one row; the halves of wide characters that are left over outside become spaces.
    ///
    /// - Parameters:
    ///   - row: A row of the frame.
    ///   - column: The first column; it and all that follow lie inside the frame.
    ///   - count: How many cells.
    ///   - cell: The cell for a column.
    mutating func replace(row: Int, from column: Int, count: Int, with cell: (Int) -> Cell) {
        guard count > 0 else { return }
        let start = row * size.columns + column
        if cells[start].isRightHalf, column > 0 { makeSpace(start - 1) }
        if column + count < size.columns, cells[start + count].isRightHalf { makeSpace(start + count) }
        for offset in 0..<count { cells[start + offset] = cell(column + offset) }
    }

    /// Makes spaces of the halves of wide characters that a copied part was cut through.
    private mutating func mendEnds(of part: Rect, row: Int) {
        guard !part.isEmpty else { return }
        let start = row * size.columns + part.column
        let last = start + part.columns - 1
        if cells[start].isRightHalf { makeSpace(start) }
        if !cells[last].isRightHalf, isWide(cells[last]) { makeSpace(last) }
    }

    private func isWide(_ cell: Cell) -> Bool { PlainText.columns(of: cell.text) == 2 }

    private mutating func makeSpace(_ index: Int) {
        cells[index] = Cell(ascii: 0x20, style: cells[index].style)
    }
}
