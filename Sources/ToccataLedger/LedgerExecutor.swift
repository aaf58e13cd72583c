import Dispatch

/// Runs the ledger's actor on a queue of its own, so that a slow disk never holds a thread of Swift's pool.
final class LedgerExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "ledger")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
