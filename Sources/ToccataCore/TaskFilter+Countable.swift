package import FoundationEssentials

extension TaskFilter {
    /// A filter whose tasks can be counted without a look at each of them.
    package enum Countable: Equatable, Sendable {
        case all
        /// Those asked about in vain for long count as well where a person's attention is meant.
        case states(Set<TaskState>, orOverdue: Bool)
        case recorded(Range<Date>)
        /// A tag, or how one begins.
        case tag(String)
    }

    /// Nil for one that asks for words, or for several things at a time.
    package var countable: Countable? {
        guard let term = terms.first else { return .all }
        guard terms.count == 1, term.isWanted else { return nil }
        return switch term.test {
        case .states(let states, let orOverdue): .states(states, orOverdue: orOverdue)
        case .recorded(let times): .recorded(times)
        case .tag(let word): .tag(word)
        case .word, .modes: nil
        }
    }
}
