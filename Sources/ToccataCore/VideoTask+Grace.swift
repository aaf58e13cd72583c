package import FoundationEssentials

extension VideoTask {
    /// The longest time that may be asked for between a person's `y` and the create.
    package static let longestGrace = 60.0

    /// Whether a person let it go and may still take it back before anything has left the machine.
    package func isInGrace(at now: Date) -> Bool { state == .out && retryAt.map { $0 > now } ?? false }

    /// The task as a console records it: nothing of it leaves before the grace period is over.
    package func waiting(_ grace: Duration) -> VideoTask {
        var task = self
        if grace > .zero { task.retryAt = createdAt.addingTimeInterval(grace / .seconds(1)) }
        return task
    }
}
