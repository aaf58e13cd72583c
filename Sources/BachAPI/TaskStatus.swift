/// The service's own word for where a task is, kept as it was sent.
///
/// The set is open: a word that nobody documented is shown raw and never ends a task.
package struct TaskStatus: RawRepresentable, Equatable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let pending = TaskStatus(rawValue: "TASK_PENDING")
    package static let processing = TaskStatus(rawValue: "TASK_PROCESSING")
    package static let succeeded = TaskStatus(rawValue: "TASK_SUCCEEDED")
    package static let failed = TaskStatus(rawValue: "TASK_FAILED")
    /// Kling's word for pending, the first of a task's life.
    package static let submitted = TaskStatus(rawValue: "submitted")

    /// What a status means for us.
    package enum Meaning: Equatable, Sendable {
        case pending, running, succeeded, failed
        /// A word from no page: keep asking.
        case unknown
    }

    /// Read without regard to case: the documented words, and synonyms that services of this kind use.
    package var meaning: Meaning {
        switch rawValue.lowercased() {
        case "task_pending", "pending", "submitted", "queued", "waiting", "created": .pending
        case "task_processing", "processing", "running", "in_progress": .running
        case "task_succeeded", "succeed", "succeeded", "success", "completed", "done": .succeeded
        case "task_failed", "failed", "failure", "error", "cancelled", "canceled": .failed
        default: .unknown
        }
    }
}
