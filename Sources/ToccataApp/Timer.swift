/// A timer, of which there is one at most.
package enum Timer: Hashable, Sendable {
    /// The draft was changed two seconds ago.
    case autosave
    /// A notice has been read.
    case notice
    /// The mark has stayed where it is: Detail follows it.
    case detail
    /// Somebody went about a few seconds ago: where to is recorded.
    case session
    /// Ages on the screen have changed.
    case clock
}
