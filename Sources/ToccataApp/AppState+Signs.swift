import FoundationEssentials
import TerminalKit
import ToccataCore

/// What tells somebody who looks elsewhere: the bell, the window's title, a command of one's own.
extension AppState {
    /// What became of tasks that ended, for people; nil when nobody has to be called.
    ///
    /// Who sits before the screen sees what is over in half a minute.
    func call(for task: VideoTask, from before: VideoTask?) -> String? {
        guard isLoaded, let before, before.state != task.state, task.state.isEndToTell else { return nil }
        guard hasFocus == false || now.timeIntervalSince(task.createdAt) > 30 else { return nil }
        return "\(task.id) \(task.state.label): \(task.prompt.prefix(60))"
    }

    /// Short, for it stands in a tab or in a status line.
    var title: String {
        let running = activeCount > 0 ? " \(activeCount) active" : ""
        let waiting = needyCount > 0 ? " \(needyCount)!" : ""
        return "Toccata\(running)\(waiting)"
    }
}

extension TaskState {
    fileprivate var isEndToTell: Bool {
        switch self {
        case .done, .failed, .unsaved, .lost, .gone: true
        default: false
        }
    }
}
