package import TerminalKit
package import ToccataApp

/// One row of the keymap: chords, what they mean, and the words for it.
package struct Binding: Sendable {
    /// Each a sequence of one or two chords.
    package let keys: [[Chord]]
    package let action: UserAction
    /// A word for the line of hints; empty for what goes without saying.
    package let hint: String
    /// A sentence for the help.
    package let help: String

    /// - Parameter names: Sequences by name, separated by commas: `j, Down, C-x Enter`.
    init(_ names: String, _ action: UserAction, hint: String = "", _ help: String) {
        keys = names.split(separator: ",").map { sequence in
            sequence.split(separator: " ").map { name in
                guard let chord = Chord(String(name)) else { preconditionFailure("no chord is called \(name)") }
                return chord
            }
        }
        self.action = action
        self.hint = hint
        self.help = help
    }

    /// The sequences as people read them: `C-x Enter, M-Enter`.
    package var names: String { keys.map { $0.map(\.description).joined(separator: " ") }.joined(separator: ", ") }
}
