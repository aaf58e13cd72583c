/// All batches of pictures and their way to their end; a few images are worked on at the same time.
actor BatchBoard {
    /// What the board gets from outside itself.
    struct Dependencies: Sendable {
        /// Unix seconds.
        var now: @Sendable () -> Int
        var sleep: @Sendable (Duration) async throws -> Void
        /// Gets an image and answers its file's name; throws an error whose description is for people.
        var take: @Sendable (BatchJob) async throws -> String
        /// Forgets what an image was made of, once its end is recorded.
        var discard: @Sendable (BatchJob) -> Void
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
        do {
            while !Task.isCancelled, let job = try await recorded({ try store.takeNext() }) {
                let (file, error) = try await outcome(of: job)
                try await recorded { try store.finish(job, file: file, error: error) }
                dependencies.discard(job)
                report(job, error)
            }
        } catch {
            // Cancelled, which only the end of the server does: the next start goes on with the rest.
        }
        workers[slot] = nil
    }

    /// The file of an image, or why there is none.
    ///
    /// - Throws: Only when it was cancelled.
    private func outcome(of job: BatchJob) async throws -> (file: String?, error: String?) {
        do {
            return (try await dependencies.take(job), nil)
        } catch let error as CancellationError {
            throw error
        } catch {
            return (nil, "\(error)")
        }
    }

    /// Changes the store, again and again until it takes the change.
    ///
    /// - Throws: Only when it was cancelled.
    private func recorded<Answer>(_ change: () throws -> Answer) async throws -> Answer {
        while true {
            do {
                return try change()
            } catch {
                dependencies.log("pictures of batches wait, as they could not be recorded: \(error)")
                try await dependencies.sleep(TaskBoard.respite)
            }
        }
    }

    /// Says why an image failed, and when the last one of a batch has ended.
    private func report(_ job: BatchJob, _ error: String?) {
        if let error { dependencies.log("batch \(job.batch): \(error)") }
        // A batch that cannot be read has been reported already.
        guard let batch = try? store.batch(id: job.batch), batch.images.allSatisfy(\.hasEnded) else { return }
        dependencies.log("batch \(job.batch): \(batch.status.rawValue)")
    }
}
