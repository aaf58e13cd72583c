import TerminalKit
import ToccataCore

/// Several tasks at once.
extension AppState {
    private var shownIDs: [ShortID] { shownTasks.map { list in (0..<list.shownCount).map { list[$0].id } } ?? [] }

    /// Whether a wish was about marks, and is done.
    mutating func takeMarkKey(_ wish: UserAction, _ room: Room) -> Bool {
        let before = marks.ids
        guard changeMarks(wish, room) else { return false }
        // A range is one step, and goes back to what was marked before it.
        if marks.ids != before { changes.add(.marked(before: before, after: marks.ids)) }
        return true
    }

    private mutating func changeMarks(_ wish: UserAction, _ room: Room) -> Bool {
        switch wish {
        case .mark:
            guard let id = selectedTask?.id else { break }
            marks.toggle(id)
            changeShownTasks { $0.move(.down, rows: room.rows) }
        case .markRange: selectedTask.map { marks.toggleRange(at: $0.id) }
        case .markAll: marks.add(shownIDs)
        case .invertMarks: marks.invert(shownIDs)
        case .unmarkAll: marks.clear()
        default: return false
        }
        return true
    }

    /// The range that is being marked follows the selection.
    mutating func extendRange() {
        guard let list = shownTasks, let anchor = marks.anchor, let end = list.viewport.selection else { return }
        let start = list.row(of: anchor) ?? end
        marks.extend(over: (min(start, end)...max(start, end)).map { list[$0].id })
    }

    /// What a wish would do with the marked tasks as they are now; nil where it is about the selected one.
    func bulk(_ wish: UserAction) -> Bulk? {
        guard wish.isForMarked, !marks.isEmpty else { return nil }
        let marked = queue.tasks.filter { marks.contains($0.id) }
        let meant = marked.filter { applies(wish, to: $0) }
        let shown = Set(shownIDs)
        let isUnsent = { (task: VideoTask) in wish == .remove && task.state.isUnsent }
        return Bulk(
            wish: wish,
            unsent: meant.filter(isUnsent).map(\.id),
            others: meant.filter { !isUnsent($0) }.map(\.id),
            leftOut: marked.count - meant.count,
            hidden: meant.count { !shown.contains($0.id) },
            unsaved: meant.count { $0.state == .unsaved }
        )
    }

    func appliesToMarked(_ wish: UserAction) -> Bool {
        queue.tasks.lazy.contains { marks.contains($0.id) && applies(wish, to: $0) }
    }

    /// Stricter than for one task: what may be billed twice, or lose a video, is decided about one by one.
    private func applies(_ wish: UserAction, to task: VideoTask) -> Bool {
        switch wish {
        case .send: task.state == .held
        case .cloneAnew: canBeSentAnew(task)
        case .forget: task.state.isSettled && task.state != .lost
        default: refusal(of: wish, for: task) == nil
        }
    }

    /// The tasks may have changed while the question stood: only what was asked about and still applies is done.
    mutating func carryOut(_ asked: Bulk) -> [Effect] {
        guard let now = bulk(asked.wish) else { return [] }
        if asked.wish == .cloneAnew, let ledgerTrouble {
            notice = .error("Nothing was sent. \(ledgerTrouble.reason)")
            return []
        }
        marks.clear()
        let effects = now.effects(asked: asked)
        let back = asked.wish == .forget ? " \(key(.undo, in: .tasks)) brings them back." : ""
        notice = Notice("Done with \(effects.count) of \(asked.count) tasks.\(back)")
        return effects
    }
}
