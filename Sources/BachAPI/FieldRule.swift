/// One field of a request as a row of its page's table: what it may hold, and what is said when it holds something
/// else.
///
/// A null counts as absent, and so does an empty string. Lengths are counted in Unicode scalars; no page says in what.
package struct FieldRule: Sendable {
    /// What a value must look like; figures and words come from ``Limits``, so that a profile can change them.
    package enum Shape: Sendable {
        /// At most so many Unicode scalars.
        case text(any KeyPath<Limits, Int> & Sendable)
        /// The same, and it has to fit into a path: it is asked for by it.
        case name(any KeyPath<Limits, Int> & Sendable)
        /// One of some words, case-sensitive.
        case word(any KeyPath<Limits, [String]> & Sendable)
        /// A whole number; 6.0 is one too, "6" is not.
        case integer(any KeyPath<Limits, ClosedRange<Int>> & Sendable)
        case integerOf(any KeyPath<Limits, [Int]> & Sendable)
        case number(any KeyPath<Limits, ClosedRange<Double>> & Sendable)
        /// The length of the video in seconds, by family.
        case duration
        /// The length as Kling writes it: a string of digits, or the number.
        case durationText(any KeyPath<Limits, [Int]> & Sendable)
        case boolean
        /// An http or https URL.
        case link
        /// An http or https URL of at most so many Unicode scalars.
        case shortLink(any KeyPath<Limits, Int> & Sendable)
        /// An http or https URL, or raw base64.
        case picture
        /// A list of so many elements, each with a shape of its own.
        case list(any KeyPath<Limits, ClosedRange<Int>> & Sendable, check: Check)
        case object(check: Check)
        /// Described as a row of its own, but checked with the list or object that it is a part of.
        indirect case part(Shape)
    }

    package typealias Check = @Sendable (RequestRules.Fields) -> [FieldProblem]

    /// The API's name; a part's with its place, as in `reference_inputs[].url`.
    package let name: String
    package let shape: Shape
    /// What is said when it is missing; nil for a field that may be left out.
    package let missing: String?
    /// What is said to a value that does not fit.
    package let refused: String
    /// What is said to a text or link that is too long.
    package let tooLong: String?
    /// What the service takes instead of a field that was left out, where its page says so.
    package let fallback: JSONValue?
    /// What else is said: of a list's elements, of what a picture turns out to be, of an id that is taken.
    private(set) var besides: [String] = []
    /// When it counts, in words; nil for a rule that always does.
    package private(set) var condition: String?
    /// Whether the rule counts for a body at all; nil for one that always does.
    private(set) var counts: (@Sendable (RequestRules.Fields) -> Bool)?

    package init(
        _ name: String,
        _ shape: Shape,
        missing: String? = nil,
        refused: String,
        tooLong: String? = nil,
        fallback: JSONValue? = nil
    ) {
        self.name = name
        self.shape = shape
        self.missing = missing
        self.refused = refused
        self.tooLong = tooLong
        self.fallback = fallback
    }

    /// Everything that is said of the field, with `{n}` and the like for what a request brings; the texts of a duration
    /// are in ``Limits``.
    package var texts: [String] { [missing, refused, tooLong].compactMap { $0 } + besides }

    package var isRequired: Bool { missing != nil }

    /// The same rule, which says more than its shape lets expect.
    func saying(_ besides: String...) -> FieldRule {
        var rule = self
        rule.besides = besides
        return rule
    }

    /// The same rule as a part of another field, which checks it.
    func part(of parent: String) -> FieldRule {
        FieldRule(
            "\(parent).\(name)",
            .part(shape),
            missing: missing,
            refused: refused,
            tooLong: tooLong,
            fallback: fallback
        )
    }

    /// The same rule for those bodies alone for which a condition holds.
    ///
    /// - Parameter words: The condition as it is read behind "counts only" or "required".
    func counting(_ words: String, when condition: @escaping @Sendable (RequestRules.Fields) -> Bool) -> FieldRule {
        var rule = self
        rule.condition = words
        rule.counts = condition
        return rule
    }
}
