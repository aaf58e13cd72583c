import TerminalKit
import ToccataApp
import ToccataCore

/// The kept subjects, to take one of.
func drawPicker(_ viewport: ListViewport, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let rect = layout.sheet(columns: 64, rows: state.subjects.count + 2)
    let inside = frame.sheet(rect, title: "Kept subjects", right: "Enter adds  x deletes")
    var viewport = viewport
    viewport.resize(count: state.subjects.count)
    for (row, index) in viewport.visible(rows: inside.rows).enumerated() {
        let subject = state.subjects[index]
        let mark = index == viewport.selection ? "> " : "  "
        let text = "\(subject.name)  \(subject.type), \(subject.style), \(FieldWords.pictures(subject.pictures.count))"
        frame.put([(mark, .accent.bold), (text, .normal)], in: inside.line(row))
    }
}
