import BachAPI
import BachClient
import FoundationEssentials
import ToccataCore
import ToccataLedger

extension Conductor {
    /// Sends a task: its pictures first, then, once that is recorded, the create, a single time.
    func send(_ task: VideoTask) async {
        let due = task.retryAt
        guard let task = await recorded(task.id), task.state == .out || task.state == .retry else { return }
        do throws(ConductorError) {
            let client = try await client(for: task.server, task: task.id)
            // Broken off before it is claimed, it stays here as it is.
            guard let pictures = await pictures(of: task, with: client), !Task.isCancelled, !isPaused else { return }
            onTheirWay.insert(task.id)
            defer { onTheirWay.remove(task.id) }
            guard let claimed = await claim(task, due) else { return }
            let body = LocalPictures.replacing(pictures, in: claimed.request)
            let shown = pictures.isEmpty ? nil : claimed.request
            await take(await create(claimed, body, shown, with: client), of: claimed)
        } catch {
            await notSent(task, reason: error.description, after: .seconds(60))
        }
    }

    /// The create itself: when the job is cancelled the answer still gets some time, for without it the task is lost.
    private func create(
        _ task: VideoTask,
        _ body: JSONValue,
        _ shown: JSONValue?,
        with client: BachClient
    ) async -> CreateOutcome {
        let transfer = Task { await client.create(task.mode, body: body, shown: shown) }
        let (grace, sleep, sink) = (settings.createGrace, dependencies.sleep, sink)
        return await withTaskCancellationHandler {
            await transfer.value
        } onCancel: {
            sink(.note(.warning, "\(task.id) is on its way to the service: waiting a moment for the answer."))
            Task {
                try await sleep(grace)
                transfer.cancel()
            }
        }
    }

    /// - Parameter due: The recorded time that was found to have come; a later one is another process's.
    private func claim(_ task: VideoTask, _ due: Date?) async -> VideoTask? {
        do throws(LedgerError) {
            var terms = agenda.outbox.terms(for: task.id)
            terms.dueBy = due
            let claimed = try await ledger.claim(task.id, holder: settings.holder, at: dependencies.now(), terms)
            guard let claimed else { return nil }
            sink(.taskChanged(claimed))
            dependencies.passed(.claimed)
            return claimed
        } catch {
            unusable(error, for: task.id)
            return nil
        }
    }

    private func take(_ outcome: CreateOutcome, of task: VideoTask) async {
        switch outcome {
        case .created(let created): await take(created, of: task)
        case .retry(let reason):
            notReached(reason)
            await notSent(task, reason: reason, after: nil)
        case .throttled(let reason, let after):
            reached(task.server)
            await notSent(task, reason: reason, after: after)
        case .refused(let failure) where failure.saysThatExists(task):
            reached(task.server)
            await settle(task, .answerLost(reason: VideoTask.isThereAlready))
        case .refused(let failure): await refused(task, failure)
        case .mayHaveBeenMade(let failure): await settle(task, .mayHaveBeenMade(failure))
        case .lost(let reason): await settle(task, .answerLost(reason: reason))
        }
    }

    private func settle(_ task: VideoTask, _ event: TaskEvent, saying words: String? = nil) async {
        let usual = "What came of sending \(task.id) is not recorded yet."
        await recordSurely(event, for: task.id, source: "send", orSay: words ?? usual)
        dependencies.passed(.createRecorded)
    }

    private func take(_ created: CreatedTask, of task: VideoTask) async {
        reached(task.server)
        agenda.polls.wasMade(task.id, at: dependencies.moment())
        let words = "The service made the task \(created.taskID) for \(task.id), but that is not recorded yet."
        await settle(task, .created(created), saying: words)
        await liftHold(after: task)
    }

    /// Fails the task; want of credits, a refused key and a token out of its time stop what is behind it, too.
    func refused(_ task: VideoTask, _ failure: APIFailure) async {
        reached(task.server)
        await settle(task, .refused(failure))
        if failure.known?.kind == .parameter { await forgetPictures(of: task) }
        if failure.known?.kind == .policy { await holdAlike(task) }
        if failure.known?.concernsEveryRequest == true { await hold(task.server, for: failure) }
    }

    /// Tries again later: what the service asks for, or longer from try to try.
    func notSent(_ task: VideoTask, reason: String, after: Duration?) async {
        let tries = max(task.attempts, uploadFailures[task.id] ?? 0, 1)
        let wait = ResendSchedule.wait(attempts: tries, retryAfter: after, jitter: dependencies.jitter)
        let time = dependencies.now().addingTimeInterval(wait.inSeconds)
        await settle(task, .notSent(reason: reason, retryAt: time))
    }
}
