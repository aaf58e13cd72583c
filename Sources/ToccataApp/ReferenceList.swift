package import TerminalKit
import ToccataCore

/// Which of the draft's references is selected.
package struct ReferenceList: Equatable, Sendable {
    package internal(set) var viewport = ListViewport()
    /// What was removed from the drafts, the last one last.
    var removed: [Removed] = []

    struct Removed: Equatable, Sendable {
        let draft: String
        let index: Int
        let reference: Reference
    }

    package init() {}

    package var selection: Int? { viewport.selection }
}
