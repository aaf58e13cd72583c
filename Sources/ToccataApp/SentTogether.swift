import ToccataCore

/// Tasks that went out by one wish and are no variants of one draft: one key takes them back, too.
struct SentTogether: Equatable, Sendable {
    /// How many of them are not recorded yet.
    var awaited = 0
    /// Those that are, in the order in which that was told.
    private(set) var ids: [ShortID] = []

    /// Takes a task that was recorded; false for one that nobody waits for.
    mutating func take(_ id: ShortID) -> Bool {
        guard awaited > 0 else { return false }
        awaited -= 1
        ids.append(id)
        return true
    }
}
