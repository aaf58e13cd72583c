import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The kept subjects, to take one of.
func drawPicker(_ picker: SubjectPicker, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let subjects = state.subjects(in: picker)
    let rect = layout.sheet(columns: 76, rows: subjects.count + 2)
    let inside = frame.sheet(rect, title: "Kept subjects, used last first", right: "Enter adds  x deletes")
    var viewport = picker.viewport
    viewport.resize(count: subjects.count)
    for (row, index) in viewport.visible(rows: inside.rows).enumerated() {
        let subject = subjects[index]
        let mark = index == viewport.selection ? "> " : "  "
        let uses = FieldWords.uses(of: subject, state) ?? "not used yet"
        let (line, right) = inside.line(row).splitRight(min(18, inside.columns / 2))
        let facts = "  \(subject.type), \(subject.style), \(FieldWords.pictures(subject.pictures.count))"
        frame.put([(mark, .accent.bold), (subject.name, .normal), (facts, .dim)], in: line.splitRight(1).rest)
        frame.put(uses, in: right, .dim, align: .right)
    }
}
