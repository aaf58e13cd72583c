package import TerminalKit

/// One thing that a person can do in one place: the row from which dispatch, help, menu and hints are made.
package struct Binding: Equatable, Sendable {
    /// Its name in the configuration, one word of a place: `hold`.
    package let id: String
    /// Each a sequence of one or two chords.
    package internal(set) var keys: [[Chord]]
    package let action: UserAction
    /// A word or two, for menus and hints.
    package let title: String
    /// A sentence for the help.
    package let help: String
    /// Whether it is worth a place in the line of hints.
    package let isHinted: Bool

    /// - Parameter names: Sequences by name, separated by commas: `j, Down, C-x Enter`.
    init(_ id: String, _ names: String, _ action: UserAction, hint: String, _ help: String) {
        self.init(id, names, action, hint, help, isHinted: true)
    }

    /// One that goes without saying.
    init(_ id: String, _ names: String, _ action: UserAction, _ title: String, _ help: String = "") {
        self.init(id, names, action, title, help.isEmpty ? title : help, isHinted: false)
    }

    private init(
        _ id: String,
        _ names: String,
        _ action: UserAction,
        _ title: String,
        _ help: String,
        isHinted: Bool
    ) {
        keys = names.split(separator: ",").map { sequence in
            guard let chords = Self.sequence(String(sequence)) else { preconditionFailure("no keys: \(sequence)") }
            return chords
        }
        (self.id, self.action, self.title, self.help, self.isHinted) = (id, action, title, help, isHinted)
    }

    /// The chords of a sequence by name, `C-x Enter`; nil unless they are one or two that exist.
    static func sequence(_ names: String) -> [Chord]? {
        let names = names.split(separator: " ")
        let chords = names.compactMap { Chord(String($0)) }
        return chords.count == names.count && (1...2).contains(chords.count) ? chords : nil
    }

    static func name(of sequence: [Chord]) -> String {
        sequence.count == 1 ? sequence[0].description : sequence.map(\.description).joined(separator: " ")
    }

    /// The sequences as people read and write them: `C-x Enter`.
    package var keyNames: [String] { keys.map(Self.name) }
    package var names: String { keyNames.joined(separator: ", ") }
    /// The first of them; empty where there is none.
    package var firstName: String { keys.first.map(Self.name) ?? "" }
}
