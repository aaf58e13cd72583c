import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// All drafts, to go on with one of.
func drawDrafts(_ viewport: ListViewport, _ state: AppState, _ layout: Layout, _ frame: inout Frame) {
    let drafts = state.draftList
    let rect = layout.sheet(columns: 76, rows: drafts.count + 2)
    let inside = frame.sheet(rect, title: "Drafts", right: "\(drafts.count)")
    var viewport = viewport
    viewport.resize(count: drafts.count)
    for (row, index) in viewport.visible(rows: inside.rows).enumerated() {
        let draft = drafts[index]
        let isSelected = index == viewport.selection
        let words = PlainText.line(draft.words)
        let age = draft.name == state.compose.name ? "open" : Age.text(since: draft.updatedAt, now: state.now)
        frame.put(
            [
                (isSelected ? "> " : "  ", .accent.bold),
                (PlainText.fitted(age, to: 5), .dim), (PlainText.fitted(draft.sentWord, to: 9), draft.sentStyle),
                (PlainText.fitted(draft.draft.mode.abbreviation, to: 5), .dim),
                (words.isEmpty ? "(no words yet)" : words, words.isEmpty ? .dim : isSelected ? .normal.bold : .normal),
            ],
            in: inside.line(row)
        )
    }
}

extension KeptDraft {
    fileprivate var sentWord: String {
        if isSent { return "sent" }
        return sent == nil ? "not sent" : "changed"
    }

    fileprivate var sentStyle: Style { isSent ? .good : .dim }
}
