// Keeps tasks moving: sends what is to go out, polls what was made, saves what is finished.
// Must not know screens, command lines or where credentials come from: clients, ledger, time and settings are handed in.

import BachAPI
package import BachClient
import FoundationEssentials
package import ToccataCore
package import ToccataLedger

/// Carries tasks through their life by asking services and recording what they say.
///
/// It sleeps until the earliest thing is due or somebody pokes it; with nothing to do there are no wake-ups.
package actor Conductor {
    /// The client for the service that made a task, or nil without credentials for it.
    ///
    /// Asked for each piece of work, so that the embedded server is found where it is at the moment. What it throws
    /// is shown as the reason why the service cannot be reached.
    package typealias Clients = @Sendable (ServerIdentity) async throws -> BachClient?

    let ledger: Ledger
    let lock: PollerLock?
    let clients: Clients
    let dependencies: Dependencies
    let settings: ConductorSettings
    let sink: @Sendable (ConductorEvent) -> Void
    let recorder: ExchangeRecorder

    var agenda: Agenda
    var unfinished = UnfinishedTasks()
    var ledgerMark: LedgerMark?
    /// Whether it was the poller at the last look; nil when all tasks are to be gone through.
    var wasPoller: Bool?
    /// Whether the ledger was read for how long tasks took; what is finished since was learned.
    var knowsDurations = false
    /// What a command may work on.
    var own: Set<ShortID> = [] {
        didSet { if settings.role == .command { wasPoller = nil } }
    }
    var uploadFailures: [ShortID: Int] = [:]
    /// Why asking about a task leads nowhere, and how often in a row it was found so.
    var obstacles: [ShortID: (error: ConductorError, count: Int)] = [:]
    /// The tasks of which it was said that they have no end.
    var saidOverdue: Set<ShortID> = []
    private var network: ConductorEvent.NetworkCondition?
    /// What was told last of who polls.
    private var polls: Bool?
    /// The process of which it was said that it polls and is suspended.
    var suspendedPoller: Int32?
    private var jobs: [ShortID: (job: Job, work: Task<Void, Never>)] = [:]
    private var notes: [ServerIdentity: String] = [:]
    private var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
    private var watchersMade = 0

    private let pokes: AsyncStream<Void>
    private let poking: AsyncStream<Void>.Continuation
    private var loop: Task<Void, Never>?
    private var cleaning: Task<Void, Never>?
    private var timer: Task<Void, Never>?
    private(set) var isPaused = false
    /// Which tasks callbacks have named since the last look.
    var hints: Set<CallbackHint> = []
    /// Tasks whose create may have gone out and is not answered.
    var onTheirWay: Set<ShortID> = []

    /// Makes a conductor that does nothing yet.
    ///
    /// - Parameters:
    ///   - lock: The right to poll everything; nil where nobody else can have it.
    ///   - sink: Gets every event, in order; progress comes on a transfer's own thread.
    package init(
        ledger: Ledger,
        lock: PollerLock?,
        clients: @escaping Clients,
        dependencies: Dependencies,
        settings: ConductorSettings,
        sink: @escaping @Sendable (ConductorEvent) -> Void
    ) {
        self.ledger = ledger
        self.lock = lock
        self.clients = clients
        self.dependencies = dependencies
        self.settings = settings
        self.sink = sink
        recorder = ExchangeRecorder(ledger: ledger, moment: dependencies.moment) { sink(.note($0, $1)) }
        agenda = Agenda(
            pollPeriod: settings.pollPeriod,
            // A command does not wait for ever until the network is back; a console does.
            mostLookUpFailures: settings.role == .command ? 4 : .max,
            downloadsAtOnce: settings.downloadsAtOnce,
            mostRunning: settings.mostRunning
        )
        (pokes, poking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Start and stop

    /// Settles what dead processes left behind, then works until ``stop()``, which is for good.
    package func start() async {
        guard loop == nil else { return }
        await recover()
        loop = Task { await run() }
        poke()
        // Not before the first work: folders may be on a disk that takes its time.
        if settings.role == .console { cleaning = Task { await clearUpVideoFolder() } }
    }

    /// Ends the work: creates on their way get a little time to be answered, the rest is left for the next start.
    package func stop() async {
        isPaused = true
        loop?.cancel()
        timer?.cancel()
        for (_, work) in jobs.values { work.cancel() }
        for (_, work) in jobs.values { await work.value }
        await cleaning?.value
        await recorder.finish()
        giveLockBack()
    }

    /// Gives the poller's lock back before the process is suspended, and returns when no create is on its way: while
    /// the process is stopped the time for an answer would go by.
    package func pause() async {
        isPaused = true
        timer?.cancel()
        giveLockBack()
        for (job, work) in jobs.values where onTheirWay.contains(job.task.id) { await work.value }
        await recorder.finish()
    }

    private func giveLockBack() {
        guard let lock, lock.isHeld else { return }
        lock.unlock()
        dependencies.passed(.lockGivenBack)
    }

    package func resume() {
        isPaused = false
        poke()
    }

    /// Looks again at once: the ledger has changed, or the network is back.
    package nonisolated func poke() { poking.yield() }

    private func run() async {
        for await _ in pokes {
            if Task.isCancelled { return }
            let next = await launchDue()
            for watcher in watchers.values { watcher.yield() }
            setTimer(next)
        }
    }

    private func setTimer(_ next: Moment?) {
        timer?.cancel()
        var next = next
        if !watchers.isEmpty {
            // Others may do the work that is waited for.
            let check = dependencies.moment() + agenda.polls.period
            next = min(next ?? check, check)
        }
        guard let next, !isPaused else { return }
        let wait = max(.zero, next - dependencies.moment())
        let sleep = dependencies.sleep
        timer = Task { [weak self] in
            // A cancelled timer was replaced by another one.
            guard (try? await sleep(wait)) != nil else { return }
            self?.poke()
        }
    }

    // MARK: Work

    /// Starts everything that is due, and answers when something will be.
    package func launchDue() async -> Moment? {
        guard !isPaused else { return nil }
        await readHolds()
        let look = await takeUpWhatHasRoom()
        let candidates = await candidates()
        guard !isPaused else { return nil }
        let now = dependencies.moment()
        guard let candidates else { return now + Self.ledgerPause }
        heedHints(at: now)
        let (due, next) = agenda.due(candidates, at: now, wall: dependencies.now()) { unfinished[$0] }
        for job in due { launch(job) }
        recorder.writeDue(at: now)
        return [next, look, recorder.due].compactMap(\.self).min()
    }

    /// Does everything that is due to its end; for tests, and where nobody else runs.
    package func runWhatIsDue() async {
        repeat {
            _ = await launchDue()
            let works = jobs.values.map(\.work)
            if works.isEmpty { return await recorder.finish() }
            for work in works { await work.value }
        } while true
    }

    private func launch(_ job: Job) {
        let work = Task {
            await perform(job)
            jobs[job.task.id] = nil
            agenda.finished(job, at: dependencies.moment())
            poke()
        }
        jobs[job.task.id] = (job, work)
    }

    /// Does a job that was asked for, unless its task has one, which is waited for then.
    ///
    /// It is cancelled with the caller.
    func launchAndWait(_ job: Job) async {
        if agenda.begin(job) {
            if case .poll(let task) = job {
                agenda.polls.askNow(task.id, at: task.server, now: dependencies.moment())
            }
            launch(job)
        }
        guard let work = jobs[job.task.id]?.work else { return }
        // Somebody is looking.
        defer { recorder.flush() }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }

    /// - Parameter task: What its requests and answers are recorded with.
    func client(for server: ServerIdentity, task: ShortID? = nil) async throws(ConductorError) -> BachClient {
        let client: BachClient?
        do {
            client = try await clients(server)
        } catch {
            throw .unreachable(reason: "\(error)")
        }
        guard let client else { throw .noService(server) }
        return client.telling { [recorder, passed = dependencies.passed] news in
            recorder.take(news, of: task, at: server)
            if let answered = Checkpoint(answered: news) { passed(answered) }
        }
    }

    private func perform(_ job: Job) async {
        switch job {
        case .send(let task): await send(task)
        case .poll(let task): await poll(task)
        case .lookUp(let task): await lookUp(task)
        case .download(let task): await download(task)
        }
    }

    /// A stream that gets a value whenever something may have changed, and the number to end it by.
    func makeWatcher() -> (number: Int, stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation) {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        watchersMade += 1
        watchers[watchersMade] = continuation
        return (watchersMade, stream, continuation)
    }

    func endWatcher(_ number: Int) { watchers[number] = nil }

    // MARK: Words

    func note(_ level: ConductorEvent.NoteLevel, _ text: String) { sink(.note(level, text)) }

    /// Says something about a server once, until something else is said.
    func noteOnce(_ level: ConductorEvent.NoteLevel, _ text: String, _ server: ServerIdentity) {
        guard notes.updateValue(text, forKey: server) != text else { return }
        note(level, text)
    }

    func tell(polls: Bool) {
        guard self.polls != polls else { return }
        self.polls = polls
        sink(.polls(polls))
    }

    func reached(_ server: ServerIdentity) {
        notes[server] = nil
        guard network != .up else { return }
        network = .up
        sink(.network(.up))
    }

    func notReached(_ reason: String) {
        // What a cancelled transfer says is about us, not about the network.
        if case .down = network { return }
        guard !Task.isCancelled else { return }
        let condition = ConductorEvent.NetworkCondition.down(since: dependencies.now(), reason: reason)
        network = condition
        sink(.network(condition))
    }
}
