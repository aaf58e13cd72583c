import CTerminal
import TerminalKit

/// How each role looks on this terminal: attributes, and a pair of the terminal's own 16 colours.
struct Palette {
    private struct Look {
        var attributes: attr_t = 0
        var pair: Int32 = 0
    }

    private let looks: [Look]
    private let combinations: [attr_t]

    /// Looks up what the terminal can do; ncurses must be running.
    init(isColoured: Bool) {
        let hasColours = isColoured && has_colors()
        if hasColours {
            start_color()
            use_default_colors()
        }
        looks = Role.allCases.map { role in
            Look(
                attributes: isColoured && role.isFaint ? ct_dim() : 0,
                pair: hasColours ? Self.pair(of: role) : 0
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
        looks[Int(style.role.rawValue)].attributes | combinations[Int(style.attributes.rawValue & 7)]
    }

    func pair(of style: Style) -> Int32 { looks[Int(style.role.rawValue)].pair }

    private static func pair(of role: Role) -> Int32 {
        guard let colour = role.colour else { return 0 }
        let pair = Int32(role.rawValue) + 1
        return init_extended_pair(pair, colour, -1) == OK ? pair : 0
    }
}

extension Role {
    /// One of the first eight colours, which every palette keeps readable; nil is the terminal's own.
    fileprivate var colour: Int32? {
        switch self {
        case .accent, .key: Int32(COLOR_CYAN)
        case .good: Int32(COLOR_GREEN)
        case .warning: Int32(COLOR_YELLOW)
        case .bad: Int32(COLOR_RED)
        case .normal, .dim, .title, .selection, .field, .border, .hint: nil
        }
    }

    /// Set back by the terminal's own faint, since bright black is the background of some palettes.
    fileprivate var isFaint: Bool {
        switch self {
        case .dim, .border, .hint: true
        default: false
        }
    }
}
