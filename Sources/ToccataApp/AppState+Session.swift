import TerminalKit
import ToccataCore

/// Where a person was, for the next time.
extension AppState {
    package var session: Session {
        var session = Session()
        session.screen = screen
        session.queue = queue.session
        session.library = library.session
        session.detailTop = detailTop
        session.tab = detailTab
        return session
    }

    /// Goes where a person was the last time; who has pressed a key already is somewhere else.
    mutating func restore(_ session: Session) {
        recordedSession = session
        guard !isTouched else { return }
        show(session.screen)
        queue.restore(session.queue, at: clock)
        library.restore(session.library, at: clock)
        detailTop = session.screen == .queue || session.screen == .library ? session.detailTop : nil
        detailTab = session.tab
        // Letters are keys until a person says otherwise.
        compose.isEditing = screen != .compose
    }

    /// What is to be recorded of it, if it is not; before all tasks are known there is nothing to remember.
    mutating func recordSession() -> [Effect] {
        guard isLoaded, session != recordedSession else { return [] }
        recordedSession = session
        return [.recordSession(session)]
    }

    /// Every few seconds while somebody goes about; who does nothing causes nothing.
    mutating func sessionTimer() -> [Effect] {
        guard isTouched, isLoaded, !isSessionDue, session != recordedSession else { return [] }
        isSessionDue = true
        return [.schedule(.session, after: .seconds(3))]
    }
}

extension TaskList {
    fileprivate var session: Session.List {
        Session.List(selected: selectedID, top: viewport.top, filter: filter.written.text, order: order, folds: folds)
    }

    /// A task that is not there any more is no error: the one in its row is selected.
    fileprivate mutating func restore(_ list: Session.List, at clock: WallClock) {
        show(only: list.filter, at: clock)
        order = list.order
        folds = list.folds
        selectedID = list.selected
        sift(keeping: selectedID)
        viewport.show(from: list.top)
    }
}
