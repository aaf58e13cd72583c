package import TerminalKit
package import ToccataCore

/// One line to be typed.
package struct LineInput: Equatable, Sendable {
    package enum Purpose: Equatable, Sendable {
        case addImage
        case editImage(Int)
        case titleDraft(name: String)
        /// The service's id of a lost task.
        case attach(ShortID)
        /// Tags of tasks, to be put on and taken off.
        case tag([ShortID])
    }

    package let purpose: Purpose
    package var editor: TextEditor
    package var problem: String?

    package init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        editor = TextEditor(text)
    }
}
