/// A filter of the Queue that has a name and a key of its own.
package struct NamedFilter: Equatable, Sendable {
    /// How many there are at most: a digit each.
    package static let most = 9

    package let name: String
    /// As it would be typed; empty for all tasks.
    package let text: String

    package init(_ name: String, _ text: String) {
        (self.name, self.text) = (name, text)
    }

    /// Those that a console has whose configuration names none.
    package static let standard = [
        NamedFilter("Active", "state:active"), NamedFilter("Attention", "state:attention"),
        NamedFilter("Unsent", "state:unsent"), NamedFilter("Today", "on:today"),
        NamedFilter("Unsaved", "state:unsaved"), NamedFilter("Failed", "state:failed"), NamedFilter("All", ""),
    ]
}
