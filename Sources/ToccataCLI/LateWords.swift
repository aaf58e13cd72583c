import FoundationEssentials
import ToccataCore

/// What the command line says of a task that takes its time.
enum LateWords {
    /// Nil while nothing is out of the usual.
    static func text(_ task: VideoTask, _ lateness: Lateness, at now: Date) -> String? {
        guard lateness.isOverdue else { return lateness.slowness?.description }
        return "no end after \(Age.span(task.age(at: now))): it may still come, and be billed; Toccata goes on asking"
    }
}
