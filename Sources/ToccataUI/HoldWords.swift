import ToccataApp
import ToccataCore

/// What is said for as long as sending is on hold.
enum HoldWords {
    /// What waits and what to do come first: the reason may be cut.
    static func line(_ state: AppState) -> String? {
        guard let hold = state.hold else { return nil }
        let waiting = state.waitingCount(behind: hold)
        if hold.isPause { return paused(waiting, state) }
        guard waiting > 0 else { return "On hold (the next send tries again): \(hold.reason)" }
        return
            "On hold, \(waiting) \(waiting == 1 ? "waits" : "wait"); \(state.key(.send)) on one lets all go: \(hold.reason)"
    }

    /// What becomes of a request that a review lets go while nothing is sent; nil while sending goes on.
    static func warning(_ review: Review, _ state: AppState) -> String? {
        let yes = state.key(.yes, in: .review)
        guard let hold = state.holds.first(concerning: state.destination.server(for: review.mode)) else { return nil }
        if hold.isPause { return "Sending is paused: \(yes) records it, and it waits until \(state.key(.pause))." }
        return "Sending is on hold, and \(yes) tries it all the same: \(hold.reason)"
    }

    private static func paused(_ waiting: Int, _ state: AppState) -> String {
        let words = waiting == 0 ? "" : ", \(waiting) \(waiting == 1 ? "waits" : "wait")"
        return "Paused\(words); \(state.key(.pause)) lets sending go on. What was sent goes on."
    }

    private static func slot(_ task: VideoTask, _ state: AppState) -> String? {
        guard state.waitsForOthers(task), let most = state.mostRunning else { return nil }
        let running = state.runningCount(at: task.server)
        return
            "Waits: \(running) of \(most) run at \(task.server.name). It goes out when one of them is done; \(state.key(.remove)) takes it back."
    }

    /// Why a task does not go out, and what lets it.
    static func explanation(_ task: VideoTask, _ state: AppState) -> String? {
        if let trouble = state.ledgerTrouble { return TroubleWords.explanation(trouble) }
        guard let hold = state.hold(on: task) else { return slot(task, state) }
        if hold.isPause {
            return
                "Sending is paused: nothing goes out until \(state.key(.pause)). \(state.key(.remove)) takes it back."
        }
        return "Nothing is sent at the moment; \(state.key(.send)) lets all that waits go: \(hold.reason)"
    }
}
