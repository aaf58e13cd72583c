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
            let task = try await ledger.change(id, at: dependencies.now(), source: source, apply)
            if let task { sink(.taskChanged(task)) }
            return task
        } catch {
            note(.error, error.description)
            return nil
        }
    }

    func recorded(_ id: ShortID) async -> VideoTask? {
        do throws(LedgerError) {
            return try await ledger.task(id)
        } catch {
            note(.error, error.description)
            return nil
        }
    }

    /// Settles what dead processes left in the middle; ``start()`` begins with it.
    package func recover() async {
        do throws(LedgerError) {
            let changed = try await ledger.recover(at: dependencies.now(), isAlive: settings.isAlive)
            for task in changed { sink(.taskChanged(task)) }
        } catch {
            note(.error, error.description)
        }
    }

    /// Sorts the unfinished tasks by what this process may do about them; nil when they cannot be read.
    func candidates() async -> Agenda.Candidates? {
        do throws(LedgerError) {
            var isPoller = true
            if let lock { isPoller = mayLock ? try lock.tryLock() : false }
            let tasks = try await ledger.tasks(states: [.out, .retry, .pending, .running, .downloading])
            return sort(tasks.reversed(), isPoller: isPoller)
        } catch {
            note(.error, error.description)
            return nil
        }
    }

    /// A command takes the lock only while it watches tasks of its own.
    private var mayLock: Bool { settings.role == .console || !own.isEmpty }

    private func sort(_ tasks: [VideoTask], isPoller: Bool) -> Agenda.Candidates {
        var candidates = Agenda.Candidates()
        for task in tasks {
            let isOwn = own.contains(task.id)
            let isMine = settings.role == .console ? isPoller || isOwn : isOwn
            switch task.state {
            case .out, .retry: if maySend(task, isPoller: isPoller) { candidates.sends.append(task) }
            case .pending, .running: if isMine { candidates.polls.append(task) }
            case .downloading:
                let isBegun = agenda.downloads[task.id] != nil
                if isBegun || (isMine && isPoller) { candidates.downloads.append(task) }
            default: break
            }
        }
        return candidates
    }

    /// A console sends what it holds, and what a console that is gone has left behind; a command sends when told to.
    private func maySend(_ task: VideoTask, isPoller: Bool) -> Bool {
        guard settings.role == .console, task.origin == .console else { return false }
        guard let holder = task.holder, holder != settings.holder else { return task.holder != nil || isPoller }
        return isPoller && !settings.isAlive(holder)
    }
}
