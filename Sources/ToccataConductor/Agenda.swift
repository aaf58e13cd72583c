import FoundationEssentials
import ToccataCore

/// Decides what is to be done now, and when to look again; holds no clock and does no work.
struct Agenda: Sendable {
    struct Poll: Equatable, Sendable {
        var schedule: PollSchedule
        var due: Date
    }

    struct Download: Equatable, Sendable {
        var due: Date
        var tries = 0
        /// Whether the service was asked for a fresh link after the first one was refused.
        var isFreshLink = false
    }

    /// What this process may do about the tasks of the ledger, oldest first.
    struct Candidates: Sendable {
        var sends: [VideoTask] = []
        var polls: [VideoTask] = []
        /// Lost tasks that the service can be asked for.
        var lookUps: [VideoTask] = []
        var downloads: [VideoTask] = []
        /// Whether another process has something to send: should it die, what it leaves behind is to be noticed.
        var areOthersSending = false
    }

    static let downloadsAtOnce = 2
    static let lookAtOthers = Duration.seconds(10)

    var pollPeriod: Duration
    let mostLookUpFailures: Int
    var polls: [ShortID: Poll] = [:]
    var lookUps: [ShortID: LookUp] = [:]
    var downloads: [ShortID: Download] = [:]
    /// Why nothing goes out to a server until a person does something.
    private var holds: [ServerIdentity: String] = [:]
    /// Goes out in spite of a hold: a person just asked for it.
    private var urgent: Set<ShortID> = []
    private var limiters: [ServerIdentity: RateLimiter] = [:]
    private var running: [ShortID: Job] = [:]
    /// Left alone until then, whatever is due.
    private var putOffs: [ShortID: Date] = [:]
    private var lastLook: Date?

    /// - Parameter mostLookUpFailures: Failures in a row after which a lost task is no longer asked for.
    init(pollPeriod: Duration, mostLookUpFailures: Int = .max) {
        self.pollPeriod = pollPeriod
        self.mostLookUpFailures = mostLookUpFailures
    }

    // MARK: What is due

    /// The jobs to start now, which count as running from then on, and the time of the next one.
    mutating func due(_ candidates: Candidates, at now: Date) -> (jobs: [Job], next: Date?) {
        follow(clock: now)
        forgetOthers(than: candidates)
        var next = candidates.areOthersSending ? now.addingTimeInterval(Self.lookAtOthers.inSeconds) : nil
        let jobs =
            dueSends(candidates.sends, now, &next) + duePolls(candidates.polls, now, &next)
            + dueLookUps(candidates.lookUps, now, &next) + dueDownloads(candidates.downloads, now, &next)
        return (jobs, next)
    }

    /// A clock that was set back would have everything wait until it has caught up: what was planned moves with it.
    private mutating func follow(clock now: Date) {
        defer { lastLook = now }
        guard let lastLook, now < lastLook else { return }
        let step = now.timeIntervalSince(lastLook)
        for id in polls.keys { polls[id]?.due.addTimeInterval(step) }
        for id in lookUps.keys { lookUps[id]?.due.addTimeInterval(step) }
        for id in downloads.keys { downloads[id]?.due.addTimeInterval(step) }
        for id in putOffs.keys { putOffs[id]?.addTimeInterval(step) }
        limiters = [:]
    }

    /// Marks a job that was asked for as running; false if its task has one.
    mutating func begin(_ job: Job) -> Bool {
        guard running[job.task.id] == nil else { return false }
        running[job.task.id] = job
        return true
    }

    mutating func finished(_ job: Job) {
        running[job.task.id] = nil
        if job.isSend { urgent.remove(job.task.id) }
    }

    /// Creates go out one after the other, so that a refusal for want of credits stops those behind it.
    private mutating func dueSends(_ tasks: [VideoTask], _ now: Date, _ next: inout Date?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where running[task.id] == nil {
            let isHeld = holds[task.server] != nil && !urgent.contains(task.id)
            if isHeld || running.values.contains(where: { $0.isSend && $0.task.server == task.server }) { continue }
            if start(.send(task), due: task.retryAt ?? now, now, &next) { jobs.append(.send(task)) }
        }
        return jobs
    }

    private mutating func duePolls(_ tasks: [VideoTask], _ now: Date, _ next: inout Date?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where polls[task.id] == nil {
            polls[task.id] = Poll(schedule: PollSchedule(period: pollPeriod), due: now)
        }
        let sorted = tasks.sorted { due(of: $0, now) < due(of: $1, now) }
        for task in sorted where running[task.id] == nil {
            var time = due(of: task, now)
            if time <= now, !limiters[task.server, default: RateLimiter(at: now)].take(at: now) {
                time = limiters[task.server]?.nextTurn(after: now) ?? now
            }
            if start(.poll(task), due: time, now, &next) { jobs.append(.poll(task)) }
        }
        return jobs
    }

    private mutating func dueLookUps(_ tasks: [VideoTask], _ now: Date, _ next: inout Date?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where running[task.id] == nil {
            guard let due = lookUpDue(task.id, at: now) else { continue }
            if start(.lookUp(task), due: due, now, &next) { jobs.append(.lookUp(task)) }
        }
        return jobs
    }

    private mutating func dueDownloads(_ tasks: [VideoTask], _ now: Date, _ next: inout Date?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where running[task.id] == nil {
            let download = downloads[task.id] ?? Download(due: now)
            downloads[task.id] = download
            let others = running.values.filter { if case .download = $0 { true } else { false } }
            guard others.count < Self.downloadsAtOnce else { continue }
            if start(.download(task), due: download.due, now, &next) { jobs.append(.download(task)) }
        }
        return jobs
    }

    private mutating func start(_ job: Job, due: Date, _ now: Date, _ next: inout Date?) -> Bool {
        let due = max(due, putOffs[job.task.id] ?? due)
        guard due <= now else {
            next = min(next ?? due, due)
            return false
        }
        putOffs[job.task.id] = nil
        return begin(job)
    }

    private func due(of task: VideoTask, _ now: Date) -> Date { polls[task.id]?.due ?? now }

    private mutating func forgetOthers(than candidates: Candidates) {
        let polled = Set(candidates.polls.map(\.id))
        polls = polls.filter { polled.contains($0.key) || running[$0.key] != nil }
        let lost = Set(candidates.lookUps.map(\.id))
        lookUps = lookUps.filter { lost.contains($0.key) || running[$0.key] != nil }
    }

    // MARK: What came of it

    /// Sets the next poll of a task.
    mutating func polled(_ task: VideoTask, _ outcome: PollSchedule.Outcome, at now: Date, jitter: Double) {
        var poll = polls[task.id] ?? Poll(schedule: PollSchedule(period: pollPeriod), due: now)
        poll.due = now.addingTimeInterval(poll.schedule.wait(after: outcome, jitter: jitter).inSeconds)
        polls[task.id] = poll
        guard case .throttled(let retryAfter) = outcome else { return }
        limiters[task.server, default: RateLimiter(at: now)].throttled(at: now, retryAfter: retryAfter)
    }

    /// Lets nothing go out, not even what was asked for before this was known.
    mutating func hold(_ server: ServerIdentity, reason: String) {
        holds[server] = reason
        urgent = []
    }

    /// Lets sending go on; answers whether it was held.
    mutating func liftHold(_ server: ServerIdentity) -> Bool { holds.removeValue(forKey: server) != nil }

    /// Lets sending go on everywhere; answers whether it was held anywhere.
    mutating func liftHolds() -> Bool {
        defer { holds = [:] }
        return !holds.isEmpty
    }

    mutating func putOff(_ id: ShortID, until time: Date) { putOffs[id] = time }

    mutating func makeUrgent(_ id: ShortID) { urgent.insert(id) }
}
