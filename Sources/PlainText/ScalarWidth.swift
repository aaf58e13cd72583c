/// What a scalar takes up on a terminal whose layout is that of `wcwidth`.
package enum ScalarWidth: Equatable, Sendable {
    /// Not to be shown: a control, or a scalar newer than the terminals we count on.
    case unknown
    /// Takes no column and is not worth sending: joiners, variation selectors, tags.
    case ignored
    /// Takes no column and belongs to the scalar before it.
    case mark
    /// One column.
    case narrow
    /// Two columns.
    case wide

    /// The newest Unicode whose widths are taken as known: that of the C library of Debian 12.
    private static let newestAge = 14

    package init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: self = .narrow
        case 0x1171E: self = .mark  // An Ahom vowel that ceased to be a mark: the C library goes by Unicode 14.
        // Ideographs, syllables, kana and the signs among them, but for their marks: asked by the thousand.
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x3000...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0xFF01...0xFF60:
            self = .wide
        case 0x1160: self = .ignored  // A vowel that shows nothing.
        case 0x1161...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: self = .mark
        default: self = PlainText.isControl(scalar) ? .unknown : Self.looked(up: scalar)
        }
    }

    private static func looked(up scalar: Unicode.Scalar) -> ScalarWidth {
        let properties = scalar.properties
        guard let age = properties.age, age.major <= newestAge else { return .unknown }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return .unknown
        case .format: return properties.isDefaultIgnorableCodePoint ? .ignored : .unknown
        case .nonspacingMark, .enclosingMark:
            // A keycap makes some terminals draw two columns where others draw one.
            return properties.isDefaultIgnorableCodePoint || scalar.value == 0x20E3 ? .ignored : .mark
        default:
            guard !properties.isDefaultIgnorableCodePoint else { return .unknown }
            return isWide(scalar.value) ? .wide : .narrow
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var range = wideRanges[...]
        while let middle = range.indices.isEmpty ? nil : range.startIndex + range.count / 2 {
            if range[middle].contains(value) { return true }
            range = value < range[middle].lowerBound ? range[..<middle] : range[(middle + 1)...]
        }
        return false
    }
}
