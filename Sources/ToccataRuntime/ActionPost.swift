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

    package func callAsFunction(_ action: Action) { queue.post(action) }

    /// For the log; a warning or an error is shown as well.
    package func note(_ notice: Notice) { queue.post(.noted(Note(notice, at: now()))) }
}
