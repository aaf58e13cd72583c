/// Which rows of a list are shown and which one has the mark.
///
/// It does not know how high its pane is: whoever moves or draws says how many rows there are. What it shows is
/// always inside the list and always holds the selection, even if nobody called ``settle(rows:)`` since.
package struct ListViewport: Hashable, Sendable {
    package private(set) var count: Int
    /// The row with the mark; nil only in an empty list.
    package private(set) var selection: Int?
    /// The first row shown, if the pane is as high as it was when last settled.
    package private(set) var top = 0

    package init(count: Int = 0, selection: Int? = nil) {
        self.count = max(0, count)
        select(selection ?? 0)
    }

    /// The rows a pane of this height shows, around the selection.
    package func visible(rows: Int) -> Range<Int> {
        let rows = max(0, rows)
        var first = top
        if let selection {
            if selection < first { first = selection }
            if selection >= first + rows { first = selection - rows + 1 }
        }
        first = max(0, min(first, count - rows))
        return first..<min(count, first + rows)
    }

    /// Keeps what a pane of this height shows, so that the next move scrolls from there.
    package mutating func settle(rows: Int) {
        top = visible(rows: rows).lowerBound
    }

    /// Shows from a row on, as far as that keeps the selection in sight.
    package mutating func show(from row: Int) { top = max(0, row) }

    /// Marks a row, or the nearest there is.
    package mutating func select(_ row: Int) {
        selection = count == 0 ? nil : min(max(0, row), count - 1)
    }

    /// Goes on with a list of another length; the mark stays on its row as far as there is one.
    package mutating func resize(count: Int) {
        self.count = max(0, count)
        select(selection ?? 0)
    }

    package mutating func move(by distance: Int, rows: Int) {
        select((selection ?? 0) + distance)
        settle(rows: rows)
    }

    /// Moves by whole pages, keeping one row of the page before in sight.
    package mutating func page(by pages: Int, rows: Int) {
        let step = max(1, rows - 1) * pages
        let shown = visible(rows: rows)
        top = max(0, min(shown.lowerBound + step, count - rows))
        move(by: step, rows: rows)
    }

    package mutating func home() {
        select(0)
        top = 0
    }

    package mutating func end(rows: Int) {
        select(count - 1)
        settle(rows: rows)
    }
}
