import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// What a draft once was: a list, and below it the selected one in full, or as much as there is room for.
struct RevisionsSheet {
    private let list: RevisionList
    private let state: AppState
    private let rect: Rect

    init(_ list: RevisionList, _ state: AppState, _ layout: Layout) {
        self.list = list
        self.state = state
        rect = Self.rect(layout)
    }

    private static func rect(_ layout: Layout) -> Rect { layout.sheet(columns: 96, rows: layout.size.rows) }

    /// A third of the sheet, so that there is room for what the selected one says.
    static func listRows(_ layout: Layout) -> Int { max(1, (rect(layout).rows - 2) / 3) }

    func draw(_ frame: inout Frame) {
        let revisions = list.revisions
        let inside = frame.sheet(rect, title: "Revisions", right: revisions.map { "\($0.count)" } ?? "")
        guard let revisions else { return frame.put("Reading the ledger ...", in: inside, .dim) }
        guard let selected = list.selected else { return frame.put("Nothing was recorded yet.", in: inside, .dim) }
        let rows = min(revisions.count, max(1, inside.rows / 3))
        let (top, rest) = inside.splitTop(rows)
        for (row, index) in list.viewport.visible(rows: rows).enumerated() {
            draw(revisions[index], isSelected: index == list.viewport.selection, in: top.line(row), &frame)
        }
        frame.rule(rest.line(0))
        frame.draw(text(of: selected, columns: rest.columns), in: rest.splitTop(1).rest)
    }

    private func draw(_ revision: DraftRevision, isSelected: Bool, in rect: Rect, _ frame: inout Frame) {
        let prompt = PlainText.line(revision.draft.prompt)
        frame.put(
            [
                (isSelected ? "> " : "  ", .accent.bold), (PlainText.fitted("r\(revision.number)", to: 5), .normal),
                (PlainText.fitted(Age.text(since: revision.recordedAt, now: state.now), to: 5), .dim),
                (PlainText.fitted(revision.sentAt == nil ? "" : "sent", to: 5), .good),
                (prompt.isEmpty ? "(no words yet)" : prompt, prompt.isEmpty ? .dim : .normal),
            ],
            in: rect
        )
    }

    private func text(of revision: DraftRevision, columns: Int) -> [Line] {
        var block = TextBlock(columns: columns)
        let present = state.draftList.first { $0.name == list.name }?.draft ?? revision.draft
        let changes = revision.draft.changes(since: present)
        block.add(changes.isEmpty ? "As the draft is now." : "What it would change:", .dim)
        for change in changes where change.field != .prompt {
            block.add(change.field.title, change.words, rows: 1)
        }
        block.addBlank()
        block.add(revision.draft.prompt)
        return block.lines
    }
}
