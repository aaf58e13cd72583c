package import FoundationEssentials
package import ToccataCore

/// What happened to one task.
package struct TaskHistory: Equatable, Sendable {
    package var id: ShortID?
    package var happenings: [TaskHappening]
    /// The task that was sent of the same draft before it.
    package var sentBefore: ShortID?

    package init(id: ShortID? = nil, happenings: [TaskHappening] = [], sentBefore: ShortID? = nil) {
        self.id = id
        self.happenings = happenings
        self.sentBefore = sentBefore
    }
}

/// One line about what happened to a task, as the ledger kept it.
package struct TaskHappening: Equatable, Sendable {
    package var time: Date
    package var state: TaskState
    /// What the service or Toccata said about it.
    package var detail: String?

    package init(time: Date, state: TaskState, detail: String? = nil) {
        self.time = time
        self.state = state
        self.detail = detail
    }
}
