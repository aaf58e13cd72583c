import FoundationEssentials
import ToccataCore
import ToccataLedger

/// What the conductor reads and writes; a ledger that cannot be used is said, never a reason to stop.
extension Conductor {
    /// Carries a task through an event, if it fits, and tells about it.
    @discardableResult
    func record(_ event: TaskEvent, for id: ShortID, source: String) async -> VideoTask? {
        let now = dependencies.now()
        return await change(id, source: source) { $0.apply(event, at: now) }
    }

    func change(
        _ id: ShortID,
        source: String,
        _ apply: @escaping @Sendable (inout VideoTask) -> Bool
    ) async -> VideoTask? {
        do throws(LedgerError) {
            return try await tryToChange(id, source: source, apply)
        } catch {
            unusable(error, for: id)
            return nil
        }
    }

    func tryToChange(
        _ id: ShortID,
        source: String,
        _ apply: @escaping @Sendable (inout VideoTask) -> Bool
    ) async throws(LedgerError) -> VideoTask? {
        let task = try await ledger.change(id, at: dependencies.now(), source: source, apply)
        if let task {
            recorder.flush()
            sink(.taskChanged(task))
        }
        return task
    }

    /// Records what nobody will say a second time, such as the id of a task that is made and paid for.
    ///
    /// A ledger that cannot be used is asked again until it can be; a command, for which somebody waits, and a console
    /// that is being left give up after half a minute.
    func recordSurely(_ event: TaskEvent, for id: ShortID, source: String, orSay words: String) async {
        let now = dependencies.now()
        for number in 1... {
            do throws(LedgerError) {
                _ = try await tryToChange(id, source: source) { $0.apply(event, at: now) }
                return
            } catch {
                note(.error, "\(words) \(error.description)")
            }
            let isInHaste = settings.role == .command || isPaused
            if isInHaste && number > 5 { return }
            let wait = Duration.seconds(1 << min(number - 1, 5))
            // Whoever cancels this job cannot want what is known to be forgotten.
            _ = await Task { [sleep = dependencies.sleep] in try await sleep(wait) }.result
        }
    }

    /// Says that the ledger failed, and leaves the task alone for a moment: at once, it would only fail again.
    func unusable(_ error: LedgerError, for id: ShortID) {
        note(.error, error.description)
        agenda.putOff(id, until: dependencies.moment() + Self.ledgerPause)
    }

    static let ledgerPause = Duration.seconds(5)

    func recorded(_ id: ShortID) async -> VideoTask? {
        do throws(LedgerError) {
            return try await ledger.task(id)
        } catch {
            unusable(error, for: id)
            return nil
        }
    }

    /// Settles what dead processes left in the middle; ``start()`` begins with it, and looks again as it goes on.
    package func recover() async {
        do throws(LedgerError) {
            let changed = try await ledger.recover(at: dependencies.now()) { [settings] in settings.isRunning($0) }
            for task in changed { sink(.taskChanged(task)) }
            dependencies.passed(.recovered)
        } catch {
            note(.error, error.description)
        }
    }

    /// Sorts the unfinished tasks by what this process may do about them; nil when they cannot be read.
    func candidates() async -> Agenda.Candidates? {
        do throws(LedgerError) {
            let isPoller = settings.role == .console ? try tryLock() : false
            if settings.role == .console {
                tell(polls: isPoller)
                tellOfSuspension(isPoller: isPoller)
            }
            try await look(isPoller: isPoller)
            if unfinished.others.contains(where: isLeftBehind) {
                await recover()
                try await look(isPoller: isPoller)
            }
            return try sort(unfinished.others, isPoller: isPoller)
        } catch {
            note(.error, error.description)
            return nil
        }
    }

    /// Says once that the process which polls is stopped: the kernel tells nobody, so that this looks when there is
    /// something else to look at.
    private func tellOfSuspension(isPoller: Bool) {
        let process = isPoller ? nil : lock?.holder.flatMap(settings.suspendedProcess)
        defer { suspendedPoller = process }
        guard let process, process != suspendedPoller else { return }
        note(.error, "Polling is stopped: process \(process) is suspended (kill -CONT \(process)).")
    }

    /// Whether this process polls everything; where there is no lock, nobody else can.
    ///
    /// Not while paused: a look that began before must not take back what a process gives up to be suspended.
    private func tryLock() throws(LedgerError) -> Bool {
        guard let lock else { return true }
        guard !isPaused else { return false }
        let hadIt = lock.isHeld
        let hasIt = try lock.tryLock()
        if hasIt && !hadIt { dependencies.passed(.lockTaken) }
        return hasIt
    }

    /// Takes in what has changed in the ledger since the last look, whoever changed it.
    private func look(isPoller: Bool) async throws(LedgerError) {
        if isPoller, !knowsDurations {
            agenda.polls.history = try await ledger.durations()
            knowsDurations = true
        }
        let (news, mark) = try await ledger.unfinished(since: ledgerMark)
        // Two looks may have overtaken each other; the next one puts that right.
        ledgerMark = mark
        switch news {
        case .everything(let tasks): unfinished.replace(with: tasks)
        case .changed(let tasks):
            if knowsDurations { for task in tasks { agenda.polls.history.learn(task, from: unfinished[task.id]) } }
            unfinished.take(tasks)
            if isPoller == wasPoller { return follow(tasks, isPoller: isPoller) }
        }
        wasPoller = isPoller
        agenda.polls.leaveAll()
        follow(unfinished.polled, isPoller: isPoller)
    }

    /// Asks about what is made at a service from now on, and no more about what is not: a console about every task
    /// while it is the poller, otherwise about those that a hint names, a command about its own.
    private func follow(_ tasks: [VideoTask], isPoller: Bool) {
        let (wall, now) = (dependencies.now(), dependencies.moment())
        for task in tasks {
            let isMine = settings.role == .console || own.contains(task.id)
            guard isMine, task.state.isPolled else {
                agenda.polls.leave(task.id)
                continue
            }
            let age = Duration.seconds(max(0, wall.timeIntervalSince(task.sentAt ?? task.createdAt)))
            let (kind, jitter) = (TaskKind(task), dependencies.jitter)
            let waitsForHints = settings.role == .console && !isPoller
            agenda.polls.follow(
                task.id,
                kind,
                at: task.server,
                age: age,
                waitsForHints: waitsForHints,
                now: now,
                jitter: jitter
            )
        }
    }

    private func isLeftBehind(_ task: VideoTask) -> Bool {
        let needsHolder = task.state == .sending || (task.state.isUnsent && task.origin == .command)
        return needsHolder && task.holder.map(settings.isRunning) != true
    }

    private func isSentByOther(_ task: VideoTask) -> Bool {
        (task.state == .sending || task.state.isUnsent) && task.holder != nil && task.holder != settings.holder
    }

    private func sort(_ tasks: [VideoTask], isPoller: Bool) throws(LedgerError) -> Agenda.Candidates {
        var candidates = Agenda.Candidates()
        candidates.areOthersSending = tasks.contains(where: isSentByOther)
        for task in tasks {
            switch task.state {
            case .out, .retry: if maySend(task, isPoller: isPoller) { candidates.sends.append(task) }
            case .lost where task.awaitsLookUp:
                if mayLookUp(task, isPoller: isPoller) { candidates.lookUps.append(task) }
                if isHeldByOther(task) { candidates.areOthersSending = true }
            case .unsaved: if isPoller { candidates.downloads.append(task) }
            case .downloading: if try maySave(task, isPoller: isPoller) { candidates.downloads.append(task) }
            default: break
            }
        }
        if !candidates.sends.isEmpty { candidates.running = unfinished.running }
        return candidates
    }

    /// Who lost an answer looks for it: two at once would count to three answers in half the time, and the service may
    /// need that time.
    private func mayLookUp(_ task: VideoTask, isPoller: Bool) -> Bool {
        own.contains(task.id) || task.holder == settings.holder || (isPoller && !isHeldByOther(task))
    }

    private func isHeldByOther(_ task: VideoTask) -> Bool {
        task.holder != settings.holder && task.holder.map(settings.isRunning) == true
    }

    /// Who saw a task finish saves it; what a process that is gone has left behind is taken up by the poller, or by a
    /// command that waits for it while there is none.
    private func maySave(_ task: VideoTask, isPoller: Bool) throws(LedgerError) -> Bool {
        if isPoller || agenda.downloads[task.id] != nil { return true }
        guard settings.role == .command, own.contains(task.id) else { return false }
        guard let lock else { return true }
        guard try lock.tryLock() else { return false }
        lock.unlock()
        return true
    }

    /// A console sends what it holds, and what a console that is gone has left behind; a command sends when told to.
    private func maySend(_ task: VideoTask, isPoller: Bool) -> Bool {
        guard settings.role == .console, task.origin == .console else { return false }
        guard let holder = task.holder, holder != settings.holder else { return task.holder != nil || isPoller }
        return isPoller && !settings.isRunning(holder)
    }
}
