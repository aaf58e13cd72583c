/// A cell's place; rows grow downwards from 0.
package struct Point: Hashable, Sendable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// Columns and rows, never negative.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A part of the screen.
///
/// Every way of cutting gives rectangles inside this one: asked for more than there is, it gives what there is.
package struct Rect: Hashable, Sendable {
    package var column: Int
    package var row: Int
    package var columns: Int
    package var rows: Int

    package init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// A rectangle of this size in the upper left corner.
    package init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    package var size: Size { Size(columns: columns, rows: rows) }
    package var isEmpty: Bool { columns == 0 || rows == 0 }
    package var origin: Point { Point(column: column, row: row) }
    /// The first column to the right of it.
    package var endColumn: Int { column + columns }
    /// The first row below it.
    package var endRow: Int { row + rows }

    package func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
    }
}

extension Rect {
    /// The upper `rows` rows, and what is below them.
    package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, rows), self.rows)
        return (
            Rect(column: column, row: row, columns: columns, rows: taken),
            Rect(column: column, row: row + taken, columns: columns, rows: self.rows - taken)
        )
    }

    /// The lower `rows` rows, and what is above them.
    package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = splitTop(self.rows - min(max(0, rows), self.rows))
        return (rest, bottom)
    }

    /// The left `columns` columns, and what is to the right of them.
    package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, columns), self.columns)
        return (
            Rect(column: column, row: row, columns: taken, rows: rows),
            Rect(column: column + taken, row: row, columns: self.columns - taken, rows: rows)
        )
    }

    /// The right `columns` columns, and what is to the left of them.
    package func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let (rest, right) = splitLeft(self.columns - min(max(0, columns), self.columns))
        return (rest, right)
    }

    /// What is left when this many columns are taken from both sides, and rows from above and below.
    package func inset(columns inColumns: Int = 0, rows inRows: Int = 0) -> Rect {
        splitLeft(inColumns).rest.splitRight(inColumns).rest.splitTop(inRows).rest.splitBottom(inRows).rest
    }

    /// What is inside the lines of a box drawn around this rectangle.
    package var insideBox: Rect { inset(columns: 1, rows: 1) }

    /// One row of it, counted from its own top; empty if there is no such row.
    package func line(_ index: Int) -> Rect {
        index < 0 ? splitTop(0).top : splitTop(index).rest.splitTop(1).top
    }

    /// The part that lies in both.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left,
            row: top,
            columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top
        )
    }

    /// A rectangle of at most this size in the middle of this one.
    package func centred(_ size: Size) -> Rect {
        let width = min(size.columns, columns)
        let height = min(size.rows, rows)
        return Rect(
            column: column + (columns - width) / 2,
            row: row + (rows - height) / 2,
            columns: width,
            rows: height
        )
    }
}
