import TerminalKit

extension TaskList {
    /// What is shown, whichever of it is selected: equal only where nothing was added, changed, sorted or filtered.
    package struct Content: Equatable, Sendable {
        let revision: Int
        let filter: ListFilter
    }

    package var content: Content { Content(revision: revision, filter: filter) }
}

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
}
