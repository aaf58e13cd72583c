/// What an editor outside of the console made of a text.
package enum EditedText: Equatable, Sendable {
    case changed(String)
    case unchanged
    /// The text in the console stays as it was; a sentence or two that say why, and where the other is.
    case refused(String)
}
