import Synchronization

/// Does something once, when the first bytes of a transfer come, which is told on the transfer's own thread.
final class FirstBytes: Sendable {
    private let action: @Sendable () async -> Void
    private let work = Mutex<Task<Void, Never>?>(nil)

    init(action: @escaping @Sendable () async -> Void) { self.action = action }

    func came() { work.withLock { $0 = $0 ?? Task(operation: action) } }

    /// Returns when it is done, if there were any.
    func finish() async { await work.withLock { $0 }?.value }
}
