import Synchronization
import ToccataApp
import ToccataConductor
import ToccataCore

/// Makes actions of what the conductor tells.
///
/// Its word about tasks is only a nudge to look into the ledger, where the news of all processes have one order.
final class ConductorNews: Sendable {
    private let post: ActionPost
    private let nudges: LedgerNudges
    private let lastNote = Mutex<String?>(nil)
    /// Tasks whose transfer is shown.
    private let moving = Mutex<Set<ShortID>>([])

    init(post: ActionPost, nudges: LedgerNudges) {
        self.post = post
        self.nudges = nudges
    }

    func take(_ event: ConductorEvent) {
        switch event {
        case .taskChanged(let task):
            endTransfer(of: task)
            nudges.nudge()
        case .taskRemoved: nudges.nudge()
        case .polls(let polls): post(.polls(polls))
        case .downloading(let id, let received, let total):
            show(id, .downloadProgressed(id, Progress(Int(received), of: total.map { Int($0) })))
        case .uploading(let id, let progress):
            // What the service has already does not go up at all.
            guard !progress.isChecking, progress.totalBytes > 0 else { return }
            show(id, .uploadProgressed(id, Progress(progress.bytes, of: progress.totalBytes)))
        case .network(.up):
            lastNote.withLock { $0 = nil }
            post.news([.networkChanged(.reachable)])
        case .network(.down(let since, let reason)): post.news([.networkChanged(.down(since: since, reason: reason))])
        case .holdsChanged(let holds): post.news([.holdsChanged(holds)])
        case .note(let level, let text):
            // What fails again and again, at each poll of each task, is said once.
            guard
                lastNote.withLock({ last in
                    defer { last = text }; return last != text
                })
            else { return }
            post.note(Notice(text, level: Notice.Level(level)))
        }
    }

    private func show(_ id: ShortID, _ action: Action) {
        moving.withLock { _ = $0.insert(id) }
        post(action)
    }

    /// A task's state changes when its pictures are up, and when its video is down.
    private func endTransfer(of task: VideoTask) {
        guard task.state != .downloading, moving.withLock({ $0.remove(task.id) }) != nil else { return }
        post(.uploadProgressed(task.id, nil))
        post(.downloadProgressed(task.id, nil))
    }
}

extension Notice.Level {
    fileprivate init(_ level: ConductorEvent.NoteLevel) {
        self =
            switch level {
            case .information: .information
            case .warning: .warning
            case .error: .error
            }
    }
}
