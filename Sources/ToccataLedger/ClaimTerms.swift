package import FoundationEssentials

/// What a claim heeds of the state that the whole ledger is in.
package struct ClaimTerms: Equatable, Sendable {
    /// Holds up to this number are passed, because a person urged this very task on when they were known; a pause
    /// never is.
    package var passedHold = 0
    /// How many tasks its server may be at work on, this one among them; nil for any number.
    package var mostRunning: Int?
    /// A recorded time up to which is known that it has come, whatever the clock on the wall says.
    package var dueBy: Date?

    package init(passedHold: Int = 0, mostRunning: Int? = nil, dueBy: Date? = nil) {
        self.passedHold = passedHold
        self.mostRunning = mostRunning
        self.dueBy = dueBy
    }
}
