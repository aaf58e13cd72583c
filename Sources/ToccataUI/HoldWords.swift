import ToccataApp
import ToccataCore

/// What is said for as long as sending is on hold.
enum HoldWords {
    /// What waits and what to do come first: the reason may be cut.
    static func line(_ state: AppState) -> String? {
        guard let reason = state.outboxHold else { return nil }
        let waiting = state.queue.count { $0 == .out || $0 == .retry }
        guard waiting > 0 else { return "On hold (the next send tries again): \(reason)" }
        return "On hold, \(waiting) \(waiting == 1 ? "waits" : "wait"); s on one lets all go: \(reason)"
    }
}
