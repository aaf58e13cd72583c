import Glibc

/// Tells those who watch a ledger that a transaction is there to be read.
///
/// SQLite writes a transaction into its journal, syncs it, and only then lets readers see it, by a change in shared
/// memory that nobody can watch. Who looks when the journal was written looks too early, and would learn of the last
/// transaction with the next one.
final class LedgerBell: Sendable {
    private let descriptor: Int32

    /// - Parameter path: The path of the ledger's file; the bell is a file beside it. Where it cannot be made, nobody
    ///   hears of writes but by the journal.
    init(besideLedgerAt path: String) {
        descriptor = open(path + "-bell", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Wakes those who watch the ledger's folder.
    func ring() {
        var mark: UInt8 = 0
        // A full disk keeps the bell from ringing, as it keeps the ledger from being written.
        pwrite(descriptor, &mark, 1, 0)
    }
}
