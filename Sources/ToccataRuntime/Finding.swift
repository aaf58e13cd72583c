/// What a look at one thing on this machine gave, for people and for scripts.
package struct Finding: Equatable, Sendable {
    package enum Verdict: String, Sendable {
        case ok
        /// It works, but not all of it, or not as one may think.
        case warning
        /// It does not work.
        case wrong
        /// The service does not take what it is sent.
        case refused
        /// There is no way to the service.
        case unreached

        package var isBad: Bool { self != .ok && self != .warning }
    }

    package let verdict: Verdict
    /// One word: `terminal`, `ledger`.
    package let topic: String
    package let text: String
    /// What to do about it.
    package let advice: String?

    package init(_ verdict: Verdict, _ topic: String, _ text: String, advice: String? = nil) {
        self.verdict = verdict
        self.topic = topic
        self.text = text
        self.advice = advice
    }
}
