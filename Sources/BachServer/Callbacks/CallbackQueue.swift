import Synchronization

/// Callbacks on their way: those of one task one after the other, those of different tasks side by side.
final class CallbackQueue: Sendable {
    private struct State {
        var work: [Int: Task<Void, Never>] = [:]
        /// The newest callback of each task.
        var newest: [String: Int] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())
    private let deliver: @Sendable (Callback) async throws -> Void

    /// - Parameter deliver: Throws only when it was cancelled.
    init(deliver: @escaping @Sendable (Callback) async throws -> Void) {
        self.deliver = deliver
    }

    var isEmpty: Bool { state.withLock { $0.work.isEmpty } }

    /// Delivers a callback after those of its task that came before it.
    ///
    /// - Parameter settled: Called when it was delivered or given up, not when the queue was stopped before that.
    func add(_ pending: PendingCallback, settled: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            guard !state.isStopped else { return }
            let task = pending.callback.task
            let before = state.newest[task].flatMap { state.work[$0] }
            state.newest[task] = pending.number
            state.work[pending.number] = Task {
                await before?.value
                // Cancelled: it is kept for the next start.
                if !Task.isCancelled, (try? await deliver(pending.callback)) != nil { await settled() }
                remove(pending)
            }
        }
    }

    private func remove(_ pending: PendingCallback) {
        state.withLock { state in
            state.work[pending.number] = nil
            let task = pending.callback.task
            if state.newest[task] == pending.number { state.newest[task] = nil }
        }
    }

    /// Cancels what is on its way and takes nothing more.
    func stop() async {
        let work = state.withLock { state in
            state.isStopped = true
            return Array(state.work.values)
        }
        for task in work { task.cancel() }
        for task in work { await task.value }
    }
}
