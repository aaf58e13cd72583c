extension PlainText {
    /// What one or more columns show: a scalar, and the marks that stand on it.
    package struct Glyph: Equatable, Sendable {
        package let text: String
        /// One or two.
        package let columns: Int
    }

    /// The most marks sent with one scalar: a cell of ncurses holds no more.
    package static let mostMarks = 4

    /// What a terminal is sent for a character, one glyph for each cell or pair of cells.
    ///
    /// Terminals do not agree how wide joined emoji are, so an emoji is only its first scalar, without skin tone
    /// or selector. Nothing is sent for a character that takes no column. Controls, line breaks and scalars of
    /// unknown width are one U+FFFD; a line break or tab is a space.
    package static func glyphs(of character: Character) -> [Glyph] {
        let scalars = character.unicodeScalars
        // Every frame has hundreds of them, and Unicode's properties are slow to ask.
        if let line = scalars.first, 0x2500...0x257F ~= line.value, scalars.count == 1 {
            return [Glyph(text: String(character), columns: 1)]
        }
        var glyphs: [Glyph] = []
        var marks = 0
        let isEmoji = scalars.first.map { !$0.isASCII && $0.properties.isEmoji } ?? false
        for scalar in scalars {
            switch ScalarWidth(scalar) {
            case .ignored: continue
            case .mark:
                guard let last = glyphs.last, marks < mostMarks, !isEmoji else { continue }
                marks += 1
                glyphs[glyphs.count - 1] = Glyph(text: last.text + String(Character(scalar)), columns: last.columns)
            case .narrow, .wide, .unknown:
                guard !(isEmoji && !glyphs.isEmpty) else { continue }
                marks = 0
                glyphs.append(glyph(of: scalar))
            }
            if character == "\r\n" { break }
        }
        return glyphs
    }

    private static func glyph(of scalar: Unicode.Scalar) -> Glyph {
        guard !isLineBreak(scalar), scalar != "\t" else { return Glyph(text: " ", columns: 1) }
        switch ScalarWidth(scalar) {
        case .wide: return Glyph(text: String(Character(scalar)), columns: 2)
        case .narrow: return Glyph(text: String(Character(scalar)), columns: 1)
        case .unknown, .ignored, .mark: return Glyph(text: "\u{FFFD}", columns: 1)
        }
    }

    /// How many columns a character takes: mostly 1 or 2, 0 for what is not shown alone, more for Indic clusters.
    package static func columns(of character: Character) -> Int {
        var scalars = character.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return 0 }
        guard scalars.next() == nil else { return glyphs(of: character).reduce(0) { $0 + $1.columns } }
        return columns(ofOne: first)
    }

    /// What nearly every character is, without the text of a glyph: a long prompt is measured at each key.
    private static func columns(ofOne scalar: Unicode.Scalar) -> Int {
        switch ScalarWidth(scalar) {
        case .wide: 2
        case .narrow, .unknown: 1
        case .ignored, .mark: 0
        }
    }

    /// How many columns a text takes on one line.
    package static func columns(of text: String) -> Int {
        isPrintableASCII(text) ? text.utf8.count : text.reduce(0) { $0 + columns(of: $1) }
    }

    /// How many columns some characters take on one line.
    package static func columns(of characters: ArraySlice<Character>) -> Int {
        characters.reduce(0) { $0 + columns(of: $1) }
    }

    /// The text as one harmless line of at most `columns` columns; where something is missing, it ends in `mark`.
    package static func cut(_ text: String, to columns: Int, mark: Character = "~") -> String {
        let isPlain = isPrintableASCII(text)
        let whole = isPlain ? text : beginning(of: text, over: columns)
        guard whole.utf8.count > columns, isPlain || self.columns(of: whole) > columns else { return whole }
        guard columns > 0 else { return "" }
        var room = columns - self.columns(of: mark)
        if isPlain { return String(decoding: whole.utf8.prefix(max(0, room)), as: UTF8.self) + String(mark) }
        let kept = whole.prefix { character in
            room -= self.columns(of: character)
            return room >= 0
        }
        return String(kept) + String(mark)
    }

    /// The text as one harmless line, or as much of it as takes more columns than these: prompts may be very long.
    private static func beginning(of text: String, over columns: Int) -> String {
        var count = 2 * max(0, columns) + 8
        while true {
            let head = text.prefix(count)
            let line = line(String(head))
            if head.endIndex == text.endIndex || self.columns(of: line) > columns { return line }
            count *= 4
        }
    }

    /// The text as one harmless line of exactly `columns` columns: cut, or filled up with spaces behind it.
    package static func fitted(_ text: String, to columns: Int, mark: Character = "~") -> String {
        let kept = cut(text, to: columns, mark: mark)
        return kept + String(repeating: " ", count: max(0, columns - self.columns(of: kept)))
    }
}
