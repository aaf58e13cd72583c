package import FoundationEssentials

/// The tasks that services are at work on, in the order in which there will be something to say of how long they take.
package struct LateTasks: Sendable {
    private var durations: DurationHistory
    private var tasks: [ShortID: VideoTask] = [:]
    private var times = PriorityHeap<ShortID, Date>()

    package init(_ durations: DurationHistory) { self.durations = durations }

    /// Takes a task as it is now, and says what is out of the usual about it.
    package mutating func take(_ task: VideoTask, at now: Date) -> Lateness {
        durations.learn(task, from: tasks[task.id])
        tasks[task.id] = task.state.isPolled ? task : nil
        plan(task, after: now)
        return durations.lateness(of: task, at: now)
    }

    package mutating func forget(_ ids: some Sequence<ShortID>) {
        for id in ids {
            tasks[id] = nil
            times.remove(id)
        }
    }

    /// Those that there is more to say of than before.
    package mutating func due(at now: Date) -> [(task: VideoTask, lateness: Lateness)] {
        var late: [(task: VideoTask, lateness: Lateness)] = []
        while let first = times.first, first.key <= now, let task = tasks[first.id] {
            plan(task, after: now)
            let lateness = durations.lateness(of: task, at: now)
            // What was learned meanwhile may have moved the time.
            if lateness != .none { late.append((task, lateness)) }
        }
        return late
    }

    private mutating func plan(_ task: VideoTask, after now: Date) {
        if let time = durations.nextLateness(of: task, after: now) {
            times.set(task.id, to: time)
        } else {
            times.remove(task.id)
        }
    }
}
