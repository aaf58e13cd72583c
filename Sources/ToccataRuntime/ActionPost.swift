package import FoundationEssentials
package import ToccataApp

/// How services tell the console what happened.
package struct ActionPost: Sendable {
    package let queue: ActionQueue
    package let now: @Sendable () -> Date

    package init(to queue: ActionQueue, now: @escaping @Sendable () -> Date) {
        self.queue = queue
        self.now = now
    }

    package func callAsFunction(_ action: Action) { queue.post([action]) }

    /// What the log will give a time to; the console's own clock may be a minute old.
    package func news(_ actions: [Action]) {
        guard !actions.isEmpty else { return }
        queue.post([.tick(now())] + actions)
    }

    /// For the log; a warning or an error is shown as well.
    package func note(_ notice: Notice) { queue.post([.noted(Note(notice, at: now()))]) }
}
