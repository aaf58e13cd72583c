extension Chord: CustomStringConvertible {
    package var description: String {
        var prefix = ""
        if modifiers.contains(.control) { prefix += "C-" }
        if modifiers.contains(.alt) { prefix += "M-" }
        if modifiers.contains(.shift) { prefix += "S-" }
        return prefix + key.description
    }

    /// The chord of a name as ``description`` gives it; nil if there is none of that name.
    package init?(_ name: String) {
        var modifiers: Modifiers = []
        var rest = name[...]
        while let modifier = Self.modifier(rest.prefix(2)), rest.count > 2 {
            modifiers.insert(modifier)
            rest = rest.dropFirst(2)
        }
        guard let key = Key(name: rest) else { return nil }
        self.init(key, modifiers)
    }

    private static func modifier(_ prefix: Substring) -> Modifiers? {
        switch prefix {
        case "C-": .control
        case "M-": .alt
        case "S-": .shift
        default: nil
        }
    }
}

extension Key: CustomStringConvertible {
    private static let names: [(key: Key, name: String)] = [
        (.character(" "), "Space"), (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"),
        (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"),
        (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
    ]

    package var description: String {
        switch self {
        case .function(let number): "F\(number)"
        case .character(let character) where character != " ": String(character)
        default: Self.names.first { $0.key == self }?.name ?? ""
        }
    }

    init?(name: Substring) {
        if let named = Self.names.first(where: { $0.name == name }) {
            self = named.key
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else if name.first == "F", let number = Int(name.dropFirst()), (1...24).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }
}
