import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The prompt, its settings beside or below it, and what the pages advise.
struct ComposeView {
    let state: AppState
    private let body: Rect

    init(_ state: AppState, _ layout: Layout) {
        self.state = state
        body = layout[.compose]
    }

    private struct Panes {
        var prompt: Rect
        /// The prompt's problem.
        var problem: Rect
        var settings: Rect
        var advice: Rect
        var check: Rect
    }

    /// - Parameters:
    ///   - problemRows: How many rows it takes to say what is wrong with the prompt.
    ///   - checkRows: How many rows the check takes, if there is room for more than one.
    private func panes(problemRows: Int = 0, checkRows: Int = 1) -> Panes {
        let isBeside = body.columns >= 80 && body.rows >= 14
        return isBeside ? besidePanes(problemRows, checkRows) : stackedPanes(problemRows)
    }

    private func besidePanes(_ problemRows: Int, _ checkRows: Int) -> Panes {
        let (left, settings) = body.splitRight(body.columns >= 100 ? 46 : 36)
        let (above, check) = left.splitBottom(1 + checkRows)
        let (upper, advice) = above.splitBottom(left.rows >= 18 ? 8 : 0)
        let (prompt, problem) = upper.splitBottom(problemRows)
        return Panes(prompt: prompt, problem: problem, settings: settings, advice: advice, check: check)
    }

    private func stackedPanes(_ problemRows: Int) -> Panes {
        let (above, check) = body.splitBottom(body.rows >= 8 ? 1 : 0)
        // Where there is no room for both, what has the focus is shown.
        let isLow = above.rows < 8
        let (upper, settings) = above.splitTop(
            isLow ? (state.compose.focus == .prompt ? above.rows : 0) : above.rows * 3 / 5
        )
        let (prompt, problem) = upper.splitBottom(problemRows)
        return Panes(prompt: prompt, problem: problem, settings: settings, advice: above.splitTop(0).top, check: check)
    }

    private func inside(_ prompt: Rect) -> Rect { prompt.rows >= 3 ? prompt.insideBox : prompt }

    var room: Room {
        let inside = inside(panes().prompt)
        return Room(columns: inside.columns, rows: inside.rows)
    }

    func draw(_ frame: inout Frame) {
        let problems = state.problems
        let shown = state.shown(problems)
        let columns = panes().prompt.columns
        let problem = [shown[.prompt]?.first, saidOfAll].compactMap(\.self).flatMap {
            PlainText.wrapped($0.message, to: max(8, columns - 1)).prefix(3)
        }
        let check = check(problems, columns: columns)
        let panes = panes(problemRows: problem.count, checkRows: check.count)
        frame.put(rows: problem.map { " " + $0 }, in: panes.problem, .bad)
        drawPrompt(in: panes.prompt, &frame)
        SettingsPane(state, problems: shown).draw(in: panes.settings, &frame)
        drawAdvice(in: panes.advice, &frame)
        drawCheck(check, problems.isEmpty ? .good : .warning, in: panes.check, &frame)
    }

    /// What the service said that is about no field in particular.
    private var saidOfAll: FieldProblem? { state.compose.saidOfDraft.flatMap { $0.field == nil ? $0.problem : nil } }

    private func drawPrompt(in rect: Rect, _ frame: inout Frame) {
        if rect.rows >= 3 {
            let draft = state.compose.draft
            let count = FieldWords.count(draft.prompt, of: Limits.current.promptLength(draft.mode))
            // As plain as what is typed: a change of style and back would be most of what a key costs on the line.
            frame.box(rect, title: "Prompt", right: count, rightStyle: .normal)
        }
        let inside = inside(rect)
        let editor = state.compose.editor(of: .prompt)
        let text = editor.layout(columns: inside.columns)
        let first = text.firstRow(height: inside.rows)
        let rows = text.rows.dropFirst(first).prefix(inside.rows)
        for (row, range) in rows.enumerated() { frame.put(editor.text(of: range), at: inside.line(row).origin) }
        guard state.screen == .compose, state.compose.focus == .prompt, state.compose.isTyping, !inside.isEmpty else {
            return
        }
        let column = min(inside.column + text.cursor.column, inside.endColumn - 1)
        frame.cursor = Point(column: column, row: inside.row + text.cursor.row - first)
    }

    private func drawAdvice(in rect: Rect, _ frame: inout Frame) {
        guard rect.rows >= 3 else { return }
        frame.box(rect, title: "Advice: \(state.compose.focus.title)")
        var block = TextBlock(columns: rect.insideBox.columns)
        block.add(Advice.text(state.compose.focus, state.compose.draft), .dim)
        frame.draw(block.lines, in: rect.insideBox)
    }

    /// Whether the draft can be sent, in a row or two.
    private func check(_ problems: [FieldProblem], columns: Int) -> [String] {
        guard let first = problems.first else { return ["ready: C-x Enter to review"] }
        let count = problems.count == 1 ? "" : "\(problems.count) problems: "
        let rows = PlainText.wrapped(count + first.message, to: max(8, columns - Self.checkLabel.count))
        return rows.count <= 2 ? rows : [rows[0], rows.dropFirst().joined(separator: " ")]
    }

    private static let checkLabel = " Check  "

    private func drawCheck(_ check: [String], _ style: Style, in rect: Rect, _ frame: inout Frame) {
        // Where there is one row for all of it, it is cut there.
        let rows = rect.rows > check.count ? check : [check.joined(separator: " ")]
        let hasRival = state.compose.rival != nil
        let place = hasRival ? rect.splitBottom(1).rest : rect
        for (index, text) in rows.prefix(place.rows).enumerated() {
            let label = index == 0 ? Self.checkLabel : String(repeating: " ", count: Self.checkLabel.count)
            frame.put([(label, .dim), (text, style)], in: place.line(index))
        }
        if hasRival {
            let words = "also written elsewhere: \(state.keysOfRevisions)"
            return frame.put([(" Draft  ", .dim), (words, .warning)], in: rect.splitBottom(1).bottom)
        }
        guard rect.rows > rows.count else { return }
        let label = " Draft  "
        let kept = state.compose.isKept ? "kept" : "not kept yet"
        let words = "\(kept), \(state.openDraft.isSent ? "sent as it stands" : "NOT SENT")"
        let others = state.draftList.count - 1
        let more = "  (\(state.key(.drafts)): \(others) more)"
        let hasRoom = PlainText.columns(of: label + words + more) <= rect.columns
        frame.put(
            [(label, .dim), (words, .normal), (others > 0 && hasRoom ? more : "", .dim)],
            in: rect.line(rows.count)
        )
    }
}
