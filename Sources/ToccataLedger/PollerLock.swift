import Glibc
import Synchronization

/// The right to poll a ledger's tasks, which one process has at a time.
///
/// The kernel keeps it and takes it back when the process dies. Processes that wait for it need not ask again and
/// again: ``LedgerWatch`` notices when it is given back.
package final class PollerLock: Sendable {
    package let path: String
    private let descriptor: Int32
    private let name: String
    private let held = Mutex(false)

    /// Where the mark of who gave it back stands, behind the longest name.
    private static let nameLength = 64

    /// - Parameters:
    ///   - ledger: The path of the ledger's file; the lock is a file beside it.
    ///   - name: What others read as ``holder`` while this process holds it.
    /// - Throws: ``LedgerError/cannotLock(path:code:)``.
    package init(besideLedgerAt ledger: String, as name: String = "") throws(LedgerError) {
        self.name = name
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
            // On a full disk nobody learns the name, and all else goes on.
            let line = Array((name + "\n").utf8.prefix(Self.nameLength))
            pwrite(descriptor, line, line.count, 0)
            return true
        }
    }

    /// Who took the lock last, by its own name; the name stays when the lock is given back.
    package var holder: String? {
        var bytes = [UInt8](repeating: 0, count: Self.nameLength)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard let end = bytes.prefix(max(0, count)).firstIndex(of: 0x0A) else { return nil }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// Gives the lock back: at the end, and before the process is stopped, for a stopped process polls nothing.
    package func unlock() {
        held.withLock { held in
            guard held else { return }
            held = false
            flock(descriptor, LOCK_UN)
            // Written to, the file wakes those who watch the folder.
            var mark: UInt8 = 0
            pwrite(descriptor, &mark, 1, off_t(Self.nameLength))
        }
    }
}
