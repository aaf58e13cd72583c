package import TerminalKit

/// Something that lies over the screen and has the keys.
package enum Overlay: Equatable, Sendable {
    /// The first row shown.
    case help(top: Int)
    case review(Review)
    case question(Question)
    case input(LineInput)
    case subject(SubjectForm)
    /// The kept subjects, to take one of.
    case picker(ListViewport)
    case exchange(OpenExchange)
}
