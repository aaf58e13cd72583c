package import FoundationEssentials
package import ToccataCore

/// How many tasks there are of a kind, kept or found quickly: this is drawn with each frame.
extension TaskList {
    /// Nil where each task would have to be looked at.
    package func count(of filter: TaskFilter, at now: Date) -> Int? {
        switch filter.countable {
        case .all: tasks.count
        case .states(let states, let orOverdue):
            count { states.contains($0) } + (orOverdue ? overdueCount(at: now) : 0)
        case .recorded(let times): firstIndex(before: times.lowerBound) - firstIndex(before: times.upperBound)
        case .tag(let word): count(ofTag: word)
        case nil: nil
        }
    }

    /// A task with two tags of one beginning would be counted twice.
    private func count(ofTag word: String) -> Int? {
        let meant = tagCounts.filter { $0.key.hasPrefix(word) }
        return meant.count > 1 ? nil : meant.first?.value ?? 0
    }

    /// Where the tasks begin that were recorded before a time.
    private func firstIndex(before time: Date) -> Int {
        var (low, high) = (0, tasks.count)
        while low < high {
            let middle = (low + high) / 2
            if tasks[middle].createdAt < time { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
