import TerminalKit
package import ToccataCore

/// What of a list is shown, and in which order.
extension TaskList {
    /// What is shown, whichever of it is selected: equal only where nothing was added, changed, sorted or filtered.
    package struct Content: Equatable, Sendable {
        let revision: Int
        let filter: ListFilter
    }

    package var content: Content { Content(revision: revision, filter: filter) }

    package var shownCount: Int { places?.count ?? tasks.count }

    /// The task in a row of the list.
    package subscript(row: Int) -> VideoTask { tasks[places?[row] ?? row] }

    /// Where a task is, or the group that hides it.
    package func row(of id: ShortID) -> Int? {
        guard let index = index(of: id) else { return nil }
        return places == nil ? index : places?.firstIndex(of: index) ?? foldedRow(ofTaskAt: index)
    }

    mutating func beginFilter() {
        filter.begin()
        // Not at the first letter: nothing that is typed waits for it.
        texts = texts ?? tasks.map(SearchText.init)
    }

    mutating func edit(at clock: WallClock, _ editing: (inout TextEditor) -> Void) {
        filter.edit(at: clock, editing)
        sift()
    }

    /// Finds anew what a filter means that says when.
    mutating func take(_ clock: WallClock) {
        guard filter.filter.isTimed else { return }
        filter.read(at: clock)
        refresh()
    }

    /// A text that is no filter is typed on.
    mutating func endFilter() {
        filter.end()
        if !filter.isTyping { selectedID = selected?.id }
    }

    /// Typing ends whatever was typed; what is no filter leaves the one from before.
    mutating func leaveFilter() {
        guard filter.isTyping else { return }
        let isFilter = filter.problem == nil
        filter.leave()
        if !isFilter { sift(keeping: selectedID) }
        selectedID = selected?.id
    }

    /// Takes a filter as if it had been typed.
    mutating func show(only text: String, at clock: WallClock) {
        guard !text.isEmpty else { return clearFilter() }
        beginFilter()
        edit(at: clock) { $0.replace(with: text) }
        leaveFilter()
    }

    mutating func clearFilter() {
        filter.clear()
        sift()
    }

    mutating func setOrder(_ order: TaskOrder) {
        self.order = order
        sift(keeping: selectedID)
    }

    /// Finds anew what is shown, and selects the same task again.
    ///
    /// - Parameter kept: Shown whatever it is: the selected task does not vanish because it changes.
    mutating func sift(keeping kept: ShortID? = nil) {
        revision += 1
        if filter.filter.isEmpty, order == .newest, folds.isEmpty {
            (places, folded) = (nil, [:])
        } else {
            var found = Array(tasks.indices)
            if !filter.filter.isEmpty, let texts {
                let (filter, kept) = (filter.filter, kept.flatMap(index))
                // A task is large: where only words are looked for, it is left alone.
                found.removeAll { index in
                    index != kept
                        && !(filter.isOfWords ? filter.fits(texts[index]) : filter.fits(tasks[index], texts[index]))
                }
            }
            places = fold(order.sorted(found, of: tasks))
        }
        settle()
    }

    /// Selects the same task again; where that is gone, or hidden while a filter is typed, the one in its row.
    private mutating func settle() {
        viewport.resize(count: shownCount)
        if let selectedID, let row = row(of: selectedID) {
            viewport.select(row)
        } else if !filter.isTyping, !tasks.isEmpty {
            selectedID = selected?.id
        }
    }
}
