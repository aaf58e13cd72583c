/// What a person wants of the keys: an action of a place by other keys than those it comes with.
package struct KeyChange: Hashable, Sendable {
    package let place: String
    package let action: String
    /// Sequences by name, `C-x Enter`; none for no key at all.
    package let keys: [String]

    package init(place: String, action: String, keys: [String]) {
        self.place = place
        self.action = action
        self.keys = keys
    }
}
