/// A secret key or a token: it can be used, but not printed.
package struct Secret: Equatable, Sendable {
    /// The secret itself, for signing and for the header of a request, and for nothing else.
    package let exposed: String

    package init(_ exposed: String) {
        self.exposed = exposed
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: [Mirror.Child]()) }
}
