/// All batches of pictures and their way to their end; a few images are worked on at the same time.
actor BatchBoard {
    /// What the board gets from outside itself.
    struct Dependencies: Sendable {
        /// Unix seconds.
        var now: @Sendable () -> Int
        /// Gets an image and answers its file's name; throws an error whose description is for people.
        var take: @Sendable (BatchJob) async throws -> String
        var log: @Sendable (String) -> Void
    }

    /// How many seconds the id of a batch is known; ours, and its pictures stay.
    static let life = 24 * 3600
    /// How many images are worked on at the same time, of all batches together.
    static let workers = 4

    private let store: BatchStore
    private let dependencies: Dependencies
    private var workers: [Int: Task<Void, Never>] = [:]
    private var isStopped = false

    init(path: String, dependencies: Dependencies) throws {
        store = try BatchStore(path: path)
        self.dependencies = dependencies
        try store.removeBatches(before: dependencies.now() - Self.life)
    }

    /// Works on what is pending, also of an earlier run; new batches begin by themselves.
    func start() {
        guard !isStopped else { return }
        for slot in 0..<Self.workers where workers[slot] == nil {
            workers[slot] = Task { await self.work(slot) }
        }
    }

    /// Records a batch; false if its id is taken.
    func add(_ batch: BatchRecord) throws -> Bool {
        try store.removeBatches(before: dependencies.now() - Self.life)
        guard try store.insert(batch) else { return false }
        start()
        return true
    }

    /// The batch as it is now; nil for one that is unknown or has expired.
    func batch(id: String) throws -> BatchRecord? {
        guard let batch = try store.batch(id: id), batch.createdAt >= dependencies.now() - Self.life else { return nil }
        return batch
    }

    var isWorking: Bool { !workers.isEmpty }

    /// Ends all work; what is unfinished stays so in the store.
    func stop() async {
        isStopped = true
        let tasks = Array(workers.values)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func work(_ slot: Int) async {
        while !Task.isCancelled, let job = next() {
            do {
                let file = try await dependencies.take(job)
                try store.finish(job, file: file, error: nil)
            } catch is CancellationError {
                break
            } catch {
                fail(job, "\(error)")
            }
            report(job)
        }
        workers[slot] = nil
    }

    private func next() -> BatchJob? {
        do {
            return try store.takeNext()
        } catch {
            dependencies.log("the next picture of a batch could not be read: \(error)")
            return nil
        }
    }

    private func fail(_ job: BatchJob, _ reason: String) {
        do {
            try store.finish(job, file: nil, error: reason)
            dependencies.log("batch \(job.batch): \(reason)")
        } catch {
            dependencies.log("batch \(job.batch) could not be recorded: \(error)")
        }
    }

    /// Says so when the last image of a batch has ended.
    private func report(_ job: BatchJob) {
        // A batch that cannot be read has been reported already.
        guard let batch = try? store.batch(id: job.batch), batch.images.allSatisfy(\.hasEnded) else { return }
        dependencies.log("batch \(job.batch): \(batch.status.rawValue)")
    }
}
