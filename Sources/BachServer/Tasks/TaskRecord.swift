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
    /// When the status changed last; Unix seconds.
    var changedAt = 0
    /// This server as the create reached it, `http://127.0.0.1:8080`; empty when that no longer holds.
    var server = ""
    var sender = TaskSender()
    /// What the video's file and link are called, where the id could be guessed.
    var video: String?
    /// The task was made to fail on purpose (`--fault fail`).
    var isDoomed = false

    /// Where the video is, or will be.
    ///
    /// - Parameter server: This server's own name for itself, where the create's is not known.
    func videoURL(server fallback: String) -> String { videoURL(on: base(or: fallback)) }

    func videoURL(on server: String) -> String { "\(server)/videos/\(videoName).mp4" }

    /// Where the copy with a watermark is.
    func watermarkURL(on server: String) -> String { "\(server)/videos/\(watermarkName).mp4" }

    /// The create's name for this server, or the server's own.
    func base(or fallback: String) -> String { server.isEmpty ? fallback : server }

    var videoName: String { video ?? id }

    var watermarkName: String { videoName + Self.watermark }

    /// How the name of a copy with a watermark ends.
    static let watermark = "-watermark"
}

/// Whose task it is, and what they call it.
struct TaskSender: Equatable, Sendable {
    var accessKey = ""
    /// `external_task_id`; no two tasks of one sender and family have the same.
    var externalID: String?
}

/// The human-readable `data.message` of a query; only the last is documented, the others are ours.
enum StatusMessage {
    static let pending = "Task is queued, awaiting processing"

    static func processing(_ family: Family) -> String { "\(product(family)) generation is in progress" }

    static func succeeded(_ family: Family) -> String { "\(product(family)) generation completed successfully" }

    private static func product(_ family: Family) -> String { family.makesVideo ? "Video" : "Subject" }
}
