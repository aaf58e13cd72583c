package import FoundationEssentials

/// What is out of the usual about how long a task takes.
package struct Lateness: Equatable, Sendable {
    /// Nil unless it takes longer than nine of ten like it.
    package let slowness: Slowness?
    /// Whether a person is to say whether it is worth going on.
    package let isOverdue: Bool

    package static let none = Lateness(slowness: nil, isOverdue: false)

    /// Whether there is more to be said than before.
    package func isWorse(than other: Lateness) -> Bool {
        isOverdue && !other.isOverdue || slowness != nil && other.slowness == nil
    }
}

/// What a slow task is slow beside.
package struct Slowness: Equatable, Sendable, CustomStringConvertible {
    /// Nine of ten took at most so long.
    package let usual: Duration
    /// How many were seen.
    package let seen: Int

    package init(usual: Duration, seen: Int) { (self.usual, self.seen) = (usual, seen) }

    package var description: String { "slow: 9 of 10 such tasks took at most \(Age.span(usual)), \(seen) seen" }
}

extension VideoTask {
    /// A task that takes longer may never end: from then on a person is asked, and nothing ends by itself.
    package static let usualEnd = Duration.seconds(3600)

    /// When the service began with it, as far as is known here.
    package var begunAt: Date { sentAt ?? createdAt }

    package func age(at now: Date) -> Duration { .seconds(now.timeIntervalSince(begunAt)) }

    /// When a person is asked whether it is worth going on.
    package var overdueAt: Date { questionAt ?? begunAt + Self.usualEnd.inSeconds }

    /// Whether a person is to say whether it is worth going on; until then it is asked about as before.
    package func isOverdue(at now: Date) -> Bool { state.isPolled && now >= overdueAt }
}

extension DurationHistory {
    /// What is to be said of a task now, beside those that are known.
    package func lateness(of task: VideoTask, at now: Date) -> Lateness {
        let slowAt = slowAt(task)
        return Lateness(
            slowness: slowAt.map { $0.time <= now } == true ? slowAt?.slowness : nil,
            isOverdue: task.isOverdue(at: now)
        )
    }

    /// When there will be more to say of a task than at a time; nil for never.
    package func nextLateness(of task: VideoTask, after now: Date) -> Date? {
        guard task.state.isPolled else { return nil }
        return [slowAt(task)?.time, task.overdueAt].compactMap(\.self).filter { $0 > now }.min()
    }

    private func slowAt(_ task: VideoTask) -> (time: Date, slowness: Slowness)? {
        guard task.state.isPolled, let durations = like(TaskKind(task)) else { return nil }
        let usual = durations.ninetieth
        return (task.begunAt + usual, Slowness(usual: .seconds(usual), seen: durations.count))
    }
}
