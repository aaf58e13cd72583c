package import TerminalKit

/// Which chords mean what in which place: the one registry of what a person can do.
///
/// Dispatch, the help, the menu of actions, the line of hints, `toccata keys` and docs/keybindings.md are made of it.
package struct Keymap: Equatable, Sendable {
    private var bindings: [Context: [Binding]]

    init(_ bindings: [Context: [Binding]]) { self.bindings = bindings }

    /// What can be done in a place, in the order in which it is told.
    package internal(set) subscript(context: Context) -> [Binding] {
        get { bindings[context] ?? [] }
        set { bindings[context] = newValue }
    }

    /// The first binding of a sequence, from the nearest place outwards.
    package func binding(for sequence: [Chord], in stack: [Context]) -> Binding? {
        for place in stack {
            let bindings = self[place]
            if let index = bindings.firstIndex(where: { $0.keys.contains(sequence) }) { return bindings[index] }
        }
        return nil
    }

    /// Whether a chord is the first of two anywhere in these places.
    package func isPrefix(_ chord: Chord, in stack: [Context]) -> Bool {
        stack.contains { self[$0].contains { $0.keys.contains { $0.count > 1 && $0.first == chord } } }
    }

    /// The key that people are told for an action: that of the first place which has one.
    package func key(for action: UserAction, in places: [Context] = Context.allCases) -> String {
        for place in places {
            let bindings = self[place]
            if let index = bindings.firstIndex(where: { $0.action == action && !$0.keys.isEmpty }) {
                return bindings[index].firstName
            }
        }
        return ":"
    }
}

extension AppState {
    /// The key that does something, as it is told in a sentence; the menu's where it has no key.
    package func key(_ action: UserAction, in places: Context...) -> String {
        keymap.key(for: action, in: places.isEmpty ? Context.allCases : places)
    }
}
