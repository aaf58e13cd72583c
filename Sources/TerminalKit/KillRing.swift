/// What was cut, to be yanked again: the last one, or by turning the ring the ones before it.
package struct KillRing: Hashable, Sendable {
    /// On which side of what was cut just before the next cut lay.
    enum Side {
        case before, behind
    }

    private static let mostCuts = 60

    /// Oldest first.
    private var cuts: [[Character]] = []
    /// How far back from the last one the ring is turned.
    private var turns = 0

    package init() {}

    /// What is yanked next; empty if nothing was cut yet.
    package var current: [Character] { cuts.isEmpty ? [] : cuts[cuts.count - 1 - turns] }

    /// Takes what was cut as a new one.
    mutating func cut(_ text: [Character]) {
        turns = 0
        cuts.append(text)
        if cuts.count > Self.mostCuts { cuts.removeFirst() }
    }

    /// Takes what was cut right after the last one and belongs to it.
    mutating func join(_ text: [Character], _ side: Side) {
        turns = 0
        guard let last = cuts.popLast() else { return cut(text) }
        cuts.append(side == .before ? text + last : last + text)
    }

    /// Turns to what was cut before; from the oldest to the last.
    mutating func turn() {
        guard !cuts.isEmpty else { return }
        turns = (turns + 1) % cuts.count
    }
}
