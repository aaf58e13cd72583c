import BachAPI
import BachClient
import FoundationEssentials
import ToccataCore

/// A task whose create was not answered, and that has an id of ours: the service is asked whether it made it.
///
/// Asking costs nothing, and nothing is sent again by it.
extension Conductor {
    func lookUp(_ task: VideoTask) async {
        guard let task = await recorded(task.id), task.state == .lost, let externalID = task.externalID else { return }
        do throws(ConductorError) {
            let client = try await client(for: task.server, task: task.id)
            let outcome = await client.query(task.mode, taskID: externalID)
            // What a cancelled transfer says is about us, not about the service.
            guard !Task.isCancelled else { return }
            dependencies.passed(.lookUpAnswered)
            await take(outcome, ofLost: task, externalID)
            dependencies.passed(.lookUpRecorded)
        } catch {
            noteOnce(.warning, error.description, task.server)
            // Without credentials for its service there is nothing to wait for until the next start.
            if case .noService = error { agenda.giveUpLookUp(task.id) } else { lookedUp(task, .failed) }
        }
    }

    private func take(_ outcome: QueryOutcome, ofLost task: VideoTask, _ externalID: String) async {
        switch outcome {
        case .answered(let answer) where answer.externalID == nil || answer.externalID == externalID:
            reached(task.server)
            await found(task, as: answer.taskID ?? externalID)
        case .answered:
            lookedUp(task, .failed)
            noteOnce(.warning, "Asked for \(task.id), the service told about another task.", task.server)
        case .notFound:
            reached(task.server)
            lookedUp(task, .answered)
            await record(.notFound, for: task.id, source: "look-up")
        case .throttled(let after): lookedUp(task, .throttled(retryAfter: after))
        case .refused(let failure):
            lookedUp(task, .failed)
            noteOnce(.error, "The service refuses to be asked: \(failure.message)", task.server)
        case .failed(let reason, let isOffline):
            lookedUp(task, .failed)
            if isOffline { notReached(reason) }
            noteOnce(.warning, reason, task.server)
        }
    }

    private func found(_ task: VideoTask, as taskID: String) async {
        agenda.lookUps[task.id] = nil
        let words = "The service made the task \(taskID) for \(task.id), but that is not recorded yet."
        await recordSurely(.found(taskID: taskID), for: task.id, source: "look-up", orSay: words)
        note(.information, "\(task.id) was made, although its answer was lost: it goes on as \(taskID).")
    }

    private func lookedUp(_ task: VideoTask, _ outcome: PollSchedule.Outcome) {
        agenda.lookedUp(task.id, outcome, at: dependencies.moment(), jitter: dependencies.jitter)
    }

    /// Looks a lost task up until that is settled; for a command, which has nobody else to do it.
    func settleLost(_ id: ShortID) async throws(ConductorError) -> VideoTask {
        var task = try await existing(id)
        while task.awaitsLookUp, let due = agenda.lookUpDue(id, at: dependencies.moment()) {
            guard await sleep(until: due) else { break }
            await launchAndWait(.lookUp(task))
            task = try await existing(id)
        }
        return task
    }

    /// Whether what became of a lost task is still to be found out.
    func isToBeLookedUp(_ task: VideoTask) -> Bool {
        task.awaitsLookUp && agenda.lookUpDue(task.id, at: dependencies.moment()) != nil
    }
}

extension APIFailure {
    /// Whether a create was refused because there is a task with its external id.
    ///
    /// The words are ours and may differ elsewhere, the name of the field does not. What speaks of the id's form says
    /// nothing of a task.
    func saysThatExists(_ task: VideoTask) -> Bool {
        guard task.externalID != nil, known?.kind == .parameter else { return false }
        let words = message.lowercased()
        guard words.contains(ExternalID.field), task.hasExternalIDOfOurs || task.attempts > 1 else { return false }
        return Self.existence.contains(where: words.contains) || !Self.form.contains(where: words.contains)
    }

    private static let existence = ["exist", "already", "duplicat", "unique"]
    private static let form = ["exceed", "character", "length", "long", "format", "string"]
}
