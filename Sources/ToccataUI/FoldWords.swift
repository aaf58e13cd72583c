import BachAPI
import FoundationEssentials
import TerminalKit
import ToccataApp
import ToccataCore

/// What is said of a group that is one row.
struct FoldWords {
    /// How many of its tasks are in a state, or have been asked about in vain for long.
    struct Count {
        let word: String
        let style: Style
        var count: Int
        /// Whether a person should look: that stands first, where nothing cuts it off.
        let isUrgent: Bool

        var text: String { "\(count) \(word)" }
    }

    let fold: Fold
    let state: AppState

    /// `4 tasks`, and where the list shows only some of them `2 of 4`.
    var number: String {
        let shown = fold.tasks.count
        return shown == fold.total ? "\(shown) tasks" : "\(shown) of \(fold.total)"
    }

    /// What needs a person first, then in the order of a task's life.
    var counts: [Count] {
        let known = Dictionary(grouping: fold.tasks) { Kind($0, state.now) }
        let counts = known.sorted { $0.key < $1.key }.map { kind, tasks in
            Count(
                word: kind.isOverdue ? "no end?" : kind.state.label,
                style: kind.isOverdue ? .warning : kind.state.style,
                count: tasks.count,
                isUrgent: kind.isOverdue || kind.state.needsAttention
            )
        }
        return counts.filter(\.isUrgent) + counts.filter { !$0.isUrgent }
    }

    /// Such as `1 FAIL, 2 RUN`.
    var countsText: String { counts.map(\.text).joined(separator: ", ") }

    /// What is said of each of its tasks, where it is the same of all.
    var note: String {
        let notes = Set(fold.tasks.map { TaskWords.note($0, state) })
        return notes.count == 1 ? notes.first ?? "" : ""
    }

    private struct Kind: Hashable, Comparable {
        let state: TaskState
        let isOverdue: Bool

        init(_ task: VideoTask, _ now: Date) {
            isOverdue = task.isOverdue(at: now)
            // Whether it waits or runs does not matter any more.
            state = isOverdue ? .running : task.state
        }

        private var place: (Int, Int) {
            (TaskState.allCases.firstIndex(of: state) ?? 0, isOverdue ? 0 : 1)
        }

        static func < (one: Kind, other: Kind) -> Bool { one.place < other.place }
    }
}
