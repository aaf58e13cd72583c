/// Toccata's own name for a task: six lower-case letters and digits, the first one a letter.
package struct ShortID: RawRepresentable, Equatable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    /// Makes an id of random numbers; 26 · 36⁵ of them, so the ledger has to refuse a repetition.
    ///
    /// - Parameter random: Gives a number within a range.
    package static func make(random: (ClosedRange<Int>) -> Int) -> ShortID {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let all = letters + Array("0123456789")
        let rest = (1...5).map { _ in all[random(0...(all.count - 1))] }
        return ShortID(rawValue: String([letters[random(0...(letters.count - 1))]] + rest))
    }
}
