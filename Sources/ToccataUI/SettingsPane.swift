import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The fields of Compose but the prompt, one a row, with what is wrong right under each.
struct SettingsPane {
    private let state: AppState
    private let problems: [ComposeField: [FieldProblem]]

    init(_ state: AppState, problems: [ComposeField: [FieldProblem]]) {
        self.state = state
        self.problems = problems
    }

    private enum Row {
        case field(ComposeField)
        /// A long text while it is typed has a row for itself.
        case editor(ComposeField)
        case fact(String)
        case problem(String)
    }

    func draw(in rect: Rect, _ frame: inout Frame) {
        let hasBox = rect.rows >= 6
        if hasBox { frame.box(rect, title: "Settings", right: state.compose.draft.mode.rawValue) }
        let inside = hasBox ? rect.insideBox : rect
        let rows = rows(columns: inside.columns)
        let focused = rows.firstIndex { if case .field(state.compose.focus) = $0 { true } else { false } } ?? 0
        // The rows behind the focused one hold its text, or say what is wrong with it.
        let first = max(0, min(rows.count - inside.rows, max(0, focused + 3 - inside.rows)))
        for (index, row) in rows.dropFirst(first).prefix(inside.rows).enumerated() {
            draw(row, in: inside.line(index), &frame)
        }
    }

    private func rows(columns: Int) -> [Row] {
        state.compose.fields.dropFirst().flatMap { field in
            let messages = (problems[field] ?? []).map(message)
            return [.field(field)] + (isTypedBelow(field) ? [.editor(field)] : []) + facts(field)
                + messages.flatMap { PlainText.wrapped($0, to: max(8, columns - 2)) }.map(Row.problem)
        }
    }

    private func isTypedBelow(_ field: ComposeField) -> Bool {
        field == state.compose.focus && state.compose.isTyping
            && (field == .image || FieldWords.limit(field, state.compose.draft.mode) != nil)
    }

    /// What was found in the picture, and how pictures get to the service; of one that cannot be read the problem says why.
    private func facts(_ field: ComposeField) -> [Row] {
        if field == .references { return FieldWords.uploads(state).map { [.fact("  " + $0)] } ?? [] }
        let picture = state.compose.draft.image
        guard field == .image, !isTypedBelow(field), !picture.text.isEmpty else { return [] }
        if case .found(.unreadable) = state.pictures.check(of: picture, in: state.places) { return [] }
        return [FieldWords.picture(picture, state), FieldWords.upload(picture, state)].filter { !$0.isEmpty }.map(
            Row.fact
        )
    }

    private func message(_ problem: FieldProblem) -> String {
        problem.element.map { "\($0 + 1): \(problem.message)" } ?? problem.message
    }

    private func draw(_ row: Row, in rect: Rect, _ frame: inout Frame) {
        switch row {
        case .problem(let text): frame.put([("  ", .normal), (text, .bad)], in: rect)
        case .editor(let field): drawEditor(field, in: rect.splitLeft(2).rest, &frame)
        case .fact(let text): frame.put(text, in: rect, .good)
        case .field(let field): draw(field, in: rect, &frame)
        }
    }

    private func draw(_ field: ComposeField, in rect: Rect, _ frame: inout Frame) {
        let hasFocus = field == state.compose.focus
        let (label, place) = rect.splitLeft(15)
        frame.put(
            [(hasFocus ? "> " : "  ", .accent.bold), (field == .review ? "" : field.title, hasFocus ? .normal : .dim)],
            in: label
        )
        if isTypedBelow(field) {
            let limit = FieldWords.limit(field, state.compose.draft.mode)
            let count = limit.map { FieldWords.count(state.compose.text(of: field), of: $0) } ?? "URL or path"
            return frame.put(count, in: place, .dim)
        }
        if hasFocus, state.compose.isTyping { return drawEditor(field, in: place, &frame) }
        let value = FieldWords.value(field, state)
        let isChosen = hasFocus && field.kind == .choice
        let words = isChosen ? "< \(value) >" : value
        // A choice that is wider than its column begins earlier, as far as the label leaves room.
        let missing = field.kind == .choice ? max(0, PlainText.columns(of: words) - place.columns) : 0
        let free = label.columns - 2 - PlainText.columns(of: field.title) - 1
        let widened = rect.splitLeft(label.columns - min(missing, max(0, free))).rest
        frame.put(words, in: widened, style(field, hasFocus: hasFocus))
    }

    private func drawEditor(_ field: ComposeField, in rect: Rect, _ frame: inout Frame) {
        frame.draw(field: state.compose.editor(of: field), in: rect, hasFocus: state.overlays.isEmpty)
    }

    private func style(_ field: ComposeField, hasFocus: Bool) -> Style {
        if hasFocus { return field.kind == .text ? .field : .normal.reversed }
        return state.compose.text(of: field).isEmpty && field.kind == .text ? .dim : .normal
    }
}
