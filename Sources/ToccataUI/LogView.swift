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
        for (row, index) in state.log.viewport.visible(rows: inside.rows).enumerated() {
            draw(
                state.log.notes[index],
                isSelected: index == state.log.viewport.selection,
                in: inside.line(row),
                &frame
            )
        }
    }

    private func draw(_ note: Note, isSelected: Bool, in row: Rect, _ frame: inout Frame) {
        let time = Ages.clock(note.time, secondsFromUTC: state.secondsFromUTC)
        let (word, style): (String, Style) =
            switch note.notice.level {
            case .information: ("      ", .normal)
            case .warning: ("warn  ", .warning)
            case .error: ("error ", .bad)
            }
        frame.put(
            [(isSelected ? "> " : "  ", .accent.bold), (time + "  ", .dim), (word, style), (note.notice.text, style)],
            in: row
        )
    }
}
