import BachAPI
import ToccataCore

/// What becomes a line of the log by itself, and a notice where a person should know.
extension AppState {
    /// A task that came or changed; what is only reloaded is no news.
    mutating func noteChange(of task: VideoTask, from before: VideoTask?) {
        let isGivenUp = before?.awaitsLookUp == true && task.state == .lost && !task.awaitsLookUp
        guard isLoaded, task.state != before?.state || isGivenUp else { return }
        let news = Notice("\(task.id) \(task.news)", level: task.newsLevel)
        take(Note(news, at: now))
        if task.state == .done, !isPromising, notice.map({ $0.level == .information }) ?? true { notice = news }
        if before?.state == .lost, let taskID = task.taskID { noteFound(task, taskID) }
    }

    /// That its answer was lost is no news any more.
    private mutating func noteFound(_ task: VideoTask, _ taskID: String) {
        guard !isPromising, notice.map({ $0.level == .information || $0.text.hasPrefix("\(task.id) ") }) ?? true else {
            return
        }
        notice = Notice("\(task.id) was made after all, and goes on as \(taskID).")
    }

    mutating func take(_ network: NetworkState) {
        defer { self.network = network }
        switch (self.network, network) {
        case (.down, .down), (_, .unknown), (.unknown, .reachable), (.reachable, .reachable): break
        case (_, .down(_, let reason)):
            log.add(Note(.warning("The service cannot be reached: \(reason)"), at: now))
        case (.down, .reachable): log.add(Note(Notice("The service answers again."), at: now))
        }
    }

    /// What could not be recorded meanwhile is recorded as soon as that can be.
    mutating func take(_ trouble: LedgerTrouble?) -> [Effect] {
        let before = ledgerTrouble
        ledgerTrouble = trouble
        if let trouble {
            take(Note(.error(trouble.reason), at: now))
        } else if let before {
            let news = Notice("The ledger can be written again: sending goes on.")
            if notice?.text.hasSuffix(before.reason) ?? true { notice = news }
            log.add(Note(news, at: now))
            return recordDraft()
        }
        return []
    }

    mutating func take(_ note: Note) {
        let last = log.lastNote?.text ?? ""
        // Why the service cannot be reached is what the request that met it says too.
        if last == note.notice.text || !last.hasSuffix(note.notice.text) { log.add(note) }
        if note.notice.level > .information { notice = note.notice }
    }
}

extension VideoTask {
    /// What happened to it, in a line.
    fileprivate var news: String {
        let message = message.map { ": \($0)" } ?? ""
        switch state {
        case .out: return "is recorded."
        case .sending: return "is being sent."
        case .pending: return "is waiting at \(server.name)" + (taskID.map { " as \($0)." } ?? ".")
        case .running: return "is being made."
        case .downloading:
            return "is finished, its \(mode == .textToSubject ? "pictures are" : "video is") being downloaded."
        case .done: return "is saved as \(PictureSource(file ?? "").shortName)."
        case .failed: return "failed" + (code.map { " with code \($0)" } ?? "") + message
        case .lost where awaitsLookUp: return "is looked up: the answer was lost\(message)"
        case .lost: return "may or may not have been made\(message)"
        case .held where isHeldByPerson: return "is held by you."
        case .held: return "is held\(message)"
        case .retry: return "was not sent, and is tried again\(message)"
        case .unsaved: return "is finished, but not saved\(message)"
        case .stopped: return taskID == nil ? "is taken back." : "is not watched any more."
        case .gone: return "is gone\(message)"
        }
    }

    fileprivate var newsLevel: Notice.Level {
        switch state {
        case .lost where awaitsLookUp: .warning
        case .failed, .lost: .error
        case .held where isHeldByPerson: .information
        case .held, .unsaved, .gone: .warning
        default: .information
        }
    }
}
