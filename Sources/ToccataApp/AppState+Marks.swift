import TerminalKit
import ToccataCore

/// Several tasks at once.
extension AppState {
    private var shownIDs: [ShortID] { shownTasks.map { list in (0..<list.shownCount).flatMap(list.ids) } ?? [] }

    /// What keys about several mean: all that are marked, or the group of the selected row; nil for the selected task.
    var several: [ShortID]? {
        if !marks.isEmpty { return Array(marks.ids) }
        return selectedFold?.tasks.map(\.id)
    }

    /// As they stand in the list: what is sent leaves in that order.
    func inOrder(_ ids: [ShortID]) -> [VideoTask] { ids.compactMap(queue.index).sorted().map { queue.tasks[$0] } }

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
            guard let list = shownTasks, let row = list.viewport.selection else { break }
            marks.toggle(list.ids(row: row))
            changeShownTasks { $0.move(.down, rows: room.rows) }
        case .markRange:
            guard let list = shownTasks, let row = list.viewport.selection else { break }
            marks.toggleRange(at: list[row].id, of: list.ids(row: row))
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
        marks.extend(over: (min(start, end)...max(start, end)).flatMap(list.ids))
    }

    /// What a wish would do with several tasks as they are now; nil where it is about the selected one.
    func bulk(_ wish: UserAction) -> Bulk? {
        guard wish.isForMarked, let several else { return nil }
        return bulk(wish, with: several, isGroup: marks.isEmpty)
    }

    private func bulk(_ wish: UserAction, with ids: [ShortID], isGroup: Bool) -> Bulk {
        let tasks = inOrder(ids)
        let meant = tasks.filter { reason(against: wish, with: $0) == nil }
        let shown = Set(shownIDs)
        let isUnsent = { (task: VideoTask) in wish == .remove && task.state.isUnsent }
        return Bulk(
            wish: wish,
            isGroup: isGroup,
            unsent: meant.filter(isUnsent).map(\.id),
            others: meant.filter { !isUnsent($0) }.map(\.id),
            reasons: tasks.reduce(into: [:]) { reasons, task in
                if let reason = reason(against: wish, with: task) { reasons[reason, default: 0] += 1 }
            },
            hidden: meant.count { !shown.contains($0.id) },
            unsaved: meant.filter { $0.state == .unsaved }.map(\.id),
            servers: Set(meant.map(\.server)).sorted { $0.name < $1.name },
            paid: meant.count { !$0.server.isLocal }
        )
    }

    /// Why a wish does nothing with several tasks; nil where it does, or is about the selected one.
    func refusalForSeveral(of wish: UserAction) -> String? {
        let fold = marks.isEmpty ? selectedFold?.tasks : nil
        guard wish.isForMarked, !marks.isEmpty || fold != nil, let reasons = reasons(against: wish, fold) else {
            return nil
        }
        let of = fold.map { "of the \($0.count) tasks in this row" } ?? "of the marked tasks"
        guard wish == .cloneAnew else { return "This applies to none \(of)." }
        let help = reasons[.refused] == nil ? "" : " \(key(.correct)) puts right what was refused."
        return "None \(of) can be sent anew: \(LeftOut.words(reasons, of: wish)).\(help)"
    }

    /// Nil where a wish does something with one at least; the marked are only gone through where their states do not
    /// tell.
    private func reasons(against wish: UserAction, _ fold: [VideoTask]?) -> [LeftOut: Int]? {
        if let fold { return reasons(against: wish, withAll: fold) }
        guard markedStates.contains(where: { applies(wish, to: $0) }) else { return [.state: marks.ids.count] }
        guard wish == .cloneAnew else { return nil }
        return reasons(against: wish, withAll: marks.ids.lazy.compactMap(queue.index).map { queue.tasks[$0] })
    }

    private func reasons(against wish: UserAction, withAll tasks: some Sequence<VideoTask>) -> [LeftOut: Int]? {
        var reasons: [LeftOut: Int] = [:]
        for task in tasks {
            guard let reason = reason(against: wish, with: task) else { return nil }
            reasons[reason, default: 0] += 1
        }
        return reasons
    }

    mutating func tellStatesOfMarks() {
        markedStates = marks.ids.reduce(into: []) { states, id in
            if let index = queue.index(of: id) { states.insert(queue.tasks[index].state) }
        }
    }

    private func reason(against wish: UserAction, with task: VideoTask) -> LeftOut? {
        if wish == .cloneAnew { return reasonAgainstAnew(task) }
        return applies(wish, to: task.state) ? nil : .state
    }

    /// Stricter than for one task: what may be billed twice, or lose a video, is decided about one by one.
    private func applies(_ wish: UserAction, to state: TaskState) -> Bool {
        switch wish {
        case .send: state == .held
        case .cloneAnew: canBeSentAnew(state)
        case .forget: state.isSettled && state != .lost
        case .remove: refusalToStop(state) == nil
        case .hold: refusalToHold(state) == nil
        case .download: refusalToDownload(state) == nil
        default: false
        }
    }

    /// What undoes it, where something does.
    private func back(from bulk: Bulk) -> String {
        switch bulk.wish {
        case .forget: " \(key(.undo, in: .tasks)) brings them back."
        case .remove where !bulk.unsent.isEmpty: " \(key(.undo, in: .tasks)) brings the unsent ones back, held."
        default: ""
        }
    }

    /// The tasks may have changed while the question stood: only what was asked about and still applies is done.
    mutating func carryOut(_ asked: Bulk) -> [Effect] {
        let now = bulk(asked.wish, with: asked.unsent + asked.others, isGroup: asked.isGroup)
        if asked.wish == .cloneAnew, let ledgerTrouble {
            notice = .error("Nothing was sent. \(ledgerTrouble.reason)")
            return []
        }
        if !asked.isGroup { marks.clear() }
        let effects = now.effects(asked: asked)
        if asked.wish == .cloneAnew {
            sentTogether = SentTogether(awaited: effects.count)
            notice = Notice("Sending \(effects.count) of \(asked.count) tasks as new ones ...")
            return effects
        }
        let done = "Done with \(effects.count) of \(asked.count) tasks.\(back(from: now))"
        notice = asked.sends && isPaused ? .warning("\(done) They wait: \(pauseWords).") : Notice(done)
        return effects
    }
}
