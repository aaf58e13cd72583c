import TerminalKit

/// One row of a text, in pieces of different styles.
struct Line {
    var pieces: [(text: String, style: Style)]

    init(_ text: String = "", _ style: Style = .normal) { pieces = [(text, style)] }
    init(pieces: [(text: String, style: Style)]) { self.pieces = pieces }
}

extension Frame {
    /// Draws lines from `top` on, as many as there is room for.
    mutating func draw(_ lines: [Line], in rect: Rect, from top: Int = 0) {
        let first = min(max(0, top), max(0, lines.count - rect.rows))
        for (row, line) in lines.dropFirst(first).prefix(rect.rows).enumerated() {
            put(line.pieces, in: rect.line(row))
        }
    }

    /// Clears a sheet's place and draws its box; what is left to write into.
    mutating func sheet(_ rect: Rect, title: String, right: String = "") -> Rect {
        fill(rect)
        box(rect, title: title, right: right)
        return rect.rows >= 2 && rect.columns >= 2 ? rect.inset(columns: 2, rows: 1) : rect
    }
}

/// The keys of a text that fills a pane: how to see the rest, if there is any, and how to leave.
func wayBack(from lines: [Line], in rect: Rect) -> String {
    lines.count > rect.rows ? "j k scroll  q back" : "q back"
}
