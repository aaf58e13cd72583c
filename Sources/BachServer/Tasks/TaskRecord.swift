import BachAPI

/// One task of the local server, as it is kept.
struct TaskRecord: Equatable, Sendable {
    var id: String
    var family: Family
    /// The create's body, with the seed that was chosen if it had none.
    var body: JSONValue
    /// Unix seconds.
    var createdAt: Int
    var status: TaskStatus = .pending
    /// What the query says, or why the task failed.
    var message = StatusMessage.pending
    /// The task was made to fail on purpose (`--fault fail`).
    var isDoomed = false
}

/// The human-readable `data.message` of a query; only the last is documented, the others are ours.
enum StatusMessage {
    static let pending = "Task is queued, awaiting processing"
    static let processing = "Video generation is in progress"
    static let succeeded = "Video generation completed successfully"
}
