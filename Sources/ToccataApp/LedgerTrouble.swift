/// What keeps the ledger from being written; while it lasts nothing is sent.
package struct LedgerTrouble: Equatable, Sendable {
    package enum Kind: Sendable {
        case diskFull, readOnly
        /// Nothing ends it while the console runs.
        case damaged
    }

    package let kind: Kind
    /// A sentence or two: which file it is, and what can be done.
    package let reason: String

    package init(_ kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
