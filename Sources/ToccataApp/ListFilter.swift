package import TerminalKit
package import ToccataCore

/// The filter of a list, live while it is typed; a text that is none never takes the place of one, and says why.
package struct ListFilter: Equatable, Sendable {
    package private(set) var editor = TextEditor()
    package private(set) var isTyping = false
    package private(set) var problem: TaskFilter.Problem?
    /// What is shown: while no filter is typed, what last was one.
    package private(set) var filter = TaskFilter()
    /// What was shown before it was typed into.
    private var before = TaskFilter()

    /// Whether there is something to be seen of it.
    package var isThere: Bool { isTyping || !filter.isEmpty }

    /// What a person wrote, or wrote before.
    var written: TaskFilter { problem == nil ? filter : before }

    mutating func begin() {
        if !isTyping { before = filter }
        isTyping = true
    }

    /// What is none is typed on, from the word that is wrong: the half of a word may be a filter, but nobody meant it.
    mutating func end() {
        isTyping = problem != nil
        if let problem { editor.move(to: problem.end) }
    }

    /// Typing ends here and now; what is none leaves the filter from before.
    mutating func leave() {
        isTyping = false
        guard problem != nil else { return }
        filter = before
        editor = TextEditor(before.text)
        problem = nil
    }

    mutating func clear() { self = ListFilter() }

    mutating func edit(at clock: WallClock, _ editing: (inout TextEditor) -> Void) {
        editing(&editor)
        do throws(TaskFilter.Problem) {
            filter = try TaskFilter(editor.text, at: clock)
            problem = nil
        } catch {
            problem = error
        }
    }

    /// The same filter at a later time.
    mutating func read(at clock: WallClock) {
        filter = (try? TaskFilter(filter.text, at: clock)) ?? filter  // It was one before.
    }
}
