import Dispatch
import Synchronization
package import TerminalKit
package import ToccataApp

/// What reaches the loop.
package enum LoopEvent: Equatable, Sendable {
    case terminal(TerminalEvent)
    case action(Action)
}

/// The one ordered queue of everything that happens: whoever has news puts it in, the loop takes all there is.
package final class ActionQueue: Sendable {
    private let events = Mutex<[LoopEvent]>([])
    /// Counts one while there is something to take.
    private let filled = DispatchSemaphore(value: 0)

    package init() {}

    package func post(_ news: [LoopEvent]) {
        let wasEmpty = events.withLock { events in
            defer { events += news }
            return events.isEmpty
        }
        if wasEmpty, !news.isEmpty { filled.signal() }
    }

    package func post(_ action: Action) { post([.action(action)]) }

    /// Everything that came, in order, as soon as there is something.
    ///
    /// Blocks its thread: the loop has one for itself, so that a key is answered without a detour.
    ///
    /// - Parameter patience: How long to wait at most; nil for ever.
    /// - Returns: Empty when the patience is over.
    package func take(waiting patience: Duration? = nil) -> [LoopEvent] {
        if let patience {
            let deadline = DispatchTime.now() + .nanoseconds(Int(patience / .nanoseconds(1)))
            guard filled.wait(timeout: deadline) == .success else { return [] }
        } else {
            filled.wait()
        }
        return events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
