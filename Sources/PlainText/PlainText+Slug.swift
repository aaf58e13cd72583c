extension PlainText {
    /// A file name made of a text: `Lake at dawn, slow dolly` becomes `lake-at-dawn-slow-dolly`.
    ///
    /// Keeps letters and digits of any script, in lower case; anything else becomes one dash.
    ///
    /// - Parameters:
    ///   - text: What the name should remind of.
    ///   - bytes: The most bytes of UTF-8.
    ///   - fallback: The name where the text has no letter and no digit; used as it is.
    /// - Returns: A name without separator, dot or control, not empty, at most `bytes` bytes long.
    package static func slug(
        _ text: String,
        bytes: Int = 60,
        fallback: String = "untitled"
    ) -> String {
        var slug = ""
        for character in text {
            let isKept = (character.isLetter || character.isNumber) && isFitForName(character)
            let next = isKept ? character.lowercased() : "-"
            guard slug.utf8.count + next.utf8.count <= bytes else { break }
            if isKept || !(slug.isEmpty || slug.hasSuffix("-")) { slug += next }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug.isEmpty ? fallback : slug
    }

    private static func isFitForName(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch ScalarWidth(scalar) {
            case .narrow, .wide, .mark: true
            case .ignored, .unknown: false
            }
        }
    }
}
