/// The tasks of one server in the order of their turns, and how many of them may be asked about now.
struct PollLine: Sendable {
    /// What a person has before the eyes goes before what waits for so much longer at most, so that nothing starves.
    static let lead = PollSchedule.longestWait

    private var limiter: RateLimiter
    /// By the time they are due.
    private var waiting = PriorityHeap<ShortID, Moment>()
    /// Due already, by rank.
    private var ready = PriorityHeap<ShortID, Moment>()
    private var shown: Set<ShortID> = []

    init(at now: Moment) { limiter = RateLimiter(at: now) }

    mutating func set(_ id: ShortID, due: Moment, isShown: Bool) {
        ready.remove(id)
        waiting.set(id, to: due)
        if isShown { shown.insert(id) } else { shown.remove(id) }
    }

    mutating func remove(_ id: ShortID) {
        waiting.remove(id)
        ready.remove(id)
        shown.remove(id)
    }

    /// The next whose time has come, if the server may be asked now.
    mutating func take(at now: Moment) -> ShortID? {
        while let first = waiting.first, first.key <= now {
            waiting.remove(first.id)
            ready.set(first.id, to: shown.contains(first.id) ? first.key - Self.lead : first.key)
        }
        guard let first = ready.first, limiter.take(at: now) else { return nil }
        remove(first.id)
        return first.id
    }

    /// When ``take(at:)`` is worth the next try.
    func next(after now: Moment) -> Moment? {
        ready.first == nil ? waiting.first?.key : limiter.nextTurn(after: now)
    }

    mutating func spend(at now: Moment) { limiter.spend(at: now) }

    mutating func throttled(at now: Moment, retryAfter: Duration?) {
        limiter.throttled(at: now, retryAfter: retryAfter)
    }
}
