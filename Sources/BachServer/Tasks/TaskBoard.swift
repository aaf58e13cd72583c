import BachAPI
import FoundationEssentials
import SQLiteKit

/// All tasks and their way from pending to their end; one is rendered at a time.
actor TaskBoard {
    /// What the board gets from outside itself.
    struct Dependencies: Sendable {
        /// Unix seconds.
        var now: @Sendable () -> Int
        var sleep: @Sendable (Duration) async throws -> Void
        /// A new task's id, as the dialect has them; Bach's are random UUIDs.
        var makeID: @Sendable (Dialect) -> String
        var chooseSeed: @Sendable () -> Int
        /// Makes the video of a task; throws an error whose description is for people.
        var render: @Sendable (_ task: TaskRecord, _ progress: @escaping @Sendable (Int) -> Void) async throws -> Void
        /// What is to be posted about a task in the status that it has now; asked at each change.
        var callback: @Sendable (TaskRecord) -> Callback?
        /// Brings a callback to its receiver; throws only when it was cancelled.
        var deliver: @Sendable (Callback) async throws -> Void
        var log: @Sendable (String) -> Void
    }

    /// How long a task shows a status at least, divided by `--speed`; ours, so that every status can be seen.
    struct Pace: Sendable {
        var pending: Duration = .seconds(2)
        var processing: Duration = .seconds(8)

        init(speed: Double) {
            pending = pending / speed
            processing = processing / speed
        }
    }

    let store: TaskStore
    private let pace: Pace
    let dependencies: Dependencies
    let callbacks: CallbackQueue
    private var queue: [(id: String, readyAt: ContinuousClock.Instant)]
    /// How many tasks the store holds: each was an accepted create.
    private var creates: Int
    private var progress: [String: Int] = [:]
    /// Tasks that are past the queue but not at their end.
    private var running: Set<String> = []
    /// The one of these that is pending still: its time is not over yet.
    private var preparing: String?
    private var worker: Task<Void, Never>?
    private var endings: [String: Task<Void, Never>] = [:]

    /// Opens the store; what an earlier run left unfinished is pending again.
    init(path: String, pace: Pace, dependencies: Dependencies) throws {
        store = try TaskStore(path: path)
        self.pace = pace
        self.dependencies = dependencies
        callbacks = CallbackQueue(deliver: dependencies.deliver)
        creates = try store.count()
        queue = try store.restartUnfinished().map { ($0, .now + pace.pending) }
    }

    /// Begins to work on what is pending, callbacks too; creates begin by themselves.
    func start() throws {
        for pending in try store.callbacks() { post(pending) }
        wake()
    }

    private func wake() {
        if worker == nil, !queue.isEmpty { worker = Task { await self.work() } }
    }

    /// Makes a task out of a body that was found good.
    ///
    /// - Parameters:
    ///   - isDoomed: Asked for only when the task is made.
    ///   - admit: Gets the number of creates that were accepted before; no other comes between. What it throws,
    ///     this throws, and nothing is made.
    /// - Throws: ``ExternalIDTaken`` as well.
    func create(
        family: Family,
        body: JSONValue,
        server: String = "",
        sender: TaskSender = TaskSender(),
        isDoomed: @autoclosure @Sendable () -> Bool,
        admit: @Sendable (_ creates: Int) throws -> Void = { _ in }
    ) throws -> TaskRecord {
        if try isTaken(family, sender) { throw ExternalIDTaken() }
        try admit(creates)
        var body = body
        if body["seed"] == nil || body["seed"]?.isNull == true, case .object(var object) = body {
            object["seed"] = .integer(Int64(dependencies.chooseSeed()))
            body = .object(object)
        }
        let now = dependencies.now()
        let id = dependencies.makeID(family.dialect)
        let task = TaskRecord(
            id: id,
            family: family,
            body: body,
            createdAt: now,
            changedAt: now,
            server: server,
            sender: sender,
            // A task's number could be guessed, and the link of its video needs no token.
            video: family.dialect == .bach ? nil : dependencies.makeID(.bach),
            isDoomed: isDoomed()
        )
        try record(task.id) { () throws(SQLiteError) in try store.insert(task) }
        creates += 1
        enqueue(task.id)
        return task
    }

    /// The task as it is now, while it is rendered with its percents.
    func task(id: String) throws -> TaskRecord? {
        var task = try store.task(id: id)
        if let percent = progress[id], task?.status == .processing { task?.message += " (\(percent)%)" }
        return task
    }

    /// Whether there is a task that has not ended, or a callback that is not delivered.
    var hasUnfinishedTasks: Bool { !queue.isEmpty || !running.isEmpty || !callbacks.isEmpty }

    /// How many tasks are pending, and how many are processed.
    ///
    /// - Throws: An error of the database when it cannot be read.
    func census() throws -> (waiting: Int, running: Int) {
        _ = try store.task(id: "")
        let preparing = preparing == nil ? 0 : 1
        return (queue.count + preparing, running.count - preparing)
    }

    /// Ends all work; what is unfinished stays so in the store.
    func stop() async {
        let work = [worker].compactMap(\.self) + endings.values
        for task in work { task.cancel() }
        await callbacks.stop()
        for task in work { await task.value }
    }

    private func enqueue(_ id: String) {
        queue.append((id, .now + pace.pending))
        wake()
    }

    /// What could not be recorded, of tasks and batches, is tried again after this; a disk may be full for a while.
    static let respite = Duration.seconds(5)

    private func work() async {
        while !queue.isEmpty, !Task.isCancelled {
            let next = queue.removeFirst()
            running.insert(next.id)
            preparing = next.id
            do {
                try await dependencies.sleep(next.readyAt - .now)
                preparing = nil
                try await process(next.id)
            } catch is CancellationError {
                break
            } catch {
                dependencies.log("task \(next.id) waits, as it could not be recorded: \(error)")
                running.remove(next.id)
                queue.insert((next.id, .now + Self.respite), at: 0)
            }
        }
        worker = nil
    }

    private func process(_ id: String) async throws {
        let earliestEnd = ContinuousClock.now + pace.processing
        guard let task = try store.task(id: id) else { return }
        try change(id, .processing, StatusMessage.processing(task.family))
        dependencies.log("task \(id): processing")
        var outcome = (TaskStatus.succeeded, StatusMessage.succeeded(task.family))
        do {
            if task.isDoomed { throw DoomedTask() }
            try await dependencies.render(task) { percent in Task { await self.note(percent, of: id) } }
        } catch let error as CancellationError {
            throw error
        } catch {
            outcome = (.failed, "\(error)")
        }
        try Task.checkCancellation()
        end(id, outcome, at: earliestEnd)
    }

    private func note(_ percent: Int, of id: String) {
        if running.contains(id) { progress[id] = percent }
    }

    /// Lets the task show that it is processed for its time, while the next one may be rendered.
    private func end(_ id: String, _ outcome: (TaskStatus, String), at instant: ContinuousClock.Instant) {
        endings[id] = Task {
            // Cancelled only when the server stops: then the task begins again at the next start.
            guard (try? await dependencies.sleep(instant - .now)) != nil else { return }
            finish(id, outcome.0, outcome.1)
        }
    }

    private func finish(_ id: String, _ status: TaskStatus, _ message: String) {
        do {
            try change(id, status, message)
        } catch {
            dependencies.log("task \(id) has ended, but could not be recorded: \(error)")
            return end(id, (status, message), at: .now + Self.respite)
        }
        progress[id] = nil
        running.remove(id)
        endings[id] = nil
        dependencies.log("task \(id): \(status.rawValue) \(message)")
    }
}

/// Why a task failed that was made to fail.
struct DoomedTask: Error, CustomStringConvertible {
    let description = "Video generation failed. (asked for with --fault fail)"
}
