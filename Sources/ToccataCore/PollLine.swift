/// The tasks of one server in the order of their turns, and how many of them may be asked about now.
struct PollLine: Sendable {
    /// What a person has before the eyes goes before what waits for so much longer at most, so that nothing starves.
    static let lead = PollSchedule.longestWait

    private var limiter: RateLimiter
    /// The tasks whose first question is not still to come, and the sum of their weights.
    private(set) var asked = 0
    private(set) var load = 0.0
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

    /// What the waits of this server's tasks depend on.
    func pace(period: Duration) -> PollPace {
        let seconds = period.inSeconds
        let planned = limiter.rate * PollPace.plannedPart - Double(shown.count) / seconds
        return PollPace(period: seconds, budget: max(limiter.rate / 10, planned), asked: asked, load: load)
    }

    /// Counts a task that is asked about, in place of what it weighed before; nil for one that is not.
    mutating func weigh(_ weight: Double?, before: Double?) {
        asked += (weight == nil ? 0 : 1) - (before == nil ? 0 : 1)
        load = asked == 0 ? 0 : max(0, load + (weight ?? 0) - (before ?? 0))
    }

    mutating func spend(at now: Moment) { limiter.spend(at: now) }

    mutating func throttled(at now: Moment, retryAfter: Duration?) {
        limiter.throttled(at: now, retryAfter: retryAfter)
    }
}
