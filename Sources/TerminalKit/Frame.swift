import PlainText

/// One cell of a frame.
package struct Cell: Hashable, Sendable {
    /// A scalar with its marks; empty in the right half of a wide one.
    package let text: String
    package var style: Style

    static let blank = Cell(text: " ", style: .normal)
}

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

    /// Changes the style of all cells of a rectangle, not their text.
    package mutating func restyle(_ rect: Rect, _ style: Style) {
        forEachIndex(in: rect) { frame, index in frame.cells[index].style = style }
    }

    /// Covers a rectangle with copies of a character that is one column wide.
    package mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .normal) {
        let glyphs = PlainText.glyphs(of: character)
        let glyph = glyphs.count == 1 && glyphs[0].columns == 1 ? glyphs[0].text : " "
        forEachIndex(in: rect) { frame, index in frame.set(index, Cell(text: glyph, style: style)) }
    }

    /// Copies another frame into this one, over what is there.
    package mutating func draw(_ other: Frame, at origin: Point) {
        let target = Rect(
            column: origin.column,
            row: origin.row,
            columns: other.size.columns,
            rows: other.size.rows
        )
        forEachIndex(in: target) { frame, index in
            let column = index % frame.size.columns - origin.column
            let row = index / frame.size.columns - origin.row
            let cell = other[Point(column: column, row: row)]
            let isCutInHalf =
                cell.text.isEmpty && (column == 0 || index % frame.size.columns == 0)
                || other.isWide(column: column, row: row) && (index + 1) % frame.size.columns == 0
            frame.set(index, isCutInHalf ? Cell(text: " ", style: cell.style) : cell)
        }
    }

    private func isWide(column: Int, row: Int) -> Bool {
        column + 1 < size.columns && self[Point(column: column + 1, row: row)].text.isEmpty
    }

    private mutating func forEachIndex(in rect: Rect, _ body: (inout Frame, Int) -> Void) {
        let visible = rect.intersection(bounds)
        for row in visible.row..<visible.endRow {
            for column in visible.column..<visible.endColumn { body(&self, row * size.columns + column) }
        }
    }

    /// Writes one cell and mends the halves of wide characters it destroys to its left and right.
    mutating func set(_ index: Int, _ cell: Cell) {
        if cells[index].text.isEmpty, !cell.text.isEmpty, index % size.columns > 0 {
            cells[index - 1] = Cell(text: " ", style: cells[index - 1].style)
        }
        let next = index + 1
        if next % size.columns > 0, cells[next].text.isEmpty {
            cells[next] = Cell(text: " ", style: cells[next].style)
        }
        cells[index] = cell
    }
}
