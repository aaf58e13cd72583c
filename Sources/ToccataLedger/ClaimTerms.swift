/// What a claim heeds of the state that the whole ledger is in.
package struct ClaimTerms: Equatable, Sendable {
    /// Holds up to this number are passed, because a person urged this very task on when they were known; a pause
    /// never is.
    package var passedHold = 0
    /// How many tasks its server may be at work on, this one among them; nil for any number.
    package var mostRunning: Int?

    package init(passedHold: Int = 0, mostRunning: Int? = nil) {
        self.passedHold = passedHold
        self.mostRunning = mostRunning
    }
}
