import ToccataCore

/// Tasks of one draft in one row, and what a key means there.
extension AppState {
    /// The group that the selected row stands for; nil where it is a task.
    package var selectedFold: Fold? { shownTasks?.selectedFold }

    /// Whether a wish was about folds, and is done.
    mutating func takeFoldKey(_ wish: UserAction) -> Bool {
        guard let list = shownTasks else { return false }
        switch wish {
        case .fold: selectedTask?.group.map { fold(list.folds.union([$0])) }
        case .foldAll: foldAll(list)
        case .open, .openVideo: return unfold(list)
        default: return false
        }
        return true
    }

    private mutating func unfold(_ list: TaskList) -> Bool {
        guard let fold = list.selectedFold else { return false }
        self.fold(list.folds.subtracting([fold.group]))
        return true
    }

    private mutating func foldAll(_ list: TaskList) {
        detailTop = nil
        let all = list.foldable
        let isUnfolding = all.isSubset(of: list.folds)
        fold(isUnfolding ? list.folds.subtracting(all) : list.folds.union(all))
        let groups = all.count == 1 ? "The one group" : "All \(all.count) groups"
        notice = Notice(
            isUnfolding
                ? "\(groups) unfolded."
                : "\(groups) folded: \(key(.open, in: .tasks)) unfolds one, \(key(.foldAll)) all."
        )
    }

    private mutating func fold(_ folds: Set<ShortID>) {
        guard let before = shownTasks?.folds, before != folds else { return }
        changeShownTasks { $0.setFolds(folds) }
        changes.add(.folded(screen, before: before, after: folds))
    }

    mutating func refold(_ screen: Screen, _ folds: Set<ShortID>) {
        if screen == .library { library.setFolds(folds) } else { queue.setFolds(folds) }
        notice = Notice("Groups are folded as before.")
    }

    func refusalToFold() -> String? {
        guard let list = shownTasks, let task = list.selected else { return "No task is selected." }
        if list.selectedFold != nil { return "It is folded: \(key(.open, in: .tasks)) unfolds it." }
        return list.hasOthers(of: task) ? nil : "No other task here was sent together with this one."
    }

    func refusalToFoldAll() -> String? {
        shownTasks?.foldable.isEmpty == false ? nil : "No tasks here were sent together."
    }

    /// Why a key about one task does nothing on a row of several.
    func refusal(of wish: UserAction, for fold: Fold) -> String? {
        switch wish {
        case .copy(let part):
            let texts = Set(fold.tasks.map { part.text(of: $0) })
            if texts.count == 1 { return nil }
        case .openVideo where screen == .library: return nil
        case .clone: return nil
        case .correct:
            return fold.tasks.contains { $0.state == .failed } ? nil : "None of the tasks in this row failed."
        case .add, .openVideo, .pollNow, .moveUp, .moveDown, .nextTab, .previousTab: break
        default: return nil
        }
        let count = fold.tasks.count
        let them = count == 1 ? "a group that is folded" : "\(count) tasks"
        return "This row is \(them), and the key is about one: \(key(.open, in: .tasks)) unfolds it."
    }
}
