import PlainText
import TerminalKit
import ToccataApp

/// The notes, oldest first.
struct LogView {
    private let state: AppState
    private let body: Rect

    init(_ state: AppState, _ layout: Layout) {
        self.state = state
        body = layout.body
    }

    private var inside: Rect { body.rows >= 6 ? body.insideBox : body }

    var room: Room { Room(columns: inside.columns, rows: inside.rows) }

    func draw(_ frame: inout Frame) {
        if body.rows >= 6 { frame.box(body, title: "Log", right: "\(state.log.notes.count) notes") }
        guard !state.log.notes.isEmpty else { return frame.put("Nothing happened yet.", in: inside.line(0), .dim) }
        let selection = state.log.viewport.selection ?? 0
        let open = lines(of: state.log.notes[selection], isSelected: true)
        let visible = state.log.viewport.visible(rows: max(1, inside.rows - open.count + 1))
        let rows = visible.flatMap { index in
            index == selection ? open : lines(of: state.log.notes[index], isSelected: false)
        }
        for (row, line) in rows.prefix(inside.rows).enumerated() { frame.put(line.pieces, in: inside.line(row)) }
    }

    /// A note in one row; the selected one in as many as it takes, as far as the pane goes.
    private func lines(of note: Note, isSelected: Bool) -> [Line] {
        let time = Times.clock(note.time, secondsFromUTC: state.secondsFromUTC)
        let (word, style) = level(of: note)
        let heading = [(isSelected ? "> " : "  ", Style.accent.bold), (time + "  ", .dim), (word, style)]
        let indent = heading.reduce(0) { $0 + $1.0.count }
        guard isSelected else { return [Line(pieces: heading + [(note.notice.text, style)])] }
        let texts = PlainText.wrapped(note.notice.text, to: max(8, inside.columns - indent)).prefix(max(1, inside.rows))
        return texts.enumerated().map { index, text in
            let blank = [(String(repeating: " ", count: indent), Style.normal)]
            return Line(pieces: (index == 0 ? heading : blank) + [(text, style)])
        }
    }

    private func level(of note: Note) -> (String, Style) {
        switch note.notice.level {
        case .information: ("      ", .normal)
        case .warning: ("warn  ", .warning)
        case .error: ("error ", .bad)
        }
    }
}
