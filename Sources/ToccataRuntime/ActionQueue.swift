import Synchronization
package import ToccataApp

/// The one ordered queue of news: whoever has some puts them in, the loop takes all there are.
package final class ActionQueue: Sendable {
    private let actions = Mutex<[Action]>([])
    private let ring: @Sendable () -> Void

    /// - Parameter ring: Called when there is something to take after there was nothing, on any thread.
    package init(ring: @escaping @Sendable () -> Void = {}) { self.ring = ring }

    package func post(_ news: [Action]) {
        let wasEmpty = actions.withLock { actions in
            defer { actions += news }
            return actions.isEmpty
        }
        if wasEmpty, !news.isEmpty { ring() }
    }

    package var isEmpty: Bool { actions.withLock(\.isEmpty) }

    /// Everything that came, in order.
    package func take() -> [Action] {
        actions.withLock { actions in
            defer { actions = [] }
            return actions
        }
    }
}
