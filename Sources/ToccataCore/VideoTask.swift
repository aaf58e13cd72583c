// ToccataCore is what Toccata thinks about: tasks and their life, drafts, references, subjects, schedules. All of
// it is values; it must not know about files, sockets, screens, SQLite or the clock.

package import BachAPI
package import FoundationEssentials

/// One task, from the moment it is recorded here until what it made is saved; one row of the ledger.
///
/// Nearly all make a video; one of ``Mode/textToSubject`` makes pictures, and has the same life.
///
/// ```
/// Draft -> request -> OUT -> sending -> PEND -> RUN -> DOWN -> DONE
///                      |        |         \______|______\____> FAIL   DONE!
///                      |        |-> RETRY -> OUT                      STOP
///                      HELD     \-> LOST?                             GONE?
/// ```
///
/// ``apply(_:at:)`` is the whole life of a task; beside it only the request changes, when pictures got their URLs,
/// the folder and the tags.
package struct VideoTask: Equatable, Sendable {
    package let id: ShortID
    package let mode: Mode
    /// Where it was, or is to be, made.
    package let server: ServerIdentity
    /// What made it: only the console sends by itself what another process left unsent.
    package var origin: Origin
    /// The process that may send it, or is sending it; nil when nobody is.
    package var holder: String?
    /// The body, exactly as it goes out; pictures of this machine stand in it as `file://` until they are uploaded.
    package var request: JSONValue
    /// The first of the tasks that were sent together; nil for one that was sent by itself.
    package var group: ShortID?
    package var state: TaskState
    /// The service's id.
    package var taskID: String?
    /// The service's own word.
    package var status: TaskStatus?
    /// The service's message, or ours when the trouble is on this side.
    package var message: String?
    /// The service's code of a failure.
    package var code: Int?
    package var httpStatus: Int?
    package var videoURL: String?
    /// Of the copy with a watermark, where one was asked for.
    package var watermarkURL: String?
    /// The links of a subject's pictures.
    package var pictures: [String]
    /// Where the video was saved; of a subject, the folder of its pictures.
    package var file: String?
    /// The folder it is to be saved in; nil leaves that to whoever sees it finish.
    package var folder: String?
    /// When it was recorded here.
    package private(set) var createdAt: Date
    package var sentAt: Date?
    package var finishedAt: Date?
    /// Not sent before this time; of a download that broke off or failed, when it is tried next.
    package var retryAt: Date?
    /// How often it was sent.
    package var attempts: Int
    /// Answers "no such task" in a row.
    package var notFoundCount: Int
    /// Successes without a link in a row.
    package var noURLCount: Int
    /// How long the service needed from the create to the end, as far as that was seen.
    package var took: Duration?
    /// When a person is asked next whether it is worth going on; nil for an hour after it was sent.
    package var questionAt: Date?
    /// What a person found worth a word about it; nothing that happens changes them.
    package var tags = Tags()

    package enum Origin: String, Sendable {
        case console, command
    }

    /// A task that is accepted here and not sent.
    package init(
        id: ShortID,
        mode: Mode,
        server: ServerIdentity,
        origin: Origin,
        holder: String?,
        request: JSONValue,
        folder: String? = nil,
        createdAt: Date
    ) {
        self.id = id
        self.mode = mode
        self.server = server
        self.origin = origin
        self.holder = holder
        self.request = request
        self.folder = folder
        self.createdAt = createdAt
        state = .out
        pictures = []
        attempts = 0
        notFoundCount = 0
        noURLCount = 0
    }

    /// The same, recorded so much later: of several that are made at once, which is the first shows in their times.
    package func later(by time: Duration) -> VideoTask {
        var task = self
        task.createdAt.addTimeInterval(time / .seconds(1))
        return task
    }

    /// The prompt as it is in the request, of a subject its description; empty when there is none.
    package var prompt: String { request[mode == .textToSubject ? "description" : "prompt"]?.stringValue ?? "" }

    /// The seed as it is in the request.
    package var seed: Int? { request["seed"]?.integerValue }

    /// Whether its video is a placeholder of the embedded server.
    package var isPlaceholder: Bool { server.isLocal }
}
