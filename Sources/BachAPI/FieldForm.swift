/// What a field takes, in the terms that a schema and a reference page share: from these are made the OpenAPI
/// document and `docs/api.md`.
package struct FieldForm: Equatable, Sendable {
    /// The types of JSON.
    package enum Kind: String, Sendable { case string, integer, number, boolean, array, object }

    package let kind: Kind
    /// The only texts it takes; empty where any will do.
    package var words: [String] = []
    /// The only numbers it takes; empty where a range says it.
    package var numbers: [Int] = []
    /// Whole where `kind` is.
    package var range: ClosedRange<Double>?
    /// Unicode scalars.
    package var length: Int?
    /// How many elements a list has.
    package var count: ClosedRange<Int>?
    /// Whether the text is an http or https URL.
    package var isLink = false
    /// Whether raw base64 is taken in a link's place.
    package var isPicture = false
}

extension FieldRule {
    /// What the field takes by these limits in a request of this family.
    package func form(_ family: Family, _ limits: Limits = .current) -> FieldForm { shape.form(family, limits) }
}

extension FieldRule.Shape {
    fileprivate func form(_ family: Family, _ limits: Limits) -> FieldForm {
        switch self {
        case .text(let length), .name(let length): FieldForm(kind: .string, length: limits[keyPath: length])
        case .word(let words): FieldForm(kind: .string, words: limits[keyPath: words])
        case .integer(let range): FieldForm(kind: .integer, range: Self.bounds(limits[keyPath: range]))
        case .integerOf(let numbers): FieldForm(kind: .integer, numbers: limits[keyPath: numbers])
        case .number(let range): FieldForm(kind: .number, range: limits[keyPath: range])
        case .duration: FieldForm(kind: .integer, range: Self.bounds(limits.duration(family)))
        case .durationText(let numbers): FieldForm(kind: .string, words: limits[keyPath: numbers].map(String.init))
        case .boolean: FieldForm(kind: .boolean)
        case .link: FieldForm(kind: .string, isLink: true)
        case .shortLink(let length): FieldForm(kind: .string, length: limits[keyPath: length], isLink: true)
        case .picture: FieldForm(kind: .string, isPicture: true)
        case .list(let count, _): FieldForm(kind: .array, count: limits[keyPath: count])
        case .object: FieldForm(kind: .object)
        case .part(let shape): shape.form(family, limits)
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> ClosedRange<Double> {
        Double(range.lowerBound)...Double(range.upperBound)
    }
}
