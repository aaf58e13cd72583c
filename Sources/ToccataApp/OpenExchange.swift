package import ToccataCore

/// An exchange that is shown whole.
package struct OpenExchange: Equatable, Sendable {
    package let summary: ExchangeSummary
    /// Nil until it is read from the ledger.
    package var recorded: RecordedExchange?
    /// The first row shown.
    package var top = 0
    /// It was read for, and is not there any more.
    package var isGone = false

    package init(_ summary: ExchangeSummary) { self.summary = summary }
}
