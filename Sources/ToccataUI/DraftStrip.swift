import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// The draft in short, beside the queue: what was written last, what goes with it, whether it can be sent.
func drawDraftStrip(_ state: AppState, in rect: Rect, _ frame: inout Frame) {
    let draft = state.compose.draft
    let others = state.drafts.count { $0.name != state.compose.name }
    let count = others == 0 ? "" : "1 of \(others + 1)  \(state.key(.drafts)): all  "
    frame.box(rect, title: "Draft", right: count + draft.mode.title)
    let inside = rect.insideBox
    var block = TextBlock(columns: inside.columns)
    let isEmpty = draft.prompt.isEmpty
    block.add("Prompt", isEmpty ? "(none yet)" : draft.prompt, isEmpty ? .dim : .normal, rows: 1)
    let names = draft.references.map(\.name).joined(separator: ", ")
    let counts = [FieldWords.references(draft), FieldWords.uploads(state, "up")].compactMap(\.self).joined(
        separator: ", "
    )
    block.add("Refs", names.isEmpty ? "(none)" : "\(names)  (\(counts))", .dim, rows: 1)
    let problems = state.problems
    if let first = problems.first, !isEmpty {
        block.add("Check", first.message, .warning, rows: 1)
    } else {
        let ready = state.openDraft.isSent ? "sent as it stands" : "ready, NOT SENT"
        let words = isEmpty ? "\(state.key(.show(.compose))) writes one" : ready
        block.add("Check", words, isEmpty ? .dim : .good, rows: 1)
    }
    frame.draw(block.lines, in: inside)
}
