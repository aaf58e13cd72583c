package import ToccataCore

/// Which tasks a person has marked, by id: they stay marked whatever is reloaded, sorted or filtered.
package struct Marks: Equatable, Sendable {
    private struct Range: Equatable, Sendable {
        let anchor: ShortID
        let before: Set<ShortID>
    }

    package private(set) var ids: Set<ShortID> = []
    private var range: Range?

    package var isEmpty: Bool { ids.isEmpty }
    package func contains(_ id: ShortID) -> Bool { ids.contains(id) }
    /// Where a range began that grows with each move.
    package var anchor: ShortID? { range?.anchor }

    /// Marks these, or not any more if all of them are; a range that is being marked is done, and stays marked.
    mutating func toggle(_ meant: [ShortID]) {
        if range != nil { return range = nil }
        if ids.isSuperset(of: meant) { ids.subtract(meant) } else { ids.formUnion(meant) }
    }

    /// Begins a range with a task, or ends the one that was begun.
    mutating func toggleRange(at id: ShortID, of meant: [ShortID]) {
        if range != nil { return range = nil }
        range = Range(anchor: id, before: ids)
        ids.formUnion(meant)
    }

    /// Marks what lies between the beginning of the range and the selection, and what was marked before it.
    mutating func extend(over between: some Sequence<ShortID>) {
        if let range { ids = range.before.union(between) }
    }

    mutating func add(_ shown: some Sequence<ShortID>) {
        range = nil
        ids.formUnion(shown)
    }

    mutating func invert(_ shown: some Sequence<ShortID>) {
        range = nil
        ids.formSymmetricDifference(shown)
    }

    mutating func replace(with ids: some Sequence<ShortID>) { self = Marks(ids: Set(ids)) }

    mutating func clear() { self = Marks() }

    mutating func remove(_ id: ShortID) { ids.remove(id) }

    mutating func keep(only known: some Sequence<ShortID>) { ids.formIntersection(known) }
}
