package import FoundationEssentials

/// In which order a list shows its tasks; where it says nothing the newest come first.
package enum TaskOrder: String, CaseIterable, Sendable {
    case newest, oldest
    /// From what is not sent to what has ended.
    case state
    /// What needs a person first, and of that what has waited longest.
    case attention

    package var words: String {
        switch self {
        case .newest: "newest first"
        case .oldest: "oldest first"
        case .state: "by state"
        case .attention: "longest waiting first"
        }
    }

    package var next: TaskOrder {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// Puts places in a list of the newest first into this order.
    package func sorted(_ places: [Int], of tasks: [VideoTask]) -> [Int] {
        switch self {
        case .newest: places
        case .oldest: places.reversed()
        case .state: places.sorted(by: { Self.number[tasks[$0].state] ?? 0 })
        case .attention: places.sorted(by: { tasks[$0].attentionSince?.timeIntervalSince1970 ?? .infinity })
        }
    }

    private static let number = Dictionary(uniqueKeysWithValues: zip(TaskState.allCases, 0...))
}

extension [Int] {
    /// What is equal stays in its order.
    fileprivate func sorted<Key: Comparable>(by key: (Int) -> Key) -> [Int] {
        map { (key: key($0), place: $0) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
            .map(\.place)
    }
}

extension VideoTask {
    /// Since when a person should look at it; nil where nobody needs to.
    package var attentionSince: Date? { state.needsAttention ? finishedAt ?? sentAt ?? createdAt : nil }
}
