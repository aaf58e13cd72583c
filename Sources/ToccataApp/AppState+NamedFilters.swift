package import ToccataCore

/// Filters of the Queue that have a name and a key.
extension AppState {
    /// Goes to the Queue, to see what one of them lets through.
    mutating func showFiltered(_ index: Int) {
        guard namedFilters.indices.contains(index) else { return }
        show(.queue)
        queue.show(only: namedFilters[index].text, at: clock)
    }

    /// Whether the Queue shows what one of them lets through.
    package func isShown(_ filter: NamedFilter) -> Bool { queue.filter.filter.text == filter.text }

    /// How many tasks one of them lets through; nil where each would have to be looked at.
    package func count(of filter: NamedFilter) -> Int? {
        guard let filter = try? TaskFilter(filter.text, at: clock) else { return nil }
        return queue.count(of: filter, at: now)
    }
}
