import Glibc
import Synchronization

/// The right to poll a ledger's tasks, which one process has at a time.
///
/// The kernel keeps it and takes it back when the process dies. Processes that wait for it need not ask again and
/// again: ``LedgerWatch`` notices when it is given back.
package final class PollerLock: Sendable {
    package let path: String
    private let descriptor: Int32
    private let held = Mutex(false)

    /// - Parameter ledger: The path of the ledger's file; the lock is a file beside it.
    /// - Throws: ``LedgerError/cannotLock(path:code:)``.
    package init(besideLedgerAt ledger: String) throws(LedgerError) {
        path = ledger + "-poller"
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotLock(path: path, code: errno) }
    }

    deinit {
        close(descriptor)
    }

    package var isHeld: Bool {
        held.withLock { $0 }
    }

    /// Takes the lock if nobody else has it, and answers whether it is held now.
    package func tryLock() throws(LedgerError) -> Bool {
        try held.withLock { held throws(LedgerError) in
            if held { return true }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                switch errno {
                case EINTR: continue
                case EWOULDBLOCK: return false
                default: throw .cannotLock(path: path, code: errno)
                }
            }
            held = true
            return true
        }
    }

    /// Gives the lock back: at the end, and before the process is stopped, for a stopped process polls nothing.
    package func unlock() {
        held.withLock { held in
            guard held else { return }
            held = false
            flock(descriptor, LOCK_UN)
            // Written to, the file wakes those who watch the folder.
            var mark: UInt8 = 0
            pwrite(descriptor, &mark, 1, 0)
        }
    }
}
