import BachAPI
import PlainText
import ToccataCore
import ToccataLedger

/// The commands that only look into the ledger.
enum LedgerCommands {
    static func tasks(_ filter: Command.TaskFilter, _ context: CommandContext) async throws -> Report {
        let states: Set<TaskState>? = try filter.state.map { [try state($0)] }
        let ledger = try await context.ledger()
        let read: [VideoTask]
        do throws(LedgerError) {
            read = try await ledger.tasks(states: states, mode: filter.mode, limit: filter.limit)
        } catch {
            guard error.isForGood else { throw error }
            return await remains(of: ledger, states, filter, error, context)
        }
        var report = report(read, filter, try await ledger.durations(), context)
        report.lines += HoldReport.lines(heldAmong: read)
        report.lines += UnsavedReport.lines(read, at: context.dependencies.now())
        report.lines += HoldReport.lines(try await ledger.holds())
        return report
    }

    /// What can still be read of a damaged ledger.
    private static func remains(
        of ledger: Ledger,
        _ states: Set<TaskState>?,
        _ filter: Command.TaskFilter,
        _ error: LedgerError,
        _ context: CommandContext
    ) async -> Report {
        let tasks = await ledger.readableTasks().filter { task in
            states?.contains(task.state) ?? true && filter.mode ?? task.mode == task.mode
        }
        var report = report(Array(tasks.prefix(filter.limit ?? .max)), filter, DurationHistory(), context)
        report.exitCode = .usage
        if tasks.isEmpty { report.lines = [] }
        let what = tasks.isEmpty ? "No such task can be read any more." : "These \(tasks.count) can still be read."
        let hint = "\(what) \(error.advice ?? "")"
        report.failure = Report.Failure(error.description, hint: hint)
        return report
    }

    private static func report(
        _ tasks: [VideoTask],
        _ filter: Command.TaskFilter,
        _ durations: DurationHistory,
        _ context: CommandContext
    ) -> Report {
        let now = context.dependencies.now()
        let late = tasks.map { durations.lateness(of: $0, at: now) }
        let lines = tasks.isEmpty ? [nothing(filter)] : TaskLines.table(tasks, late, now: now, width: 100)
        return Report(data: .array(zip(tasks, late).map(TaskReport.json)), lines: lines)
    }

    private static func nothing(_ filter: Command.TaskFilter) -> String {
        let isFiltered = filter.state != nil || filter.mode != nil
        return isFiltered ? "No such tasks. toccata tasks lists all." : "No tasks. toccata submit makes one."
    }

    /// Puts tags on tasks and takes others off; a task that has them so already is left as it is.
    static func tag(_ ids: [String], _ change: TagChange, _ context: CommandContext) async throws -> Report {
        let ledger = try await context.ledger()
        var tasks: [VideoTask] = []
        for id in ids { tasks.append(try await find(id, in: ledger)) }
        let now = context.dependencies.now()
        for (index, task) in tasks.enumerated() {
            tasks[index] = try await ledger.tag(task.id, change, at: now) ?? task
        }
        let lines = tasks.map { task in PlainText.line("\(task.id)  \(task.tags.words.joined(separator: " "))") }
        return Report(data: .array(tasks.map { TaskReport.json($0) }), lines: lines)
    }

    static func show(_ id: String, _ context: CommandContext) async throws -> Report {
        let ledger = try await context.ledger()
        let task = try await find(id, in: ledger)
        let events = try await ledger.events(of: task.id)
        let exchanges = try await ledger.exchanges(of: task.id)
        let now = context.dependencies.now()
        let lateness = try await ledger.durations().lateness(of: task, at: now)
        guard case .object(var data) = TaskReport.json(task, lateness) else { return Report() }
        let hold = HoldReport.hold(on: task, try await ledger.holds())
        data["hold"] = HoldReport.json(hold)
        data["tries"] = TryReport.json(events)
        data["events"] = .array(events.map(json))
        data["exchanges"] = .array(exchanges.map(ExchangeReport.json))
        let late = LateWords.text(task, lateness, at: now)
        let lines = TaskLines.details(task, late: late, events: events) + ExchangeReport.lines(exchanges)
        return Report(data: .object(data), lines: (hold.map { [HoldReport.line($0), ""] } ?? []) + lines)
    }

    /// The one task that an id of the command line means.
    static func find(_ id: String, in ledger: Ledger) async throws -> VideoTask {
        switch try await ledger.find(id) {
        case .one(let task): return task
        case .none: throw UsageError("There is no task '\(id)' in the ledger. toccata tasks lists them.")
        case .several: throw UsageError("'\(id)' is the beginning of several ids; write more of it.")
        }
    }

    private static func state(_ word: String) throws(UsageError) -> TaskState {
        guard let state = TaskState(rawValue: word) else {
            let words = TaskState.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("There is no state '\(word)'. The states are \(words).")
        }
        return state
    }

    private static func json(_ event: RecordedEvent) -> JSONValue {
        [
            "at": .string(TaskReport.time(event.at)), "source": .string(event.source),
            "state": .string(event.state.rawValue),
            "status": event.status.map { .string($0.rawValue) } ?? .null,
            "message": event.message.map(JSONValue.string) ?? .null,
        ]
    }
}
