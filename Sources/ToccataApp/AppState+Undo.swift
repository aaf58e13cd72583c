import ToccataCore

/// Taking back what was done to tasks here. What a request costs is never decided by it: where taking back would send,
/// it asks as the key that sends does.
extension AppState {
    /// What was just sent comes first, for as long as it can be taken back.
    mutating func undo() -> [Effect] {
        if let task = taskInGrace { return takeBackTogether(task) }
        guard let change = changes.undo() else { return [] }
        switch change {
        case .forgotten(let ids, let folds):
            notice = Notice("Bringing back what was forgotten: \(names(ids)).")
            broughtBack = ids
            foldsBroughtBack = folds
            return ids.map { .remember($0) }
        case .tagged(let tasks):
            notice = Notice("The tags of \(names(tasks.map(\.id))) are as they were.")
            return tasks.map { .tag($0.id, $0.change.inverse) }
        case .marked(let before, _): mark(before)
        case .ordered(let screen, let before, _): sort(screen, before)
        case .folded(let screen, let before, _): refold(screen, before)
        case .turned(let one, let other): return swapBack(one, other)
        case .held(let ids): return askToRelease(ids)
        case .released(let ids): return holdAgain(ids)
        case .takenBack(let ids): return bringBack(ids)
        case .sent(let ids): return takeBackAgain(ids)
        }
        return []
    }

    mutating func redo() -> [Effect] {
        guard let change = changes.redo() else { return [] }
        switch change {
        case .forgotten(let ids, _):
            notice = Notice("Forgetting \(names(ids)) again.")
            return ids.map { .forget($0) }
        case .tagged(let tasks):
            notice = Notice("The tags of \(names(tasks.map(\.id))) are changed again.")
            return tasks.map { .tag($0.id, $0.change) }
        case .marked(_, let after): mark(after)
        case .ordered(let screen, _, let after): sort(screen, after)
        case .folded(let screen, _, let after): refold(screen, after)
        case .turned(let one, let other): return swapBack(one, other)
        case .held(let ids): return holdAgain(ids)
        case .released(let ids): return askToRelease(ids)
        case .takenBack(let ids): return takeBackAgain(ids)
        case .sent(let ids): return bringBack(ids)
        }
        return []
    }

    private mutating func mark(_ ids: Set<ShortID>) {
        marks.replace(with: queue.tasks.lazy.map(\.id).filter(ids.contains))
        notice = Notice(marks.isEmpty ? "No task is marked, as before." : "\(marks.ids.count) marked, as before.")
    }

    private mutating func sort(_ screen: Screen, _ order: TaskOrder) {
        if screen == .library { library.setOrder(order) } else { queue.setOrder(order) }
        notice = Notice("Sorted as before: \(order.words).")
    }

    private mutating func swapBack(_ one: ShortID, _ other: ShortID) -> [Effect] {
        guard [one, other].allSatisfy({ queue.task($0)?.state.isUnsent == true }) else {
            notice = Notice("\(one) and \(other) have no turns to change any more.")
            return []
        }
        notice = Notice("\(one) and \(other) have changed turns again.")
        return swapTurns(one, other)
    }

    private mutating func holdAgain(_ ids: [ShortID]) -> [Effect] {
        let here = ids.filter { queue.task($0)?.canBeHeld == true }
        notice =
            here.isEmpty
            ? .warning("\(names(ids)) cannot be called back: nothing of it is here any more.")
            : Notice("Holding \(names(here)) ...")
        return here.map { .hold($0) }
    }

    private mutating func takeBackAgain(_ ids: [ShortID]) -> [Effect] {
        let here = ids.filter { queue.task($0)?.state.isUnsent == true }
        notice =
            here.isEmpty
            ? .warning("\(names(ids)) cannot be taken back: nothing of it is here any more.")
            : Notice("Taking \(names(here)) back again.")
        return here.map { .takeBack($0) }
    }

    /// Sends nothing: what comes back is held, and what was ever on its way does not come back.
    private mutating func bringBack(_ ids: [ShortID]) -> [Effect] {
        let back = ids.filter { queue.task($0)?.canBeBroughtBack == true }
        guard !back.isEmpty else {
            notice = .warning("\(names(ids)) cannot be brought back: only what was never on its way can be.")
            return []
        }
        let others = back.count == ids.count ? "" : " Of \(ids.count), only what was never on its way comes back."
        notice = Notice("Bringing back \(names(back)), held: \(key(.send, in: .tasks)) sends.\(others)")
        return back.map { .bringBack($0) }
    }

    private mutating func askToRelease(_ ids: [ShortID]) -> [Effect] {
        let held = ids.filter { queue.task($0)?.state == .held }
        guard let first = held.first else {
            notice = Notice("Nothing of \(names(ids)) is held any more.")
            return []
        }
        if held.count == 1 { return ask(.release(first)) }
        marks.replace(with: held)
        return bulk(.send).map { ask(.bulk($0)) } ?? []
    }

    /// `k3f9ax`, `k3f9ax and 2 more`.
    private func names(_ ids: [ShortID]) -> String {
        guard let first = ids.first else { return "nothing" }
        return ids.count == 1 ? "\(first)" : "\(first) and \(ids.count - 1) more"
    }

    /// The folded groups that these tasks are of.
    private func folds(of ids: [ShortID]) -> LocalChange.Folds {
        let groups = Set(ids.compactMap { queue.task($0)?.group })
        return LocalChange.Folds(
            queue: queue.folds.intersection(groups),
            library: library.folds.intersection(groups)
        )
    }

    /// Keeps what a person has decided about tasks, so that it can be taken back.
    mutating func remember(_ effects: [Effect]) {
        let forgotten = effects.compactMap { if case .forget(let id) = $0 { id } else { nil } }
        let held = effects.compactMap { if case .hold(let id) = $0 { id } else { nil } }
        let released = effects.compactMap { effect -> ShortID? in
            guard case .release(let id) = effect, queue.task(id)?.state == .held else { return nil }
            return id
        }
        let takenBack = effects.compactMap { if case .takeBack(let id) = $0 { id } else { nil } }
        if !takenBack.isEmpty, changes.done.last != .takenBack(takenBack) { changes.add(.takenBack(takenBack)) }
        if !forgotten.isEmpty { changes.add(.forgotten(forgotten, folds: folds(of: forgotten))) }
        if !held.isEmpty { changes.add(.held(held)) }
        if !released.isEmpty { changes.add(.released(released)) }
    }
}
