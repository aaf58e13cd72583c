package import FoundationEssentials
package import ToccataCore

/// Between a person's `y` and the create there is a moment in which the send can be taken back.
extension AppState {
    /// What was let go last and can still be taken back; looked for among the newest only.
    package var taskInGrace: VideoTask? {
        guard queue.count(where: { $0 == .out }) > 0 else { return nil }
        return queue.tasks.lazy
            .prefix { now.timeIntervalSince($0.createdAt) <= VideoTask.longestGrace }
            .first { $0.isInGrace(at: now) }
    }

    /// Whether a task goes out when its grace period is over; while a person has paused sending none does.
    package func isCountingDown(_ task: VideoTask) -> Bool {
        task.isInGrace(at: now) && hold(on: task)?.isPause != true
    }

    /// Asks nothing: what is taken back can be sent again, what was not cannot be called back.
    mutating func takeBack(_ task: VideoTask) -> [Effect] {
        notice = Notice("Taking \(task.id) back ...")
        return [.takeBack(task.id)]
    }

    /// Says of a task that was let go how long it can be taken back.
    mutating func noteRecorded(_ task: VideoTask) {
        notice = Notice(
            isCountingDown(task)
                ? "\(task.id) goes out in \(task.secondsOfGrace(at: now)) s: \(key(.remove)) takes it back."
                : "\(task.id) is recorded and goes out. The draft stays as it is."
        )
    }

    /// The notice does not promise any longer what is over.
    mutating func noteEndOfGrace(of task: VideoTask, from before: VideoTask?) {
        guard let before, before.canBeHeld, task.state != before.state, isPromised(task.id) else { return }
        switch task.state {
        case .stopped: notice = Notice("\(task.id) is taken back: nothing was sent. The draft stays as it is.")
        case .held: notice = Notice("\(task.id) is held: nothing was sent. \(key(.send)) lets it go.")
        default: notice = Notice("\(task.id) goes out. The draft stays as it is.")
        }
    }

    /// Whether the notice says what is about to happen to an unsent task.
    private func isPromised(_ id: ShortID) -> Bool {
        guard let text = notice?.text else { return false }
        return text.hasPrefix("\(id) goes out in ") || ["Taking \(id) back ...", "Holding \(id) ..."].contains(text)
    }
}

extension VideoTask {
    /// How long it can be taken back, in whole seconds begun.
    package func secondsOfGrace(at now: Date) -> Int {
        max(0, Int((retryAt ?? now).timeIntervalSince(now).rounded(.up)))
    }
}
