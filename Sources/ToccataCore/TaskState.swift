/// Where a task is in Toccata's eyes; the service's own word is a `TaskStatus`.
///
/// The raw values are the words of `--json`, in the order of a task's life.
package enum TaskState: String, CaseIterable, Sendable {
    /// Recorded here, not sent.
    case out
    /// Not sent, and sent only when a person releases it.
    case held
    /// The request is on its way.
    case sending
    /// Surely made nothing; is sent again by itself.
    case retry
    /// The answer was lost: whether a task was made, nobody here knows. A person resolves it.
    case lost
    case pending
    case running
    case downloading
    /// Finished and saved.
    case done
    /// Finished, not saved.
    case unsaved
    case failed
    /// Not watched any more, because a person said so.
    case stopped
    /// The service says, for the third time in a row, that there is no such task.
    case gone

    /// The word on the screen; five columns hold each.
    package var label: String {
        switch self {
        case .out: "OUT"
        case .held: "HELD"
        case .sending: "SEND"
        case .retry: "RETRY"
        case .lost: "LOST?"
        case .pending: "PEND"
        case .running: "RUN"
        case .downloading: "DOWN"
        case .done: "DONE"
        case .unsaved: "DONE!"
        case .failed: "FAIL"
        case .stopped: "STOP"
        case .gone: "GONE?"
        }
    }

    /// Whether nothing will change it any more without a person.
    package var isSettled: Bool {
        switch self {
        case .done, .unsaved, .failed, .stopped, .gone, .lost, .held: true
        case .out, .sending, .retry, .pending, .running, .downloading: false
        }
    }

    /// Whether a subject may still come of it, so that no other task is to make the same.
    package var mayStillMakeSubject: Bool {
        switch self {
        case .done, .failed, .stopped, .gone: false
        case .out, .held, .sending, .retry, .lost, .pending, .running, .downloading, .unsaved: true
        }
    }

    /// Whether the service is asked about it.
    package var isPolled: Bool { self == .pending || self == .running }

    /// Whether its service is at work on it, or may be in a moment.
    package var countsAsRunning: Bool { self == .sending || isPolled }

    /// Whether it has surely not reached the service, so that it can still be taken back.
    package var isUnsent: Bool { self == .out || self == .held || self == .retry }

    /// Whether it waits for a person's decision, and will not go on before.
    package var waitsForPerson: Bool { needsAttention && self != .failed }

    /// Whether a person should look at it.
    package var needsAttention: Bool {
        switch self {
        case .held, .lost, .unsaved, .failed, .gone: true
        default: false
        }
    }
}
