import BachAPI
import TerminalKit
import ToccataCore

/// A prompt that was sent before, in the place of the one being written.
struct Recall: Equatable {
    /// What the person had written.
    let own: String
    /// The one that was taken, as it was sent and as the editor keeps it.
    let prompt: String
    let shown: String
}

extension AppState {
    /// Puts an earlier or later prompt of those that were sent in the place of this one, which is not lost: one's own
    /// text comes behind the latest, and undo goes back by steps.
    mutating func recallPrompt(by distance: Int) -> [Effect] {
        let active = compose.recall.flatMap { $0.shown == compose.draft.prompt ? $0 : nil }
        let own = active?.own ?? compose.draft.prompt
        let prompts = sentPrompts(except: own)
        let place = active.flatMap { prompts.firstIndex(of: $0.prompt) } ?? -1
        let target = place + distance
        guard target >= -1, target < prompts.count else {
            notice = Notice(distance > 0 ? "No other prompt was sent before." : "This is your own text.")
            return []
        }
        let prompt = target < 0 ? own : prompts[target]
        compose.edit { $0.replace(with: prompt) }
        compose.recall = Recall(own: own, prompt: prompt, shown: compose.draft.prompt)
        notice = Notice(
            target < 0
                ? "Your own text again."
                : "Prompt \(target + 1) of \(prompts.count) that were sent; \(key(.laterPrompt)) leads back to your own."
        )
        return []
    }

    /// The prompts that were sent, newest first, each once.
    private func sentPrompts(except own: String) -> [String] {
        var known: Set<String> = ["", own]
        return queue.tasks.lazy
            .filter { $0.mode != .textToSubject && !$0.state.isUnsent }
            .map(\.prompt)
            .filter { known.insert($0).inserted }
    }
}
