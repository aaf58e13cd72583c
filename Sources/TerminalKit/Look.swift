/// How a role looks: colours of the terminal's own palette, and attributes.
package struct Look: Hashable, Sendable {
    /// Nil is the terminal's own colour of texts.
    package var foreground: PaletteColour?
    /// Nil is the terminal's own background.
    package var background: PaletteColour?
    package var attributes: Attributes
    /// Set back, as the terminal does it.
    package var isFaint: Bool

    package init(
        _ foreground: PaletteColour? = nil,
        on background: PaletteColour? = nil,
        _ attributes: Attributes = [],
        isFaint: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.isFaint = isFaint
    }

    /// The nearest that a terminal with so many colours can show: bold stands for bright where there are eight.
    package func shown(colours: Int) -> Look {
        guard colours < PaletteColour.names.count else { return self }
        var look = self
        if foreground?.isBright == true { look.attributes.insert(.bold) }
        look.foreground = foreground?.plain
        look.background = background?.plain
        return look
    }
}

/// One of the sixteen colours that every palette has.
package struct PaletteColour: Hashable, Sendable {
    /// From 0 to 15.
    package let number: Int

    private init(number: Int) { self.number = number }

    package init?(_ name: String) {
        guard let number = Self.names.firstIndex(of: name) else { return nil }
        self.number = number
    }

    private static let plainNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    package static let names = plainNames + plainNames.map { "bright-" + $0 }

    package static let red = PaletteColour(number: 1)
    package static let green = PaletteColour(number: 2)
    package static let yellow = PaletteColour(number: 3)
    package static let cyan = PaletteColour(number: 6)

    var isBright: Bool { number >= Self.plainNames.count }
    var plain: PaletteColour { PaletteColour(number: number % Self.plainNames.count) }
}
