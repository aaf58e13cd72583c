import FoundationEssentials
import ToccataCore

/// What the command line says of a task that takes its time.
enum LateWords {
    /// Nil while nothing is out of the usual.
    static func text(_ task: VideoTask, _ lateness: Lateness, at now: Date) -> String? {
        if let retryAt = task.retryAt, task.hasBrokenOff {
            return "its download goes on from where it is, next try at \(TaskReport.time(retryAt))"
        }
        if let retryAt = task.retryAt, task.isSavedLater {
            let time = retryAt > now ? "at \(TaskReport.time(retryAt))" : "as soon as that can help"
            return "a console or watch tries again to save it \(time)"
        }
        guard lateness.isOverdue else { return lateness.slowness?.description }
        return "no end after \(Age.span(task.age(at: now))): it may still come, and be billed; Toccata goes on asking"
    }
}
