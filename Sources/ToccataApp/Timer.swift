/// A timer, of which there is one at most.
package enum Timer: Hashable, Sendable {
    /// The draft was changed and typing stopped.
    case autosave
    /// A notice has been read.
    case notice
    /// Ages on the screen have changed.
    case clock
}
