/// How much of a JSON text is taken in, and how strictly; ours.
package struct JSONBounds: Sendable {
    /// Brackets inside brackets.
    package let depth: Int
    package let values: Int
    /// Whether a comma before a closing bracket, and a name that an object has twice, are refused.
    ///
    /// Where they are not, the comma is passed over and the first of the values counts.
    package let isStrict: Bool

    /// A request, which both programs check alike: ours has 5 levels and, for 300 pictures, some 1,500 values.
    package static let request = JSONBounds(depth: 16, values: 10_000, isStrict: true)
    /// A part of a token, which is read before anybody is known to have signed it.
    package static let token = JSONBounds(depth: 4, values: 100, isStrict: true)
    /// A callback, which anybody may send; the largest that is documented has 4 levels and some 20 values.
    package static let callback = JSONBounds(depth: 16, values: 1000, isStrict: false)
    /// An answer: a task that is paid for must not be lost over a comma.
    package static let answer = JSONBounds(depth: 32, values: 100_000, isStrict: false)
}
