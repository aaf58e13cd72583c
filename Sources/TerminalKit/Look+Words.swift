/// How looks are written: `red bold`, `white on blue`, `default`.
extension Look {
    /// The words that a look is written with.
    package static let words = ["default", "on"] + PaletteColour.names + attributeWords.keys.sorted() + ["dim"]

    private static let attributeWords: [String: Attributes] = [
        "bold": .bold, "reverse": .reverse, "underline": .underline,
    ]

    /// Reads a look: a colour, `on` and another for the background, and attributes, in any order.
    ///
    /// Nil for a word that is none of ``words``, for a second colour of the same, and for no words at all.
    package init?(words: [String]) {
        self.init()
        var rest = words[...]
        var hasForeground = false
        var hasBackground = false
        guard !rest.isEmpty else { return nil }
        while let word = rest.popFirst() {
            if let attribute = Self.attributeWords[word] {
                attributes.insert(attribute)
            } else if word == "dim" {
                isFaint = true
            } else if word == "on" {
                guard !hasBackground, let colour = rest.popFirst().flatMap(Self.colour) else { return nil }
                (background, hasBackground) = (colour, true)
            } else {
                guard !hasForeground, let colour = Self.colour(word) else { return nil }
                (foreground, hasForeground) = (colour, true)
            }
        }
    }

    /// The colour of a word, `.some(nil)` for the terminal's own; nil for a word that is no colour.
    private static func colour(_ word: String) -> PaletteColour?? {
        word == "default" ? .some(nil) : PaletteColour(word).map(Optional.some)
    }
}

extension Role {
    /// As it is written in the configuration.
    package var name: String { "\(self)" }

    /// How it looks unless a person wants it otherwise: one of the first eight colours, which every palette keeps
    /// readable.
    package var usualLook: Look {
        switch self {
        case .accent, .key: Look(.cyan)
        case .good: Look(.green)
        case .warning: Look(.yellow)
        case .bad: Look(.red)
        // Set back by the terminal's own faint, since bright black is the background of some palettes.
        case .dim, .border, .hint: Look(isFaint: true)
        case .normal, .title, .selection, .field: Look()
        }
    }

    /// The attributes that its style has of itself; a person's look takes their place.
    package var ownAttributes: Attributes {
        switch self {
        case .title: Style.title.attributes
        case .selection: Style.selection.attributes
        case .field: Style.field.attributes
        case .key: Style.key.attributes
        default: []
        }
    }
}
