package import BachAPI
package import FoundationEssentials
package import ToccataCore

/// One change of a task, as the ledger remembers it.
package struct RecordedEvent: Equatable, Sendable {
    package let at: Date
    /// Who learned or did it: `console`, `command`, `poll`, `send`, ...
    package let source: String
    /// The state after the change.
    package let state: TaskState
    package let status: TaskStatus?
    package let message: String?

    package init(at: Date, source: String, state: TaskState, status: TaskStatus?, message: String?) {
        self.at = at
        self.source = source
        self.state = state
        self.status = status
        self.message = message
    }
}
