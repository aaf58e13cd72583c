import CTerminal
package import TerminalKit

extension CursesTerminal {
    package func invalidate() { shown = nil }

    /// Shows a frame in one write, or none if it is the one shown.
    ///
    /// Only the cells that differ from the frame before are given to ncurses.
    package func present(_ frame: Frame) {
        guard frame != shown else { return }
        let before = shown?.size == frame.size ? shown : nil
        if before == nil { prepareWholeFrame(frame.size) }
        for row in 0..<frame.size.rows { put(row: row, of: frame, unlessIn: before) }
        placeCursor(frame)
        wnoutrefresh(ct_screen())
        doupdate()
        device.write(output.take())
        shown = frame
    }

    private func prepareWholeFrame(_ size: Size) {
        let screen = ct_screen()
        if getmaxy(screen) != size.rows || getmaxx(screen) != size.columns {
            resizeterm(Int32(size.rows), Int32(size.columns))
        }
        werase(ct_screen())
        clearok(ct_physical_screen(), true)
    }

    private func put(row: Int, of frame: Frame, unlessIn before: Frame?) {
        for column in 0..<frame.size.columns {
            let point = Point(column: column, row: row)
            let cell = frame[point]
            guard cell != before?[point] else { continue }
            if !cell.text.isEmpty {
                put(cell, at: point)
            } else if column > 0 {
                // The right half of a wide character changes with its left one.
                let left = Point(column: column - 1, row: row)
                put(frame[left], at: left)
            }
        }
    }

    private func put(_ cell: Cell, at point: Point) {
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 6) { text in
            var count = 0
            for scalar in cell.text.unicodeScalars.prefix(5) {
                text[count] = wchar_t(bitPattern: scalar.value)
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
