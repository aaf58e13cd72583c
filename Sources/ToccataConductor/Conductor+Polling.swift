import BachAPI
import BachClient
import FoundationEssentials
package import ToccataCore

extension Conductor {
    /// Asks the service about a task; only an answer about it changes anything.
    func poll(_ task: VideoTask) async {
        guard let taskID = task.taskID else { return }
        do throws(ConductorError) {
            let outcome = try await client(for: task.server, task: task.id).query(task.mode, taskID: taskID)
            // What a cancelled transfer says is about us, not about the service.
            guard !Task.isCancelled else { return }
            await take(outcome, of: task)
        } catch {
            if case .noService = error { obstacles[task.id] = (error, VideoTask.patience) }
            noteOnce(.warning, error.description, task.server)
            schedule(task, .failed)
        }
    }

    func take(_ outcome: QueryOutcome, of task: VideoTask) async {
        noteObstacle(outcome, task.id)
        if settings.role == .command { noteOverdue(task) }
        switch outcome {
        case .answered(let answer) where answer.isAboutAnother(than: task):
            schedule(task, .failed)
            noteOnce(
                .error,
                "The service answered about another task than \(task.id): nothing is taken from that.",
                task.server
            )
        case .answered(let answer):
            reached(task.server)
            let took = took(task)
            schedule(task, answer.status.meaning == .unknown ? .unclear : .answered)
            await record(answer, of: task, took)
        case .notFound:
            reached(task.server)
            schedule(task, .answered)
            await record(.notFound, for: task.id, source: "poll")
        case .throttled(let after): schedule(task, .throttled(retryAfter: after))
        case .refused(let failure):
            schedule(task, .failed)
            noteOnce(.error, "The service refuses to be asked: \(failure.message)", task.server)
        case .failed(let reason, let isOffline):
            schedule(task, .failed)
            if isOffline { notReached(reason) }
            noteOnce(.warning, reason, task.server)
        }
    }

    /// Somebody waits for a command, and is to know that this one may never end.
    private func noteOverdue(_ task: VideoTask) {
        let now = dependencies.now()
        guard task.isOverdue(at: now), saidOverdue.insert(task.id).inserted else { return }
        let age = Age.span(task.age(at: now))
        note(.warning, "\(task.id) has no end after \(age): it may still come, and be billed. Toccata goes on asking.")
    }

    private func noteObstacle(_ outcome: QueryOutcome, _ id: ShortID) {
        guard case .refused(let failure) = outcome else {
            obstacles[id] = nil
            return
        }
        obstacles[id] = (.refused(failure), (obstacles[id]?.count ?? 0) + 1)
    }

    /// How long it took if this is its end; of what was made elsewhere nobody knows when it began.
    private func took(_ task: VideoTask) -> Duration? {
        task.sentAt == nil ? nil : agenda.polls.took(task.id, at: dependencies.moment())
    }

    private func record(_ answer: QueriedTask, of task: VideoTask, _ took: Duration?) async {
        let saves = settings.savesVideos
        let now = dependencies.now()
        let wasStopped = task.state == .stopped
        let changed = await change(task.id, source: "poll") { task in
            // A person may have stopped watching it while it was asked about.
            guard wasStopped || task.state != .stopped else { return false }
            return task.apply(.polled(answer, saves: saves || task.folder != nil, took: took), at: now)
        }
        dependencies.passed(.queryRecorded)
        if let changed, changed.state == .failed { await forgetPictures(of: changed) }
        if changed?.state == .downloading, agenda.downloads[task.id] == nil {
            agenda.downloads[task.id] = Agenda.Download(due: dependencies.moment())
        }
    }

    /// Asks first, and in the base period, about what a person has before the eyes.
    package func show(_ ids: Set<ShortID>) {
        agenda.polls.show(ids, at: dependencies.moment())
        poke()
    }

    private func schedule(_ task: VideoTask, _ outcome: PollSchedule.Outcome) {
        agenda.polls.asked(task.id, outcome, at: dependencies.moment(), jitter: dependencies.jitter)
    }
}

extension QueriedTask {
    /// Whether a service that mixes things up, or lies, told of a task that was not asked about.
    func isAboutAnother(than task: VideoTask) -> Bool { taskID != nil && task.taskID != nil && taskID != task.taskID }
}
