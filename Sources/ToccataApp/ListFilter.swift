package import TerminalKit
package import ToccataCore

/// The filter of a list, live while it is typed; a text that is none keeps the filter before it, and says why.
package struct ListFilter: Equatable, Sendable {
    package private(set) var editor = TextEditor()
    package private(set) var isTyping = false
    package private(set) var problem: String?
    /// What is shown.
    package private(set) var filter = TaskFilter()

    /// Whether there is something to be seen of it.
    package var isThere: Bool { isTyping || !filter.isEmpty }

    mutating func begin() { isTyping = true }

    /// What was typed last and is none is not kept.
    mutating func end() {
        isTyping = false
        if problem != nil { editor = TextEditor(filter.text) }
        problem = nil
    }

    mutating func clear() { self = ListFilter() }

    mutating func edit(at clock: WallClock, _ editing: (inout TextEditor) -> Void) {
        editing(&editor)
        do throws(TaskFilter.Problem) {
            filter = try TaskFilter(editor.text, at: clock)
            problem = nil
        } catch {
            problem = error.description
        }
    }

    /// The same filter at a later time.
    mutating func read(at clock: WallClock) {
        filter = (try? TaskFilter(filter.text, at: clock)) ?? filter  // It was one before.
    }
}
