import TerminalKit
package import ToccataCore

extension Keymap {
    /// Why a change was left out.
    package struct Problem: Equatable, Sendable, CustomStringConvertible {
        package let change: KeyChange
        package let message: String

        package var description: String { "\(change.place), \(change.action): \(message)" }
    }

    /// The standard keys with a person's changes; a change that cannot be is left out and told.
    ///
    /// All are carried out before they are compared, so that two actions can change places.
    ///
    /// - Parameter filters: Those of the Queue that have names.
    package static func changed(
        by changes: [KeyChange],
        filters: [NamedFilter] = NamedFilter.standard
    ) -> (keymap: Keymap, problems: [Problem]) {
        let standard = standard(filters)
        var keymap = standard
        var problems: [Problem] = []
        var done: [KeyChange] = []
        for change in changes {
            if let message = keymap.carryOut(change) {
                problems.append(Problem(change: change, message: message))
            } else {
                done.append(change)
            }
        }
        while let problem = done.lazy.compactMap({ keymap.collision(of: $0) }).first {
            problems.append(problem)
            done.removeAll { $0 == problem.change }
            keymap.undo(problem.change, as: standard)
        }
        return (keymap, problems)
    }

    /// Changes one binding; what is wrong with that otherwise.
    private mutating func carryOut(_ change: KeyChange) -> String? {
        guard let place = Context(rawValue: change.place) else {
            return Self.unknown(change.place, "place", among: Context.allCases.map(\.rawValue))
        }
        guard let index = self[place].firstIndex(where: { $0.id == change.action }) else {
            return Self.unknown(change.action, "action of \(place.rawValue)", among: self[place].map(\.id))
        }
        var keys: [[Chord]] = []
        for name in change.keys {
            guard let sequence = Binding.sequence(name) else {
                return "\(name) is no key: write a, C-x, M-Enter, F5 or Space, or two of them with a space between."
            }
            if let refusal = Self.refusal(of: sequence, name, in: place, for: self[place][index].action) {
                return refusal
            }
            keys.append(sequence)
        }
        self[place][index].keys = keys
        return nil
    }

    private mutating func undo(_ change: KeyChange, as standard: Keymap) {
        guard let place = Context(rawValue: change.place),
            let index = self[place].firstIndex(where: { $0.id == change.action })
        else { return }
        self[place][index].keys = standard[place][index].keys
    }

    private static func unknown(_ word: String, _ kind: String, among known: [String]) -> String {
        let hint = NearestWord.to(word, among: known).map { "did you mean \($0)?" }
        return "\(word) is no \(kind); \(hint ?? "known are \(known.joined(separator: ", ")).")"
    }

    /// What the line discipline and tmux keep for themselves, or what is another key on the line.
    private static let taken: Set<String> = ["C-s", "C-q", "C-j", "C-m", "C-i", "C-h", "C-[", "C-\\"]

    private static func refusal(
        of sequence: [Chord],
        _ name: String,
        in place: Context,
        for action: UserAction
    ) -> String? {
        if let chord = sequence.first(where: { taken.contains($0.description) }) {
            return "\(chord) does not reach a program in every terminal."
        }
        if place.isTyping, let typed = sequence.first?.typed {
            return "\(typed == " " ? "Space" : String(typed)) is typed there; use a key with C- or M-, or F1 to F24."
        }
        if action == .yes, sequence.contains(.enter) { return "Enter never sends, nor says yes." }
        return nil
    }

    /// Another binding that a changed one would hide, or be hidden by.
    private func collision(of change: KeyChange) -> Problem? {
        guard let place = Context(rawValue: change.place),
            let binding = self[place].first(where: { $0.id == change.action })
        else { return nil }
        for other in Context.allCases where place.isUsed(with: other) {
            for rival in self[other] where !(other == place && rival.id == binding.id) {
                if other != place && rival.action == binding.action { continue }
                if let name = binding.collision(with: rival) {
                    let message = "\(name) means \(rival.title) already (\(other.rawValue), \(rival.id))."
                    return Problem(change: change, message: message)
                }
            }
        }
        return nil
    }
}

extension Binding {
    /// A sequence that both have, or that is the beginning of one of the other's.
    fileprivate func collision(with other: Binding) -> String? {
        for mine in keys {
            for theirs in other.keys where mine.starts(with: theirs) || theirs.starts(with: mine) {
                return Self.name(of: mine)
            }
        }
        return nil
    }
}

extension Context {
    /// Whether letters are typed there.
    var isTyping: Bool {
        switch self {
        case .lineField, .promptField, .names, .input, .filterField, .menu, .openedMenu, .always: true
        default: false
        }
    }

    /// Whether the keys of both count at one time.
    fileprivate func isUsed(with other: Context) -> Bool {
        if self == other || self == .always || other == .always { return true }
        let isEverywhere = self == .everywhere || other == .everywhere
        if isEverywhere || self == .moving || other == .moving { return !isTyping && !other.isTyping }
        let pairs: [Set<Context>] = [
            [.detail, .tasks], [.detail, .library], [.reviewButton, .form], [.openedMenu, .menu],
        ]
        return pairs.contains([self, other])
    }
}
