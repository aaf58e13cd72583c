import TerminalKit

/// Where the parts of the screen are; the only place that knows sizes.
struct Layout {
    let screen: Rect
    let header: Rect
    let body: Rect
    /// Empty on a low screen, where the notice stands in the place of the hints.
    let notice: Rect
    let hints: Rect

    init(_ size: Size) {
        screen = Rect(size)
        let (header, rest) = screen.splitTop(1)
        let (above, hints) = rest.splitBottom(1)
        let (body, notice) = above.splitBottom(size.rows >= 16 ? 1 : 0)
        self.header = header
        self.body = body
        self.notice = notice
        self.hints = hints
    }

    /// No room for anything but one line.
    var isTiny: Bool { screen.columns < 20 || screen.rows < 5 }
    /// Everything in one column, the least of everything.
    var isSmall: Bool { screen.columns < 80 || screen.rows < 24 }
    /// List and detail side by side.
    var isWide: Bool { screen.columns >= 100 && screen.rows >= 24 }

    /// A sheet of at most this size in the middle, never over the header or the hints.
    func sheet(columns: Int, rows: Int) -> Rect {
        let space = Rect(column: 0, row: header.endRow, columns: screen.columns, rows: hints.row - header.endRow)
        return space.centred(Size(columns: min(columns, screen.columns), rows: rows))
    }
}
