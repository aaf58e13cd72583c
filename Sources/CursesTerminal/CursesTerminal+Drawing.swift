import CTerminal
package import TerminalKit

extension CursesTerminal {
    package func invalidate() { shown = nil }

    /// Shows a frame in one write, or none if it is the one shown.
    ///
    /// Only the cells that differ from the frame before are given to ncurses.
    package func present(_ frame: Frame) {
        let before = shown?.size == frame.size ? shown : nil
        if before == nil { prepareWholeFrame(frame.size) }
        var isChanged = before == nil || before?.cursor != frame.cursor
        frame.forEachChange(since: before) { cell, point in
            isChanged = true
            put(cell, at: point)
        }
        shown = frame
        guard isChanged else { return }
        placeCursor(frame)
        wnoutrefresh(ct_screen())
        doupdate()
        device.write(output.take())
    }

    private func prepareWholeFrame(_ size: Size) {
        let screen = ct_screen()
        if getmaxy(screen) != size.rows || getmaxx(screen) != size.columns {
            resizeterm(Int32(size.rows), Int32(size.columns))
        }
        werase(ct_screen())
        clearok(ct_physical_screen(), true)
    }

    private func put(_ cell: Cell, at point: Point) {
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 6) { text in
            var count = 0
            cell.forEachScalar { scalar in
                text[count] = wchar_t(bitPattern: scalar)
                count += 1
            }
            text[count] = 0
            let style = cell.style
            ct_put(
                Int32(point.row),
                Int32(point.column),
                text.baseAddress,
                palette.attributes(of: style),
                palette.pair(of: style)
            )
        }
    }

    private func placeCursor(_ frame: Frame) {
        let cursor = frame.cursor.flatMap { frame.bounds.contains($0) ? $0 : nil }
        if (cursor != nil) != isCursorShown {
            isCursorShown = cursor != nil
            curs_set(isCursorShown ? 1 : 0)
        }
        // A hidden cursor may stay where the last cell was drawn.
        leaveok(ct_screen(), cursor == nil)
        if let cursor { wmove(ct_screen(), Int32(cursor.row), Int32(cursor.column)) }
    }
}
