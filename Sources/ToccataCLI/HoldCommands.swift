import BachAPI
import ToccataConductor
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// `toccata hold` and `toccata release`: what goes out, and what stays here until a person says so.
enum HoldCommands {
    static func hold(_ holding: Command.Holding, _ context: CommandContext) async throws -> Report {
        let ledger = try await context.ledger()
        switch holding.what {
        case .sending:
            try await ledger.hold(nil, reason: Hold.pauseReason, code: nil, at: context.dependencies.now())
            return sending(try await ledger.holds())
        case .tasks(let ids):
            var tasks: [VideoTask] = []
            for task in try await find(ids, in: ledger) { tasks.append(try await hold(task, ledger, context)) }
            return report(tasks)
        }
    }

    static func release(_ holding: Command.Holding, _ context: CommandContext) async throws -> Report {
        switch holding.what {
        case .sending:
            let ledger = try await context.ledger()
            try await ledger.liftHolds()
            return sending(try await ledger.holds())
        case .tasks(let ids):
            for task in try await find(ids, in: try await context.ledger()) where task.state != .held {
                throw UsageError("\(task.id) is \(task.state.label): only a task that is HELD can be released.")
            }
            return try await TaskCommands(context).release(ids)
        }
    }

    private static func find(_ ids: [String], in ledger: Ledger) async throws -> [VideoTask] {
        var tasks: [VideoTask] = []
        for id in ids { tasks.append(try await LedgerCommands.find(id, in: ledger)) }
        return tasks
    }

    /// The task as it is then; one that has left meanwhile is not touched.
    private static func hold(_ task: VideoTask, _ ledger: Ledger, _ context: CommandContext) async throws -> VideoTask {
        let now = context.dependencies.now()
        let held = try await ledger.change(task.id, at: now, source: "person") { task in
            task.apply(.held(reason: VideoTask.heldByYou), at: now)
        }
        if let held { return held }
        return try await ledger.task(task.id) ?? task
    }

    private static func report(_ tasks: [VideoTask]) -> Report {
        var report = Report(
            data: .array(tasks.map { TaskReport.json($0) }),
            lines: Array(tasks.map(TaskLines.result).joined(separator: [""]))
        )
        if let task = tasks.first(where: { $0.state != .held }) {
            report.exitCode = .usage
            report.failure = .init("\(task.id) is \(task.state.label): only a task that is not sent yet can be held.")
        }
        return report
    }

    /// What keeps tasks from going out, once that was changed.
    private static func sending(_ holds: [Hold]) -> Report {
        let lines = holds.isEmpty ? ["Sending goes on."] : holds.map(HoldReport.line)
        return Report(data: ["holds": .array(holds.map { HoldReport.json($0) })], lines: lines)
    }
}

extension TaskCommands {
    /// Sends held tasks, one after the other, as `submit` sends a new one.
    func release(_ ids: [String]) async throws -> Report {
        var tasks: [VideoTask] = []
        for id in ids {
            let task = try await LedgerCommands.find(id, in: workplace.ledger)
            try await conductor.release(task.id)
            context.output.progress("\(task.id) sending")
            tasks.append(try await conductor.send(task.id))
        }
        await finish()
        return await list(tasks, sentIsDone: true)
    }
}
