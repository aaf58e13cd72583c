import ToccataCore

/// One piece of work on one task; a task has one at a time.
enum Job: Equatable, Sendable {
    case send(VideoTask)
    case poll(VideoTask)
    /// Asks by the external id for a task whose create was not answered.
    case lookUp(VideoTask)
    case download(VideoTask)

    var task: VideoTask {
        switch self {
        case .send(let task), .poll(let task), .lookUp(let task), .download(let task): task
        }
    }

    var isSend: Bool {
        if case .send = self { true } else { false }
    }
}
