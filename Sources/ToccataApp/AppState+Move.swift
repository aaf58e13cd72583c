import TerminalKit

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
