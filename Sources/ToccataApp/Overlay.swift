package import TerminalKit

/// Something that lies over the screen and has the keys.
package enum Overlay: Equatable, Sendable {
    case menu(ActionMenu)
    case review(Review)
    case question(Question)
    case input(LineInput)
    case subject(SubjectForm)
    /// The kept subjects, to take one of.
    case picker(SubjectPicker)
    /// All drafts, to go on with one of.
    case drafts(ListViewport)
    case revisions(RevisionList)
    case exchange(OpenExchange)
}
