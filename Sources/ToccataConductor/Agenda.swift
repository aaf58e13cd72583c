import FoundationEssentials
import ToccataCore

/// Decides what is to be done now, and when to look again; holds no clock and does no work.
struct Agenda: Sendable {
    /// What this process may do about the tasks of the ledger that are not just asked about, oldest first.
    struct Candidates: Sendable {
        var sends: [VideoTask] = []
        /// Lost tasks that the service can be asked for.
        var lookUps: [VideoTask] = []
        var downloads: [VideoTask] = []
        /// Whether another process has something to send: should it die, what it leaves behind is to be noticed.
        var areOthersSending = false
        /// How many tasks each server is at work on; only where something is to be sent.
        var running: [ServerIdentity: Int] = [:]
    }

    static let lookAtOthers = Duration.seconds(10)

    let mostLookUpFailures: Int
    let downloadsAtOnce: Int
    /// The tasks that this process asks about.
    var polls: PollPlan
    var lookUps: [ShortID: LookUp] = [:]
    var downloads: [ShortID: Download] = [:]
    var roomWaits: [ShortID: RoomWait] = [:]
    var outbox: Outbox
    private(set) var running: [ShortID: Job] = [:]
    /// How often in a row a finished video could not be saved for a reason that may pass.
    var saveFailures: [ShortID: Int] = [:]
    /// When tasks are due that wait for a recorded time.
    private var recordedWaits: [ShortID: (time: Date, due: Moment)] = [:]
    /// Left alone until then, whatever is due.
    private var putOffs: [ShortID: Moment] = [:]

    /// - Parameter mostLookUpFailures: Failures in a row after which a lost task is no longer asked for.
    init(
        pollPeriod: Duration,
        mostLookUpFailures: Int = .max,
        downloadsAtOnce: Int = 3,
        mostRunning: Int? = nil
    ) {
        self.downloadsAtOnce = downloadsAtOnce
        outbox = Outbox(mostRunning: mostRunning)
        polls = PollPlan(period: pollPeriod)
        self.mostLookUpFailures = mostLookUpFailures
    }

    // MARK: What is due

    /// The jobs to start now, which count as running from then on, and the time of the next one.
    ///
    /// - Parameters:
    ///   - wall: What times that were recorded are compared with.
    ///   - task: A task that is asked about, as it was recorded last.
    mutating func due(
        _ candidates: Candidates,
        at now: Moment,
        wall: Date,
        task: (ShortID) -> VideoTask?
    ) -> (jobs: [Job], next: Moment?) {
        forgetOthers(than: candidates)
        var next = candidates.areOthersSending ? now + Self.lookAtOthers : nil
        let jobs =
            dueSends(candidates, now, wall, &next) + duePolls(now, &next, task)
            + dueLookUps(candidates.lookUps, now, &next) + dueDownloads(candidates.downloads, now, wall, &next)
        return (jobs, next)
    }

    /// Marks a job that was asked for as running; false if its task has one.
    mutating func begin(_ job: Job) -> Bool {
        guard running[job.task.id] == nil else { return false }
        running[job.task.id] = job
        return true
    }

    mutating func finished(_ job: Job, at now: Moment) {
        running[job.task.id] = nil
        polls.ended(job.task.id, at: now)
        if job.isSend { outbox.sent(job.task.id) }
    }

    private mutating func dueSends(_ candidates: Candidates, _ now: Moment, _ wall: Date, _ next: inout Moment?)
        -> [Job]
    {
        var jobs: [Job] = []
        for task in candidates.sends where running[task.id] == nil {
            let sending = running.values.filter(\.isSend).map(\.task)
            guard outbox.lets(task, go: sending, running: candidates.running) else { continue }
            let due = sendDue(task, now, wall)
            if start(.send(task), due: due, now, &next) { jobs.append(.send(task)) }
        }
        return jobs
    }

    /// When a task goes out: what is recorded is a time of day, and the clock may be set, so that it is read once.
    private mutating func sendDue(_ task: VideoTask, _ now: Moment, _ wall: Date) -> Moment {
        guard let time = task.retryAt else { return now }
        // It was longer than that from the last try to the next one only on a clock that was set back since.
        let longest = time.timeIntervalSince(task.sentAt ?? task.createdAt)
        return due(task.id, at: time, within: max(0, longest), now, wall)
    }

    /// When a recorded time has come, in no more seconds than `longest`.
    mutating func due(_ id: ShortID, at time: Date, within longest: Double, _ now: Moment, _ wall: Date) -> Moment {
        if let wait = recordedWaits[id], wait.time == time { return wait.due }
        let due = now + .seconds(min(time.timeIntervalSince(wall), longest))
        recordedWaits[id] = (time, due)
        return due
    }

    private mutating func duePolls(_ now: Moment, _ next: inout Moment?, _ task: (ShortID) -> VideoTask?) -> [Job] {
        let jobs = polls.take(at: now).compactMap(task).map(Job.poll).filter { begin($0) }
        if let turn = polls.next(after: now) { next = min(next ?? turn, turn) }
        return jobs
    }

    private mutating func dueLookUps(_ tasks: [VideoTask], _ now: Moment, _ next: inout Moment?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where running[task.id] == nil {
            guard let due = lookUpDue(task.id, at: now) else { continue }
            if start(.lookUp(task), due: due, now, &next) { jobs.append(.lookUp(task)) }
        }
        return jobs
    }

    mutating func start(_ job: Job, due: Moment, _ now: Moment, _ next: inout Moment?) -> Bool {
        let due = max(due, putOffs[job.task.id] ?? due)
        guard due <= now else {
            next = min(next ?? due, due)
            return false
        }
        putOffs[job.task.id] = nil
        return begin(job)
    }

    private mutating func forgetOthers(than candidates: Candidates) {
        let lost = Set(candidates.lookUps.map(\.id))
        lookUps = lookUps.filter { lost.contains($0.key) || running[$0.key] != nil }
        guard !recordedWaits.isEmpty || !saveFailures.isEmpty else { return }
        let open = Set((candidates.sends + candidates.downloads).map(\.id))
        recordedWaits = recordedWaits.filter { open.contains($0.key) }
        saveFailures = saveFailures.filter { open.contains($0.key) || running[$0.key] != nil }
    }

    // MARK: What came of it

    mutating func putOff(_ id: ShortID, until time: Moment) {
        putOffs[id] = time
        polls.putOff(id, until: time)
    }
}
