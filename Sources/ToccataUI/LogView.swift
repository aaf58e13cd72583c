import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The log: notices and exchanges, oldest first, with what is looked for above them.
struct LogView {
    private let state: AppState
    private let body: Rect

    init(_ state: AppState, _ layout: Layout) {
        self.state = state
        body = layout[.log]
    }

    private var log: EventLog { state.log }
    /// Where it is narrow, each column counts.
    private var isNarrow: Bool { body.columns < 60 }
    private var hasBox: Bool { body.rows >= 6 }
    private var inside: Rect { hasBox && !isNarrow ? body.insideBox : hasBox ? body.splitTop(1).rest : body }
    private var hasFilter: Bool { log.isTypingFilter || !log.filter.text.isEmpty }
    private var list: Rect { hasFilter ? inside.splitTop(1).rest : inside }

    var room: Room { Room(columns: list.columns, rows: list.rows) }

    func draw(_ frame: inout Frame) {
        drawTitle(&frame)
        if hasFilter { drawFilter(&frame) }
        guard let selection = log.viewport.selection else { return frame.put(emptyText, in: list.line(0), .dim) }
        let open = lines(of: log[selection], isSelected: true)
        let visible = log.viewport.visible(rows: max(1, list.rows - open.count + 1))
        let rows = visible.flatMap { $0 == selection ? open : lines(of: log[$0], isSelected: false) }
        for (row, line) in rows.prefix(list.rows).enumerated() { frame.put(line.pieces, in: list.line(row)) }
    }

    private func drawTitle(_ frame: inout Frame) {
        guard hasBox else { return }
        let count = log.count == log.countOfAll ? "\(log.count)" : "\(log.count) of \(log.countOfAll)"
        let isLimited = log.count < log.countOfAll && log.filter.text.isEmpty && !isNarrow
        let more = isLimited ? ", \(state.key(.level)) shows more" : ""
        let following = log.isFollowing ? "" : isNarrow ? " G ends" : "  G follows"
        let right = isNarrow ? "\(count) \(log.leastLevel.shownWord)" : "\(count)  \(log.leastLevel.shownWord)\(more)"
        guard isNarrow else { return frame.box(body, title: "Log", right: right + following) }
        frame.rule(body.line(0))
        frame.put(" Log \(right)\(following) ", at: Point(column: body.column + 2, row: body.row), .title)
    }

    private func drawFilter(_ frame: inout Frame) {
        let (slash, field) = inside.line(0).splitLeft(2)
        frame.put("/ ", in: slash, .key)
        frame.draw(field: log.filter, in: field, hasFocus: log.isTypingFilter)
    }

    private var emptyText: String {
        if log.countOfAll == 0 { return "Nothing happened yet." }
        if log.filter.text.isEmpty { return "Nothing of this level yet; \(state.key(.level)) shows more." }
        // Older entries were here once, or are in the ledger.
        let scope = log.countOfAll == EventLog.capacity ? " among the newest \(EventLog.capacity)" : ""
        return "Nothing like that\(scope); Esc clears the filter."
    }

    /// An entry in one row; the selected one in as many as it takes, as far as the pane goes.
    private func lines(of entry: LogEntry, isSelected: Bool) -> [Line] {
        let heading = heading(of: entry, isSelected: isSelected)
        guard isSelected else { return [Line(pieces: heading + [(entry.text, entry.style)])] }
        let indent = heading.reduce(0) { $0 + PlainText.columns(of: $1.0) }
        let texts = PlainText.wrapped(entry.text, to: max(8, list.columns - indent)).prefix(max(1, list.rows))
        return texts.enumerated().map { index, text in
            let blank = [(String(repeating: " ", count: indent), Style.normal)]
            return Line(pieces: (index == 0 ? heading : blank) + [(text, entry.style)])
        }
    }

    /// The mark, the time, the level, the task.
    private func heading(of entry: LogEntry, isSelected: Bool) -> [(String, Style)] {
        let clock = Times.clock(entry.time, state.localTime)
        let word = entry.level.word
        let task = PlainText.fitted(entry.exchange?.task?.rawValue ?? "", to: 6)
        return [
            (isSelected ? "> " : "  ", .accent.bold), (isNarrow ? clock.prefix(5) + " " : clock + "  ", .dim),
            (isNarrow ? word.prefix(1) + " " : PlainText.fitted(word, to: 6), entry.style),
            (entry.exchange == nil ? "" : task + (isNarrow ? " " : "  "), .dim),
        ].filter { !$0.0.isEmpty }
    }
}

extension LogLevel {
    /// Nothing for what is usual.
    fileprivate var word: String {
        switch self {
        case .debug, .information: " "
        case .warning: "warn"
        case .error: "error"
        }
    }

    /// What is shown from this level on.
    fileprivate var shownWord: String {
        switch self {
        case .debug: "everything"
        case .information: "info and worse"
        case .warning: "warnings and errors"
        case .error: "errors"
        }
    }
}

extension LogEntry {
    var style: Style {
        switch level {
        case .debug: .dim
        case .information: .normal
        case .warning: .warning
        case .error: .bad
        }
    }
}
