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

    /// Takes back what was sent together with a task, as far as it is still here.
    mutating func takeBackTogether(_ task: VideoTask) -> [Effect] {
        let together = sentTogether(with: task).filter { $0.isInGrace(at: now) }
        changes.addUndone(.sent(together.map(\.id)))
        guard together.count > 1 else { return takeBack(task) }
        notice = Notice("Taking \(together.count) tasks back ...")
        return together.map { .takeBack($0.id) }
    }

    /// The tasks that were sent together with one, it among them, in the order of their seeds.
    package func group(of task: VideoTask) -> [VideoTask] {
        guard let group = task.group else { return [task] }
        return queue.group(group).sorted { ($0.seed ?? 0) < ($1.seed ?? 0) }
    }

    /// The tasks that one key takes back with a task: variants of a draft, or what was marked.
    private func sentTogether(with task: VideoTask) -> [VideoTask] {
        guard task.group == nil, sentTogether.ids.contains(task.id) else { return group(of: task) }
        return sentTogether.ids.compactMap(queue.task)
    }

    /// Says of a task that was let go how long it can be taken back.
    mutating func noteRecorded(_ task: VideoTask) {
        let together = sentTogether(with: task)
        if together.count > 1 { return noteRecorded(together) }
        if isPaused {
            notice = .warning("\(task.id) is recorded and waits: \(pauseWords). The draft stays as it is.")
            return
        }
        let back = isAtHand(together) ? key(.remove) : key(.undo, in: .tasks)
        notice = Notice(
            isCountingDown(task)
                ? "\(task.id) goes out in \(task.secondsOfGrace(at: now)) s: \(back) takes it back."
                : "\(task.id) is recorded and goes out. The draft stays as it is."
        )
    }

    private mutating func noteRecorded(_ together: [VideoTask]) {
        let count = together.count
        if isPaused {
            notice = .warning("\(count) tasks are recorded and wait: \(pauseWords). The draft stays as it is.")
            return
        }
        let one = isAtHand(together) ? ", \(key(.remove)) one" : ""
        let seconds = together.filter(isCountingDown).map { $0.secondsOfGrace(at: now) }.min()
        notice = Notice(
            seconds.map { "\(count) tasks go out in \($0) s: \(key(.undo, in: .tasks)) takes all back\(one)." }
                ?? "\(count) tasks are recorded and go out. The draft stays as it is."
        )
    }

    /// Whether the key that takes back the selected task would take back one of these.
    private func isAtHand(_ together: [VideoTask]) -> Bool {
        screen == .queue && marks.isEmpty && together.contains { $0.id == selectedTask?.id }
    }

    /// What became of several that were sent together, when none of them waits any more.
    private mutating func noteEndOfGrace(of together: [VideoTask]) {
        guard !together.contains(where: { $0.state == .out }) else { return }
        let count = together.count
        let back = together.count { $0.state == .stopped }
        switch back {
        case count: notice = Notice("All \(count) are taken back: nothing was sent. The draft stays as it is.")
        case 0: notice = Notice("\(count) tasks go out. The draft stays as it is.")
        default: notice = Notice("\(back) of \(count) are taken back, the others go out. The draft stays as it is.")
        }
    }

    /// The notice does not promise any longer what is over.
    mutating func noteEndOfGrace(of task: VideoTask, from before: VideoTask?) {
        guard let before, before.canBeHeld, task.state != before.state else { return }
        let together = sentTogether(with: task)
        if together.count > 1, isPromisedTogether { return noteEndOfGrace(of: together) }
        guard isPromised(task.id) else { return }
        switch task.state {
        case .stopped:
            let isByKey = changes.done.last == .takenBack([task.id])
            let next = isByKey ? "\(key(.undo, in: .tasks)) brings it back, held." : "The draft stays as it is."
            notice = Notice("\(task.id) is taken back: nothing was sent. \(next)")
        case .held: notice = Notice("\(task.id) is held: nothing was sent. \(key(.send)) lets it go.")
        default: notice = Notice("\(task.id) goes out. The draft stays as it is.")
        }
    }

    /// Whether the notice says how what is about to leave is kept here: no news takes its place, nor a key without a use.
    var isPromising: Bool {
        notice.map { $0.text.contains(" goes out in ") || $0.text.contains(" go out in ") } == true
    }

    private var isPromisedTogether: Bool {
        guard let text = notice?.text else { return false }
        return text.contains(" tasks go out in ") || text.hasPrefix("Taking ") && text.hasSuffix(" tasks back ...")
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
