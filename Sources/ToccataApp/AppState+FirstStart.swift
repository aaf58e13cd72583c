import TerminalKit
import ToccataCore

/// Before anything was ever recorded: the queue says how to begin, and one key leads there.
extension AppState {
    package var isFirstStart: Bool { screen == .queue && isLoaded && ledgerTrouble == nil && queue.tasks.isEmpty }

    /// What the first draft is filled with where it costs nothing: the next keys can be those that send it.
    private static let example = "A paper boat on a lake at dawn, mist over still water, slow dolly back."

    /// Opens Compose; at the local server with a draft that can be sent as it is.
    ///
    /// What stands there stays.
    mutating func beginFirstDraft() -> [Effect] {
        show(.compose)
        let isFree = destination.server.isLocal
        if isFree, compose.draft.prompt.isEmpty { compose.edit { $0.replace(with: Self.example) } }
        let next = "\(key(.review)) shows what would be sent, \(key(.yes, in: .review)) there sends it"
        notice = Notice(isFree ? "\(next); it costs nothing here." : "Write a prompt. \(next).")
        return []
    }
}
