/// When each task is asked about: one heap of next times and one limiter for each server.
///
/// It holds no clock and asks nobody: it is told the time, and says whose turn it is.
package struct PollPlan: Sendable {
    struct Entry: Sendable {
        let server: ServerIdentity
        let kind: TaskKind
        var schedule: PollSchedule
        /// When it was sent.
        let begun: Moment
        /// When it was surely not finished yet, as far as this plan knows.
        var unfinishedAt: Moment?
        var due: Moment
        /// Somebody else asks by the schedule: it has a turn only after a hint.
        let waitsForHints: Bool
        /// Its turn came, and what came of it is not known yet.
        var isBeingAsked = false
        /// When it was asked about last.
        var askedAt: Moment?
        /// Whether it is to be asked about because of a hint that came since.
        var isHinted = false
        /// Its part of its server's load; nil while its first question is still to come.
        var weight: Double?
    }

    /// What the waits of tasks off the screen are made from.
    package var history = DurationHistory()
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

    // MARK: Which tasks

    /// The service has just made a task: it will be followed, and need not be asked about at once.
    package mutating func wasMade(_ id: ShortID, at now: Moment) { made[id] = now }

    /// Begins to ask about a task, if it is not followed already.
    ///
    /// - Parameters:
    ///   - age: How long ago it was sent.
    ///   - waitsForHints: Whether it has a turn only after ``hint(_:at:)``, because another process asks by the schedule.
    package mutating func follow(
        _ id: ShortID,
        _ kind: TaskKind,
        at server: ServerIdentity,
        age: Duration,
        waitsForHints: Bool = false,
        now: Moment,
        jitter: Double
    ) {
        guard entries[id] == nil else { return }
        let birth = made.removeValue(forKey: id)
        var entry = Entry(
            server: server,
            kind: kind,
            schedule: PollSchedule(period: period),
            begun: birth ?? now - age,
            unfinishedAt: birth,
            due: birth.map { max(now, $0 + period) } ?? now,
            waitsForHints: waitsForHints
        )
        if let durations = durations(of: id, kind) {
            let first = Duration.seconds(pace(server, now).first(durations)) + period * (0.1 * jitter)
            entry.due = max(now, entry.begun + first)
        }
        entries[id] = entry
        weigh(id, now)
        queue(id, now)
    }

    package mutating func leave(_ id: ShortID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        lines[entry.server]?.weigh(nil, before: entry.weight)
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
        for id in changed {
            if let entry = entries[id], ids.contains(id) {
                entries[id]?.due = min(entry.due, max(now, (entry.unfinishedAt ?? entry.begun) + period))
            }
            queue(id, now)
        }
    }

    // MARK: Whose turn it is

    /// The tasks to ask about now; each counts as being asked until ``asked(_:_:at:jitter:)`` or ``leave(_:)``.
    package mutating func take(at now: Moment) -> [ShortID] {
        var turns: [ShortID] = []
        for server in lines.keys {
            while let id = lines[server]?.take(at: now) {
                began(id, now)
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
        began(id, now)
        lines[server]?.remove(id)
    }

    private mutating func began(_ id: ShortID, _ now: Moment) {
        entries[id]?.isBeingAsked = true
        entries[id]?.askedAt = now
        entries[id]?.isHinted = false
    }

    /// Gives a task the next turn because somebody says that something became of it, who may be wrong or lie.
    ///
    /// While it is being asked about, that is remembered, for the answer may be older than what happened.
    package mutating func hint(_ id: ShortID, at now: Moment) {
        // Another one would only take its place in the line from it.
        guard entries[id]?.isHinted == false else { return }
        entries[id]?.isHinted = true
        bringForward(id, now)
        weigh(id, now)
        queue(id, now)
    }

    /// However many hints come, a task is asked about once a second.
    private mutating func bringForward(_ id: ShortID, _ now: Moment) {
        guard let entry = entries[id], entry.isHinted, !entry.isBeingAsked else { return }
        let turn = max(now, entry.askedAt.map { $0 + Self.hintPause } ?? now)
        entries[id]?.due = entry.waitsForHints ? turn : min(entry.due, turn)
    }

    static let hintPause = Duration.seconds(1)

    // MARK: What came of it

    /// Sets the next time of a task that is not finished, if it is followed.
    package mutating func asked(_ id: ShortID, _ outcome: PollSchedule.Outcome, at now: Moment, jitter: Double) {
        guard var entry = entries[id] else { return }
        if case .throttled(let retryAfter) = outcome {
            lines[entry.server]?.throttled(at: now, retryAfter: retryAfter)
        }
        var (usual, jitter) = (Duration?.none, jitter)
        if let durations = durations(of: id, entry.kind) {
            let age = (now - entry.begun).inSeconds
            usual = .seconds(max(period.inSeconds, pace(entry.server, now).wait(age: age, like: durations)))
            // Where a finish is likely, the tenth goes to the early side.
            jitter = (jitter - 1) / 2
        }
        entry.due = now + entry.schedule.wait(after: outcome, usual: usual, jitter: jitter)
        entry.isBeingAsked = false
        if outcome == .answered || outcome == .unclear { entry.unfinishedAt = now }
        entries[id] = entry
        bringForward(id, now)
        weigh(id, now)
        queue(id, now)
    }

    /// How long a task took that is seen to be finished: to the middle between the questions before and after its end.
    ///
    /// - Returns: Nil where that says nothing, because nobody asked for longer than was planned.
    package func took(_ id: ShortID, at now: Moment) -> Duration? {
        guard let entry = entries[id], let unfinishedAt = entry.unfinishedAt else { return nil }
        guard now - entry.due <= PollSchedule.longestWait else { return nil }
        return unfinishedAt - entry.begun + (now - unfinishedAt) / 2
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

    // MARK: How it is reckoned

    /// What says how long it will take; nil where it is asked in the base period from the beginning.
    private func durations(of id: ShortID, _ kind: TaskKind) -> Durations? {
        shown.contains(id) ? nil : history.like(kind)
    }

    private mutating func pace(_ server: ServerIdentity, _ now: Moment) -> PollPace {
        lines[server, default: PollLine(at: now)].pace(period: period)
    }

    /// A task weighs once it is asked about, and most where it may finish at any moment.
    private mutating func weigh(_ id: ShortID, _ now: Moment) {
        guard let entry = entries[id] else { return }
        var weight: Double? = entry.waitsForHints ? nil : 0
        if !entry.waitsForHints, let durations = durations(of: id, entry.kind) {
            let age = (entry.due - entry.begun).inSeconds
            let isFirst =
                entry.due > now && age <= durations.tenth && entry.unfinishedAt.map { $0 <= entry.begun } ?? true
            weight = isFirst ? nil : age < durations.ninetieth ? durations.hazard(at: age).squareRoot() : 0
        }
        lines[entry.server, default: PollLine(at: now)].weigh(weight, before: entry.weight)
        entries[id]?.weight = weight
    }

    private mutating func queue(_ id: ShortID, _ now: Moment) {
        guard let entry = entries[id], !entry.isBeingAsked, !entry.waitsForHints || entry.isHinted else { return }
        lines[entry.server, default: PollLine(at: now)].set(id, due: entry.due, isShown: shown.contains(id))
    }
}
