/// A side from which a subject is shown that was made from text; the raw value is its key in our server's answer.
package enum SubjectView: String, CaseIterable, Sendable {
    case front, side, back
    case threeQuarter = "three_quarter"
}
