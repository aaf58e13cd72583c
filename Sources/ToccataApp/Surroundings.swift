package import FoundationEssentials
package import ToccataCore

/// The service that requests go to.
package struct Service: Equatable, Sendable {
    package var server: ServerIdentity
    /// The profile's name; nil without one.
    package var profile: String?
    /// Where videos are saved, for people to read.
    package var folder: String

    package init(server: ServerIdentity, profile: String? = nil, folder: String) {
        self.server = server
        self.profile = profile
        self.folder = folder
    }
}

/// Whether the service can be reached.
package enum NetworkState: Equatable, Sendable {
    /// Nothing was asked yet.
    case unknown
    case reachable
    case down(since: Date, reason: String)
}

/// How far an upload or a download is.
package struct TransferProgress: Equatable, Sendable {
    package var bytes: Int
    /// Nil when the other side did not say.
    package var total: Int?

    package init(bytes: Int, total: Int?) {
        self.bytes = bytes
        self.total = total
    }

    /// From 0 to 100; nil when the whole is not known.
    package var percent: Int? {
        guard let total, total > 0 else { return nil }
        return min(100, max(0, bytes) * 100 / total)
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

/// What happened to one task.
package struct TaskHistory: Equatable, Sendable {
    package var id: ShortID?
    package var happenings: [TaskHappening]

    package init(id: ShortID? = nil, happenings: [TaskHappening] = []) {
        self.id = id
        self.happenings = happenings
    }
}
