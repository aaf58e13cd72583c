import CTerminal
import TerminalKit

/// How each role looks on this terminal: attributes, and a pair of the terminal's own 16 colours.
struct Palette {
    private struct Entry {
        var attributes: attr_t = 0
        var pair: Int32 = 0
        /// What is added to a style's attributes, and what is taken from them.
        var added: Attributes = []
        var taken: Attributes = []
    }

    private let entries: [Entry]
    private let combinations: [attr_t]

    /// Looks up what the terminal can do; ncurses must be running.
    ///
    /// - Parameter looks: A person's own, which count only where there are colours.
    init(isColoured: Bool, looks: [Role: Look] = [:]) {
        let hasColours = isColoured && has_colors()
        if hasColours {
            start_color()
            use_default_colors()
        }
        entries = Role.allCases.map { role in
            let chosen = hasColours ? looks[role] : nil
            let look = (chosen ?? role.usualLook).shown(colours: Int(ct_colors()))
            return Entry(
                attributes: isColoured && look.isFaint ? ct_dim() : 0,
                pair: hasColours ? Self.pair(of: role, look) : 0,
                added: chosen == nil ? [] : look.attributes,
                taken: chosen == nil ? [] : role.ownAttributes
            )
        }
        combinations = (0..<8).map { bits in
            let attributes = Attributes(rawValue: UInt8(bits))
            return (attributes.contains(.bold) ? ct_bold() : 0)
                | (attributes.contains(.reverse) ? ct_reverse() : 0)
                | (attributes.contains(.underline) ? ct_underline() : 0)
        }
    }

    func attributes(of style: Style) -> attr_t {
        let entry = entries[Int(style.role.rawValue)]
        let attributes = style.attributes.subtracting(entry.taken).union(entry.added)
        return entry.attributes | combinations[Int(attributes.rawValue & 7)]
    }

    func pair(of style: Style) -> Int32 { entries[Int(style.role.rawValue)].pair }

    private static func pair(of role: Role, _ look: Look) -> Int32 {
        guard look.foreground != nil || look.background != nil else { return 0 }
        let pair = Int32(role.rawValue) + 1
        let isMade = init_extended_pair(pair, number(look.foreground), number(look.background)) == OK
        return isMade ? pair : 0
    }

    /// Minus one is the terminal's own.
    private static func number(_ colour: PaletteColour?) -> Int32 { Int32(colour?.number ?? -1) }
}
