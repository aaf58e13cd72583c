import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// Queue and Library: a list of tasks with the detail of the selected one, below it or beside it.
struct TasksView {
    let state: AppState
    let layout: Layout

    init(_ state: AppState, _ layout: Layout) {
        self.state = state
        self.layout = layout
    }

    private var tasks: TaskList { state.shownTasks ?? TaskList() }

    /// Whether the whole screen is the Detail.
    private var isDetailAlone: Bool { state.detailTop != nil && !layout.isWide }

    /// Why nothing is sent, for as long as nothing is sent; on a screen that has a row for it.
    private var banner: String? {
        state.screen == .queue && !isDetailAlone && layout.body.rows >= 6 ? HoldWords.line(state) : nil
    }

    private var body: Rect { banner == nil ? layout.body : layout.body.splitTop(1).rest }

    /// The list with its frame, and the detail's place.
    private var panes: (list: Rect, detail: Rect) {
        if isDetailAlone { return (body.splitTop(0).top, body) }
        if layout.isWide {
            let (list, detail) = body.splitLeft(body.columns * 60 / 100)
            return (list, detail)
        }
        let detailRows = layout.isSmall ? (body.rows >= 8 ? 3 : 0) : 8
        let (list, detail) = body.splitBottom(detailRows)
        return (list, detail)
    }

    private var listInside: Rect { layout.isWide ? panes.list.insideBox : panes.list }
    private var listRows: Rect { listInside.splitTop(1).rest }

    /// Where the detail's text stands: inside a box, or below a rule.
    private var detailInside: Rect {
        layout.isWide || isDetailAlone ? panes.detail.insideBox : panes.detail.splitTop(1).rest
    }

    /// How much room the keys have.
    var room: Room {
        guard state.detailTop != nil, let task = tasks.selected else {
            return Room(columns: listRows.columns, rows: listRows.rows)
        }
        let inside = detailInside
        return Room(columns: inside.columns, rows: inside.rows, content: fullText(task, inside).count)
    }

    /// The rows there is room for, none under the whole detail, and the task whose detail is shown.
    var shown: Set<ShortID> {
        let rows = tasks.viewport.visible(rows: listRows.rows).map { tasks.tasks[$0].id }
        return Set(rows + [tasks.selected?.id].compactMap(\.self))
    }

    func draw(_ frame: inout Frame) {
        if let banner { frame.put(" " + banner, in: layout.body.line(0), .warning.bold) }
        if !isDetailAlone { drawList(&frame) }
        guard let task = tasks.selected, !panes.detail.isEmpty else { return }
        drawDetail(of: task, &frame)
    }

    /// In the library Enter opens the video.
    private var detailKey: String { state.screen == .library ? "l" : "Enter" }

    private func drawDetail(of task: VideoTask, _ frame: inout Frame) {
        let title = "\(task.id) \(task.state.label)"
        let isFull = layout.isWide || isDetailAlone
        if isFull {
            let lines = fullText(task, detailInside)
            let right = state.detailTop == nil ? "\(detailKey) scrolls" : wayBack(from: lines, in: detailInside)
            frame.box(panes.detail, title: "Task \(title)", right: right)
            frame.draw(lines, in: detailInside, from: state.detailTop ?? 0)
        } else {
            let rule = panes.detail.line(0)
            frame.rule(rule)
            let name =
                layout.isSmall ? " \(title) " : " \(title)  \(detailKey): full detail "
            frame.put(name, at: Point(column: rule.column + 2, row: rule.row), .title)
            let inside = detailInside.inset(columns: layout.isSmall ? 0 : 1)
            let brief = DetailText(task, state, columns: inside.columns).brief
            frame.draw(layout.isSmall ? Array(brief.dropFirst(2)) : brief, in: inside)
        }
    }

    private func fullText(_ task: VideoTask, _ rect: Rect) -> [Line] {
        DetailText(task, state, columns: rect.columns).full
    }

    private func drawList(_ frame: inout Frame) {
        if layout.isWide {
            frame.box(panes.list, title: "\(state.screen.title) \(tasks.tasks.count)")
        }
        let columns = TaskColumns(width: listInside.columns, isLibrary: state.screen == .library)
        frame.put(columns.heading, in: listInside.line(0), .dim)
        guard !tasks.tasks.isEmpty else { return drawEmpty(&frame) }
        let visible = tasks.viewport.visible(rows: listRows.rows)
        for (row, index) in visible.enumerated() {
            let isSelected = index == tasks.viewport.selection
            frame.put(columns.row(tasks.tasks[index], isSelected: isSelected, state), in: listRows.line(row))
        }
    }

    private func drawEmpty(_ frame: inout Frame) {
        let place = listRows.inset(columns: 2, rows: listRows.rows > 6 ? 1 : 0)
        var block = TextBlock(columns: place.columns)
        for text in emptyText { block.add(text) }
        frame.draw(block.lines, in: place)
    }

    private var emptyText: [String] {
        if !state.isLoaded { return [state.ledgerTrouble?.reason ?? "Reading the ledger ..."] }
        if state.screen == .library { return ["No video is saved yet.", "What finishes in the Queue comes here."] }
        return [
            "No tasks yet.", "2 opens Compose: write a prompt, then C-x Enter shows what would be sent.",
            "? shows every key.",
        ]
    }
}
