import TerminalKit
package import ToccataCore

/// Tasks that were sent together, as one row of a list.
package struct Fold: Equatable, Sendable {
    package let group: ShortID
    /// Those that the row stands for, in the order of the list: what is done with the row is done with them.
    package let tasks: [VideoTask]
    /// How many of the group the list has, shown or not.
    package let total: Int
}

/// Groups that are one row each, because a person wants them out of the way.
extension TaskList {
    /// The tasks of a group, newest first.
    package func group(_ group: ShortID) -> [VideoTask] {
        (groups[group] ?? []).compactMap(index).sorted().map { tasks[$0] }
    }

    /// Whether other tasks of this list were sent together with a task.
    package func hasOthers(of task: VideoTask) -> Bool { task.group.map(isGroup) ?? false }

    private func isGroup(_ group: ShortID) -> Bool { (groups[group]?.count ?? 0) > 1 }

    /// Which of the known groups there is anything to fold of.
    var foldable: Set<ShortID> { Set(groups.keys.lazy.filter(isGroup)) }

    /// What a row stands for, if that is a group.
    package func fold(row: Int) -> Fold? {
        guard !folded.isEmpty, let group = self[row].group, let ids = folded[group] else { return nil }
        return Fold(group: group, tasks: ids.compactMap(task), total: groups[group]?.count ?? 0)
    }

    /// The folded row that a task is in.
    package func fold(of id: ShortID) -> Fold? {
        guard !folded.isEmpty, let row = row(of: id) else { return nil }
        return fold(row: row)
    }

    package var selectedFold: Fold? { viewport.selection.flatMap(fold) }

    /// All that a row stands for.
    package func ids(row: Int) -> [ShortID] {
        let task = self[row]
        return task.group.flatMap { folded[$0] } ?? [task.id]
    }

    /// How many tasks the rows stand for.
    package var shownTaskCount: Int { folded.values.reduce(shownCount) { $0 + $1.count - 1 } }

    mutating func setFolds(_ folds: Set<ShortID>) {
        self.folds = folds
        sift(keeping: selectedID)
    }

    /// Leaves of each folded group the first that is shown, which stands for all of them.
    mutating func fold(_ found: [Int]) -> [Int] {
        folded = [:]
        guard !folds.isEmpty else { return found }
        return found.filter { index in
            guard let group = tasks[index].group, folds.contains(group), isGroup(group) else { return true }
            folded[group, default: []].append(tasks[index].id)
            return folded[group]?.count == 1
        }
    }

    /// The row of the group that a task is hidden in.
    func foldedRow(ofTaskAt index: Int) -> Int? {
        guard let first = tasks[index].group.flatMap({ folded[$0]?.first }), let place = self.index(of: first) else {
            return nil
        }
        return places?.firstIndex(of: place)
    }

    mutating func addToGroup(_ task: VideoTask) {
        if let group = task.group { groups[group, default: []].append(task.id) }
    }

    mutating func removeFromGroup(_ task: VideoTask) {
        guard let group = task.group else { return }
        groups[group]?.removeAll { $0 == task.id }
        if groups[group]?.isEmpty == true { groups[group] = nil }
    }
}
