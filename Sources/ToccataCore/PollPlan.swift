/// When each task is asked about: one heap of next times and one limiter for each server.
///
/// It holds no clock and asks nobody: it is told the time, and says whose turn it is.
package struct PollPlan: Sendable {
    struct Entry: Sendable {
        let server: ServerIdentity
        var schedule: PollSchedule
        var due: Moment
        /// Its turn came, and what came of it is not known yet.
        var isBeingAsked = false
    }

    /// The base period.
    package var period: Duration
    private var entries: [ShortID: Entry] = [:]
    private var lines: [ServerIdentity: PollLine] = [:]
    /// The tasks that a person has before the eyes.
    package private(set) var shown: Set<ShortID> = []

    /// When tasks were made that are not followed yet.
    private var made: [ShortID: Moment] = [:]

    package init(period: Duration) { self.period = period }

    package var count: Int { entries.count }
    package func follows(_ id: ShortID) -> Bool { entries[id] != nil }

    // MARK: Which tasks

    /// The service has just made a task: it will be followed, and need not be asked about at once.
    package mutating func wasMade(_ id: ShortID, at now: Moment) { made[id] = now }

    /// Begins to ask about a task, if it is not followed already.
    package mutating func follow(_ id: ShortID, at server: ServerIdentity, now: Moment) {
        guard entries[id] == nil else { return }
        let due = made.removeValue(forKey: id).map { max(now, $0 + period) } ?? now
        entries[id] = Entry(server: server, schedule: PollSchedule(period: period), due: due)
        queue(id, now)
    }

    package mutating func leave(_ id: ShortID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        lines[entry.server]?.remove(id)
    }

    /// Forgets what was planned, not what the servers asked for.
    package mutating func leaveAll() {
        for id in entries.keys { leave(id) }
    }

    /// Says which tasks a person has before the eyes: they come first, and are asked in the base period.
    package mutating func show(_ ids: Set<ShortID>, at now: Moment) {
        let changed = shown.symmetricDifference(ids)
        shown = ids
        for id in changed { queue(id, now) }
    }

    // MARK: Whose turn it is

    /// The tasks to ask about now; each counts as being asked until ``asked(_:_:at:jitter:)`` or ``leave(_:)``.
    package mutating func take(at now: Moment) -> [ShortID] {
        var turns: [ShortID] = []
        for server in lines.keys {
            while let id = lines[server]?.take(at: now) {
                entries[id]?.isBeingAsked = true
                turns.append(id)
            }
        }
        return turns
    }

    /// When somebody's turn comes next; call it after ``take(at:)``.
    package func next(after now: Moment) -> Moment? { lines.values.compactMap { $0.next(after: now) }.min() }

    /// Counts a question that a person wants now, whatever its turn.
    package mutating func askNow(_ id: ShortID, at server: ServerIdentity, now: Moment) {
        lines[server, default: PollLine(at: now)].spend(at: now)
        guard entries[id] != nil else { return }
        entries[id]?.isBeingAsked = true
        lines[server]?.remove(id)
    }

    // MARK: What came of it

    /// Sets the next time of a task; only what the server asks for counts where it is not followed.
    package mutating func asked(_ id: ShortID, _ outcome: PollSchedule.Outcome, at now: Moment, jitter: Double) {
        guard var entry = entries[id] else { return }
        if case .throttled(let retryAfter) = outcome {
            lines[entry.server]?.throttled(at: now, retryAfter: retryAfter)
        }
        entry.due = now + entry.schedule.wait(after: outcome, jitter: jitter)
        entry.isBeingAsked = false
        entries[id] = entry
        queue(id, now)
    }

    /// The question is over, even if nothing came of it.
    package mutating func ended(_ id: ShortID, at now: Moment) {
        guard let entry = entries[id], entry.isBeingAsked else { return }
        entries[id]?.isBeingAsked = false
        entries[id]?.due = max(entry.due, now + period)
        queue(id, now)
    }

    /// Leaves a task alone until then.
    package mutating func putOff(_ id: ShortID, until time: Moment) {
        guard let due = entries[id]?.due else { return }
        entries[id]?.due = max(due, time)
        queue(id, time)
    }

    private mutating func queue(_ id: ShortID, _ now: Moment) {
        guard let entry = entries[id], !entry.isBeingAsked else { return }
        lines[entry.server, default: PollLine(at: now)].set(id, due: entry.due, isShown: shown.contains(id))
    }
}
