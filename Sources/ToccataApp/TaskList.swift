import FoundationEssentials
package import TerminalKit
package import ToccataCore

/// Tasks, one of those that are shown selected.
///
/// The selection stays on its task whatever is added, changed, reloaded, filtered or sorted.
package struct TaskList: Equatable, Sendable {
    /// All of them, newest first.
    package private(set) var tasks: [VideoTask] = []
    /// Where each of them is: looked up for each key and each change, among ten thousand.
    private var indexes: [ShortID: Int] = [:]
    /// What words are looked for in, of each of them; nil until something is looked for.
    var texts: [SearchText]?
    package internal(set) var filter = ListFilter()
    package internal(set) var order = TaskOrder.newest
    /// Which of them are shown, in the order of the rows; nil where all are, newest first.
    var places: [Int]?
    /// Which groups a person has folded.
    package internal(set) var folds: Set<ShortID> = []
    /// What each folded group that is shown stands for, in the order of the rows.
    var folded: [ShortID: [ShortID]] = [:]
    /// Which tasks were sent together.
    var groups: [ShortID: [ShortID]] = [:]
    package internal(set) var viewport = ListViewport()
    /// How many tasks of each server are in each state; kept, because a long list is drawn often.
    private var counts: [Place: Int] = [:]
    /// How many tasks have each tag.
    package private(set) var tagCounts: [String: Int] = [:]
    /// Since when what was not saved has been finished.
    private var unsavedTimes: [ShortID: Date] = [:]
    /// How often what is shown was found anew.
    var revision = 0
    /// What is selected, or is again when the filter that is being typed lets it.
    var selectedID: ShortID?

    private struct Place: Hashable {
        let server: ServerIdentity
        let state: TaskState

        init(_ task: VideoTask) { (server, state) = (task.server, task.state) }
    }

    package init() {}

    package var selected: VideoTask? { viewport.selection.map { self[$0] } }

    /// How many tasks are in a state of this kind.
    ///
    /// - Parameter server: Only those of one; nil for all.
    package func count(at server: ServerIdentity? = nil, where isMeant: (TaskState) -> Bool) -> Int {
        counts.reduce(0) { sum, entry in
            guard server == nil || entry.key.server == server, isMeant(entry.key.state) else { return sum }
            return sum + entry.value
        }
    }

    /// How many tasks a person is to decide about; looked for only as far as there are such that are asked about.
    func overdueCount(at now: Date) -> Int {
        var left = count { $0.isPolled }
        var overdue = 0
        // By index: a lazy filter looks for its first element even where none is wanted.
        for index in tasks.indices {
            guard left > 0 else { break }
            guard tasks[index].state.isPolled else { continue }
            left -= 1
            if tasks[index].isOverdue(at: now) { overdue += 1 }
        }
        return overdue
    }

    /// Whether a download broke off that has not gone on yet.
    package var hasBrokenDownload: Bool {
        let downloading = count { $0 == .downloading }
        guard downloading > 0 else { return false }
        return tasks.lazy.filter { $0.state == .downloading }.prefix(downloading).contains(where: \.hasBrokenOff)
    }

    /// Whether something is not saved and tried again by itself.
    var hasSavedLater: Bool {
        let unsaved = count { $0 == .unsaved }
        guard unsaved > 0 else { return false }
        return tasks.lazy.filter { $0.state == .unsaved }.prefix(unsaved).contains(where: \.isSavedLater)
    }

    package var unsaved: Unsaved? { Unsaved(unsavedTimes.values) }

    /// The next below the selected one that is meant, from the top again after the last; the selected one if no other
    /// is, and what is hidden last.
    func next(where isMeant: (VideoTask) -> Bool) -> ShortID? {
        let below = viewport.selection.map { $0 + 1 } ?? 0
        for rows in [below..<shownCount, 0..<below] {
            for row in rows {
                if let id = first(inRow: row, where: isMeant) { return id }
            }
        }
        return tasks.first(where: isMeant)?.id
    }

    private func first(inRow row: Int, where isMeant: (VideoTask) -> Bool) -> ShortID? {
        guard let fold = fold(row: row) else { return isMeant(self[row]) ? self[row].id : nil }
        return fold.tasks.first(where: isMeant)?.id
    }

    package func task(_ id: ShortID) -> VideoTask? { index(of: id).map { tasks[$0] } }

    /// Its place among all, shown or not.
    func index(of id: ShortID) -> Int? { indexes[id] }

    /// Notes where tasks are from an index on.
    private mutating func index(from first: Int) {
        for index in tasks.indices.dropFirst(first) { indexes[tasks[index].id] = index }
    }

    private mutating func count(_ task: VideoTask) {
        counts[Place(task), default: 0] += 1
        for tag in task.tags.words { tagCounts[tag, default: 0] += 1 }
        unsavedTimes[task.id] = task.unsavedSince
    }

    private mutating func discount(_ task: VideoTask) {
        counts[Place(task), default: 0] -= 1
        for tag in task.tags.words {
            let left = (tagCounts[tag] ?? 0) - 1
            tagCounts[tag] = left > 0 ? left : nil
        }
        unsavedTimes[task.id] = nil
    }

    /// Takes the tasks as they are now, newest first.
    mutating func replace(with tasks: [VideoTask]) {
        self.tasks = tasks
        indexes = [:]
        index(from: 0)
        (counts, tagCounts, unsavedTimes, groups) = ([:], [:], [:], [:])
        for task in tasks {
            addToGroup(task)
            count(task)
        }
        folds = folds.filter { groups[$0] != nil }
        texts = texts.map { _ in tasks.map(SearchText.init) }
        refresh()
    }

    /// Takes one task as it is now; one that is not known yet goes where its age belongs.
    ///
    /// - Returns: The task as it was.
    @discardableResult
    mutating func update(_ task: VideoTask) -> VideoTask? {
        var before: VideoTask?
        if let index = index(of: task.id) {
            before = tasks[index]
            discount(tasks[index])
            tasks[index] = task
            texts?[index] = SearchText(task)
        } else {
            let index = tasks.firstIndex { $0.createdAt <= task.createdAt } ?? tasks.count
            texts?.insert(SearchText(task), at: index)
            tasks.insert(task, at: index)
            addToGroup(task)
            self.index(from: index)
        }
        count(task)
        refresh()
        return before
    }

    /// Has two tasks stand in each other's place.
    mutating func swap(_ one: ShortID, _ other: ShortID) {
        guard let here = index(of: one), let there = index(of: other) else { return }
        tasks.swapAt(here, there)
        (indexes[one], indexes[other]) = (there, here)
        texts?.swapAt(here, there)
        refresh()
    }

    mutating func remove(_ id: ShortID) {
        guard let index = index(of: id) else { return }
        if selectedID == id, let next = fold(of: id)?.tasks.first(where: { $0.id != id }) { selectedID = next.id }
        discount(tasks[index])
        removeFromGroup(tasks[index])
        tasks.remove(at: index)
        indexes[id] = nil
        self.index(from: index)
        texts?.remove(at: index)
        refresh()
    }

    /// One that the filter or a fold hides is shown all the same.
    mutating func select(_ id: ShortID) {
        guard let index = index(of: id) else { return }
        selectedID = id
        let isUnfolded = tasks[index].group.flatMap { folds.remove($0) } != nil
        if isUnfolded || row(of: id) == nil { sift(keeping: id) }
        row(of: id).map { viewport.select($0) }
    }

    /// Brings tasks into sight that are above what is shown, as far as the selection stays there.
    mutating func show(_ together: [VideoTask]) {
        guard let highest = together.compactMap({ row(of: $0.id) }).min(), highest < viewport.top else { return }
        viewport.show(from: highest)
    }

    /// Puts the mark on the row of a task, if it has one.
    mutating func mark(_ id: ShortID) {
        guard let row = row(of: id) else { return }
        selectedID = id
        viewport.select(row)
    }

    mutating func move(_ motion: Motion, rows: Int) {
        viewport.move(motion, rows: rows)
        selectedID = selected?.id
    }

    mutating func refresh() { sift(keeping: filter.isTyping ? nil : selectedID) }
}
