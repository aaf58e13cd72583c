/// What a cell means, not what colour it has: the terminal's own palette decides that.
package enum Role: UInt8, CaseIterable, Sendable {
    case normal, dim, title, accent, good, warning, bad, selection, field, border, hint, key
}

/// How a cell looks beyond its role.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let reverse = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
}

/// A role and its attributes.
package struct Style: Hashable, Sendable {
    package var role: Role
    package var attributes: Attributes

    package init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    package static let normal = Style(.normal)
    package static let dim = Style(.dim)
    package static let title = Style(.title, .bold)
    package static let accent = Style(.accent)
    package static let good = Style(.good)
    package static let warning = Style(.warning)
    package static let bad = Style(.bad)
    /// The row with the mark; the attribute makes it stand out without colours too.
    package static let selection = Style(.selection, .reverse)
    /// What can be typed into.
    package static let field = Style(.field, .underline)
    package static let border = Style(.border)
    package static let hint = Style(.hint)
    /// The name of a chord in a hint.
    package static let key = Style(.key, .bold)

    package var bold: Style { Style(role, attributes.union(.bold)) }
    package var reversed: Style { Style(role, attributes.union(.reverse)) }
}
