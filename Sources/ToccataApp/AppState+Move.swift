import TerminalKit
import ToccataCore

extension AppState {
    /// Everything that is to be seen but the lists, and but what each key changes below them.
    package var besidesMove: AppState {
        var rest = self
        rest.queue = TaskList()
        rest.library = TaskList()
        rest.detailID = nil
        rest.notice = nil
        rest.prefix = nil
        rest.isTouched = true
        rest.isSessionDue = true
        return rest
    }

    /// With the mark on the task that Detail shows: what is said of a task besides its row follows with Detail, once
    /// the mark stays where it is.
    package var atDetail: AppState {
        guard shownTasks != nil, let id = detailedTask?.id, id != selectedTask?.id else { return self }
        var state = self
        if screen == .library { state.library.mark(id) } else { state.queue.mark(id) }
        return state
    }
}
