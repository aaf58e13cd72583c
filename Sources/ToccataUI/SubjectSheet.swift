import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The subject editor, with every message right under its field.
struct SubjectSheet {
    private let form: SubjectForm
    private let state: AppState
    private let rect: Rect
    private let problems: [(field: SubjectForm.Field, message: String)]

    init(_ form: SubjectForm, _ state: AppState, _ layout: Layout) {
        self.form = form
        self.state = state
        rect = layout.sheet(columns: 76, rows: 20)
        problems = state.problems(in: form)
    }

    private enum Row {
        case field(SubjectForm.Field)
        case problem(String)
        case advice(String)
    }

    func draw(_ frame: inout Frame) {
        let inside = frame.sheet(rect, title: "Subject", right: "reference \(form.index + 1)")
        let rows = rows(columns: inside.columns)
        let focused = rows.firstIndex { if case .field(form.focus) = $0 { true } else { false } } ?? 0
        let first = max(0, min(rows.count - inside.rows, max(0, focused + 2 - inside.rows)))
        for (index, row) in rows.dropFirst(first).prefix(inside.rows).enumerated() {
            draw(row, in: inside.line(index), &frame)
        }
    }

    private func rows(columns: Int) -> [Row] {
        SubjectForm.Field.all.flatMap { field -> [Row] in
            let messages = shownProblems(field).flatMap { PlainText.wrapped($0, to: max(8, columns - 2)) }
            return [.field(field)] + messages.map(Row.problem)
        }
            + PlainText.wrapped(advice, to: max(8, columns)).map(Row.advice)
    }

    private var advice: String {
        "2 to 4 pictures of the same person or thing from different sides, each a URL or a path. With a name and a "
            + "description only, m in the list has the service make them. Leaving keeps the subject in the draft as it is."
    }

    /// A field that is merely empty is not wrong before the form was to be finished.
    private func shownProblems(_ field: SubjectForm.Field) -> [String] {
        guard form.isTried || !form.text(of: field).isEmpty else { return [] }
        return problems.filter { $0.field == field }.map(\.message)
    }

    private func draw(_ row: Row, in rect: Rect, _ frame: inout Frame) {
        switch row {
        case .problem(let text): frame.put([("  ", .normal), (text, .bad)], in: rect)
        case .advice(let text): frame.put(text, in: rect, .dim)
        case .field(let field): draw(field, in: rect, &frame)
        }
    }

    private func draw(_ field: SubjectForm.Field, in rect: Rect, _ frame: inout Frame) {
        let hasFocus = field == form.focus
        let (label, place) = rect.splitLeft(14)
        let title = field == .done ? "" : field.title
        frame.put([(hasFocus ? "> " : "  ", .accent.bold), (title, hasFocus ? .normal : .dim)], in: label)
        if hasFocus, form.isTyping {
            frame.draw(field: form.editor(of: field), in: place, hasFocus: true)
            return
        }
        let style: Style = hasFocus ? (field.kind == .text ? .field : .normal.reversed) : .normal
        frame.put(value(field, hasFocus: hasFocus, columns: place.columns), in: place, style)
    }

    private func value(_ field: SubjectForm.Field, hasFocus: Bool, columns: Int) -> String {
        let text = form.text(of: field)
        switch field {
        case .style, .type: return hasFocus ? "< \(text) >" : text
        case .done: return "[Done]  C-x Enter"
        case .name: return text.isEmpty ? "-" : "\(text)  \(FieldWords.count(text, of: 50))"
        case .description: return text.isEmpty ? "-" : "\(FieldWords.count(text, of: 500))  \(text)"
        case .picture:
            guard !text.isEmpty else { return "-" }
            let (name, facts) = FieldWords.facts(PictureSource(text), state, columns: columns)
            return name + facts
        }
    }
}
