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

    /// Beside another screen it is the queue that is shown.
    private var tasks: TaskList { state.shownTasks ?? state.queue }

    /// Whether the whole screen is the Detail.
    private var isDetailAlone: Bool { layout[.list].isEmpty }

    private var listInside: Rect { layout.isFramed ? layout[.list].insideBox : layout[.list] }
    /// In a frame the title says it, once it is typed.
    private var hasFilterRow: Bool { tasks.filter.isTyping || tasks.filter.isThere && !layout.isFramed }
    private var listTable: Rect { hasFilterRow ? listInside.splitTop(1).rest : listInside }
    private var listRows: Rect { listTable.splitTop(1).rest }
    private var isDetailFramed: Bool { layout.isFramed || isDetailAlone }
    /// Inside its frame, or below a rule.
    private var detailInside: Rect {
        isDetailFramed ? layout[.detail].insideBox : layout[.detail].splitTop(1).rest
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
        let rows = tasks.viewport.visible(rows: listRows.rows).flatMap(tasks.ids)
        return Set(rows + [tasks.selected?.id].compactMap(\.self))
    }

    func draw(_ frame: inout Frame) {
        if let banner = HoldWords.line(state) { frame.put(" " + banner, in: layout[.banner], .warning.bold) }
        if !isDetailAlone { drawList(&frame) }
        guard let task = state.detailedTask, !layout[.detail].isEmpty else { return drawDetailPlace(&frame) }
        drawDetail(of: task, &frame)
    }

    /// An empty frame says less than nothing, but holds the others together.
    private func drawDetailPlace(_ frame: inout Frame) {
        if layout.isFramed { frame.box(layout[.detail], title: "Task") }
    }

    /// In the library Enter opens the video.
    private var detailKey: String { state.screen == .library ? "l" : "Enter" }

    private func drawDetail(of task: VideoTask, _ frame: inout Frame) {
        let fold = tasks.fold(of: task.id)
        let title = fold.map(groupTitle) ?? "\(task.id) \(task.state.label)"
        let use = fold == nil ? "\(detailKey): full detail" : "\(detailKey) unfolds"
        if isDetailFramed {
            let lines = fullText(task, detailInside)
            let scrolls = fold == nil ? "\(detailKey) scrolls" : use
            let right = state.detailTop == nil ? scrolls : wayBack(from: lines, in: detailInside)
            frame.box(layout[.detail], title: fold == nil ? "Task \(title)" : title, right: right)
            if fold == nil { drawTabs(state, in: layout[.detail], &frame) }
            return frame.draw(lines, in: detailInside, from: state.detailTop ?? 0)
        }
        let isSmall = layout.form == .small
        let tab = layout.form == .portrait && state.detailTab != .status ? " [\(state.detailTab.title)]" : ""
        drawRule(isSmall ? " \(title) " : " \(title)\(tab)  \(use) ", &frame)
        let inside = detailInside.inset(columns: isSmall ? 0 : 1)
        if layout.form == .portrait {
            return frame.draw(fullText(task, inside), in: inside, from: state.detailTop ?? 0)
        }
        frame.draw(briefText(task, fold, inside, isSmall: isSmall), in: inside)
    }

    private func groupTitle(_ fold: Fold) -> String {
        let words = FoldWords(fold: fold, state: state)
        return "Group of \(words.number)"
    }

    private func briefText(_ task: VideoTask, _ fold: Fold?, _ rect: Rect, isSmall: Bool) -> [Line] {
        if let fold { return FoldText(fold, state, columns: rect.columns).brief(rows: rect.rows) }
        let brief = DetailText(task, state, columns: rect.columns).brief
        return isSmall ? Array(brief.dropFirst(2)) : brief
    }

    private func drawRule(_ title: String, _ frame: inout Frame) {
        let rule = layout[.detail].line(0)
        frame.rule(rule)
        frame.put(title, at: Point(column: rule.column + 2, row: rule.row), .title)
    }

    private func fullText(_ task: VideoTask, _ rect: Rect) -> [Line] {
        tasks.fold(of: task.id).map { FoldText($0, state, columns: rect.columns).full }
            ?? DetailText(task, state, columns: rect.columns).lines(of: state.detailTab)
    }

    private func drawList(_ frame: inout Frame) {
        if layout.isFramed { frame.box(layout[.list], title: listTitle) }
        if hasFilterRow { drawFilter(&frame) }
        frame.put(columns.heading(tasks.order), in: listTable.line(0), .dim)
        guard tasks.shownCount > 0 else { return drawEmpty(&frame) }
        let visible = tasks.viewport.visible(rows: listRows.rows)
        drawRows(visible, of: visible, &frame)
    }

    /// Draws what a move of the mark changes in a list that was drawn before.
    func drawMove(from before: ListViewport, _ frame: inout Frame) {
        let visible = tasks.viewport.visible(rows: listRows.rows)
        let isScrolled = visible != before.visible(rows: listRows.rows)
        let changed = [before.selection, tasks.viewport.selection].compactMap(\.self).filter(visible.contains)
        if isScrolled { drawRows(visible, of: visible, &frame) } else { drawRows(changed, of: visible, &frame) }
    }

    private func drawRows(_ rows: some Sequence<Int>, of visible: Range<Int>, _ frame: inout Frame) {
        let (columns, place) = (columns, listRows)
        for row in rows {
            let pieces = pieces(ofRow: row, columns, isSelected: row == tasks.viewport.selection)
            frame.put(pieces, in: place.line(row - visible.lowerBound))
        }
    }

    private var columns: TaskColumns {
        TaskColumns(width: listInside.columns, isLibrary: state.screen == .library)
    }

    private func pieces(ofRow row: Int, _ columns: TaskColumns, isSelected: Bool) -> [(String, Style)] {
        if let fold = tasks.fold(row: row) { return columns.row(fold, isSelected: isSelected, state) }
        let task = tasks[row]
        return columns.row(task, isVariant: tasks.hasOthers(of: task), isSelected: isSelected, state)
    }

    private var listTitle: String {
        let name = (state.screen == .library ? Screen.library : .queue).title
        let filter = tasks.filter.filter.isEmpty ? "" : "  /\(tasks.filter.filter.text)"
        let marked = state.marks.isEmpty ? "" : ", \(state.marks.ids.count) marked"
        return "\(name) \(count)\(marked)\(filter)"
    }

    private var count: String {
        let (shown, all) = (tasks.shownTaskCount, tasks.tasks.count)
        return shown == all ? "\(shown)" : "\(shown) of \(all)"
    }

    private func drawFilter(_ frame: inout Frame) {
        let found = tasks.filter.isTyping ? count : "\(count)  Esc clears"
        // Where there is a line of notices, that says it: it is long.
        let hint = layout[.notice].isEmpty ? tasks.filter.filter.hint : nil
        let words = tasks.filter.problem?.description ?? hint ?? found
        let row = listInside.line(0)
        let width = min(PlainText.columns(of: words), row.columns * 2 / 3)
        let (left, right) = row.splitLeft(row.columns - width)
        let (slash, field) = left.splitLeft(2)
        frame.put("/ ", in: slash, .key)
        frame.put(words, in: right, tasks.filter.problem == nil ? .dim : .warning)
        let text = field.splitLeft(field.columns - 1).left
        frame.draw(field: tasks.filter.editor, in: text, hasFocus: tasks.filter.isTyping)
    }

    private func drawEmpty(_ frame: inout Frame) {
        let place = listRows.inset(columns: 2, rows: listRows.rows > 6 ? 1 : 0)
        if state.isFirstStart { return frame.draw(Welcome(state).lines(in: place), in: place) }
        var block = TextBlock(columns: place.columns)
        for text in emptyText { block.add(text) }
        frame.draw(block.lines, in: place)
    }

    private var emptyText: [String] {
        if !state.isLoaded { return [state.ledgerTrouble?.reason ?? "Reading the ledger ..."] }
        guard tasks.tasks.isEmpty else {
            return [
                "Nothing like that among \(tasks.tasks.count). \(state.key(.back, in: .tasks)) clears the filter.",
                "Words are looked for in what a task says; state:failed, mode:t2v, tag:keep, on:today and since:2h "
                    + "narrow it down, ! turns any of them around.",
            ]
        }
        if state.screen == .library { return ["No video is saved yet.", "What finishes in the Queue comes here."] }
        return ["No tasks."]
    }
}
