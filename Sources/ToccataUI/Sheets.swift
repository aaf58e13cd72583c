import TerminalKit
import ToccataApp
import ToccataCore

/// A question; the safe answer is what every key but y gives.
func drawQuestion(_ question: Question, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let width = min(64, layout.screen.columns)
    var block = TextBlock(columns: width - 4)
    block.addBlank()
    block.add(question.text)
    block.addBlank()
    block.add(Line(pieces: [("[y]", .key), (" \(question.yes)   ", .normal), ("[n]", .key), (" no", .normal)]))
    let rect = layout.sheet(columns: width, rows: block.lines.count + 2)
    frame.draw(block.lines, in: frame.sheet(rect, title: "Question"))
}

extension Question {
    var text: String {
        switch self {
        case .sendAgain(let id):
            "Send \(id) again? If the first request did arrive, there will be two videos, both billed."
        case .resumeOutbox:
            "Go on sending? Everything that waits here goes out; a sent task cannot be cancelled and is billed."
        case .release(let id): "Send \(id) now? A sent task cannot be cancelled and is billed."
        case .forget(let id): "Forget \(id)? Its row here is deleted; a saved file and the task at the service stay."
        case .takeBack(let id): "Take \(id) back? It was not sent and will not be."
        case .stopWatching(let id):
            "Stop watching \(id)? It cannot be cancelled: it goes on at the service and is billed, and its video is not "
                + "downloaded."
        case .deleteSubject(let name): "Delete the kept subject \(name)? Drafts that use it keep their copy."
        case .quit:
            "Quit now? Something is waiting to be sent, being sent or being downloaded. It goes on at the next start; "
                + "what is being sent at this moment may end as LOST?."
        }
    }

    var yes: String {
        switch self {
        case .sendAgain, .release, .resumeOutbox: "send"
        case .forget: "forget"
        case .takeBack: "take it back"
        case .stopWatching: "stop watching"
        case .deleteSubject: "delete"
        case .quit: "quit"
        }
    }
}

func drawInput(_ input: LineInput, _ layout: Layout, _ frame: inout Frame) {
    let rect = layout.sheet(columns: 70, rows: 6)
    let inside = frame.sheet(rect, title: input.title)
    frame.put(input.explanation, in: inside.line(0), .dim)
    frame.draw(field: input.editor, in: inside.line(1), hasFocus: true)
    if let problem = input.problem { frame.put(problem, in: inside.line(2), .bad) }
    frame.put("Enter takes it, Esc leaves it", in: inside.line(3), .hint)
}

extension LineInput {
    fileprivate var title: String {
        switch purpose {
        case .addImage: "Add an image"
        case .editImage: "Edit the image"
        case .attach(let id): "Attach an id to \(id)"
        }
    }

    fileprivate var explanation: String {
        switch purpose {
        case .addImage, .editImage: "A URL (http or https), or the path of a file of this machine:"
        case .attach: "The task_id that the service gave it:"
        }
    }
}

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
