import TerminalKit
import ToccataCore

/// What is shown of the tasks of Queue and Library, and in which order.
extension AppState {
    var isTypingTaskFilter: Bool { shownTasks?.filter.isTyping == true }

    mutating func changeShownTasks(_ change: (inout TaskList) -> Void) {
        switch screen {
        case .queue: change(&queue)
        case .library: change(&library)
        case .compose, .references, .log: break
        }
    }

    /// Whether a wish was about the filter or the order, and is done.
    mutating func takeFilterKey(_ wish: UserAction) -> Bool {
        let isThere = shownTasks?.filter.isThere == true
        switch wish {
        case .filter:
            detailTop = nil
            changeShownTasks { $0.beginFilter() }
        case .order:
            guard let before = shownTasks?.order else { break }
            changeShownTasks { $0.setOrder(before.next) }
            changes.add(.ordered(screen, before: before, after: before.next))
            notice = Notice("Sorted: \(before.next.words).")
        case .open where isTypingTaskFilter: keepFilter()
        case .leaveField: changeShownTasks { $0.clearFilter() }
        case .back where isThere && detailTop == nil: changeShownTasks { $0.clearFilter() }
        default: return false
        }
        return true
    }

    private mutating func keepFilter() {
        changeShownTasks { $0.endFilter() }
        guard let problem = shownTasks?.filter.problem else { return }
        // What narrowed the list before goes on; and a problem may need all of two lines.
        notice = .warning("\(key(.leaveField, in: .filterField)) clears: \(problem.description)")
    }
}
