package import ToccataCore

/// How a command ended, as scripts see it; of several tasks the highest counts.
package enum ExitCode: Int32, Comparable, Sendable {
    case done = 0
    case taskFailed = 1
    /// The command line or the configuration is wrong.
    case usage = 2
    /// The request is invalid; nothing was sent.
    case invalidRequest = 3
    /// The service refused.
    case refused = 4
    case unreachable = 5
    /// Still running when the time was up.
    case stillRunning = 6
    /// Sent, but the answer was lost.
    case answerLost = 7
    /// Finished, but the file could not be saved.
    case notSaved = 8
    case interrupted = 130

    package static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }

    /// What a task's state means for a command that waited for it.
    ///
    /// - Parameter wantsFile: Whether the video was to be saved; if not, a finished one with a link is done.
    package init(_ task: VideoTask, wantsFile: Bool) {
        switch task.state {
        case .done: self = .done
        case .unsaved: self = wantsFile || task.videoURL == nil ? .notSaved : .done
        case .failed: self = task.taskID == nil ? (task.code == nil ? .invalidRequest : .refused) : .taskFailed
        case .gone: self = .refused
        case .lost, .sending: self = .answerLost
        case .held, .retry, .out: self = .unreachable
        case .pending, .running, .downloading, .stopped: self = .stillRunning
        }
    }

    /// The word of the JSON error.
    package var word: String {
        switch self {
        case .done: "done"
        case .taskFailed: "task_failed"
        case .usage: "usage"
        case .invalidRequest: "invalid_request"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .stillRunning: "still_running"
        case .answerLost: "answer_lost"
        case .notSaved: "not_saved"
        case .interrupted: "interrupted"
        }
    }
}
