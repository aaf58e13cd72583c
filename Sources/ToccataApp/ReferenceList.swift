package import TerminalKit

/// Which of the draft's references is selected.
package struct ReferenceList: Equatable, Sendable {
    package internal(set) var viewport = ListViewport()

    package init() {}

    package var selection: Int? { viewport.selection }
}
