import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// One line to be typed, with what is wrong with it; where there is no room for both, in place of what explains it.
func drawInput(_ input: LineInput, _ layout: Layout, _ frame: inout Frame) {
    let columns = layout.sheet(columns: 70, rows: 6).columns - 4
    let problem = input.problem.map { PlainText.wrapped($0, to: max(1, columns)) } ?? []
    let inside = frame.sheet(layout.sheet(columns: 70, rows: 5 + max(1, problem.count)), title: input.title)
    if inside.rows < problem.count + 2 {
        let (reasons, field) = inside.splitTop(min(problem.count, inside.rows - 1))
        frame.put(rows: problem, in: reasons, .bad)
        return frame.draw(field: input.editor, in: field.line(0), hasFocus: true)
    }
    frame.put(input.explanation, in: inside.line(0), .dim)
    frame.draw(field: input.editor, in: inside.line(1), hasFocus: true)
    frame.put(rows: problem, in: inside.splitTop(2).rest, .bad)
    frame.put("Enter takes it, Esc leaves it" + input.more, in: inside.line(2 + max(1, problem.count)), .hint)
}

extension LineInput {
    fileprivate var title: String {
        switch purpose {
        case .addImage: "Add an image"
        case .editImage: "Edit the image"
        case .titleDraft: "Name the draft"
        case .attach(let id): "Attach an id to \(id)"
        case .tag(let ids): ids.count == 1 ? "Tags of \(ids[0])" : "Tags of \(ids.count) tasks"
        }
    }

    /// What else can be done.
    fileprivate var more: String {
        switch purpose {
        case .addImage, .editImage: ", C-x C-f completes a path"
        default: ""
        }
    }

    fileprivate var explanation: String {
        switch purpose {
        case .addImage, .editImage: "A URL (http or https), or the path of a file of this machine:"
        case .titleDraft: "What you call it; without a name its first words stand for it:"
        case .attach: "Its task_id. The service is asked for it; look twice whose it is:"
        case .tag: "+word or word puts a tag on, -word takes it off: +keep -draft"
        }
    }
}

extension Frame {
    /// A text field of one line, with the cursor if it has the focus.
    mutating func draw(field editor: TextEditor, in rect: Rect, hasFocus: Bool) {
        let row = rect.line(0)
        guard !row.isEmpty else { return }
        let (text, column) = editor.window(columns: row.columns)
        put(text, in: row, hasFocus ? .field : .normal)
        if hasFocus { cursor = Point(column: min(row.column + column, row.endColumn - 1), row: row.row) }
    }
}
