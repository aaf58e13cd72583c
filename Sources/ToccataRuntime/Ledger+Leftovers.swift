package import FoundationEssentials
package import ToccataLedger

extension Ledger {
    /// Settles what processes that are gone have left in the middle, for those who start no conductor.
    ///
    /// A ledger that cannot be written to is read as it is.
    package func settleLeftovers(at now: Date) throws(LedgerError) {
        do {
            _ = try recover(at: now, isAlive: Holder.isAlive)
        } catch {
            guard error.keepsFromWriting else { throw error }
        }
    }
}
