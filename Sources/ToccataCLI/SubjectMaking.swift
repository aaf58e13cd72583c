import BachAPI
import ToccataConductor
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// `toccata subject create --from-text`: has the service make four pictures, which become a subject of the library.
///
/// It costs money, so it is a task with the care of any other; asked for again while that task is unfinished, the
/// command goes on with it.
struct SubjectMaking: Sendable {
    let commands: TaskCommands
    let subject: Subject
    let waiting: Command.Waiting

    static func run(_ order: Command.SubjectOrder, _ context: CommandContext) async throws -> Report {
        let configuration = try context.configuration()
        let subject = Subject(
            name: order.name,
            description: try text(order.text, context),
            style: order.style ?? Default.subjectStyle,
            type: order.type ?? Default.subjectType
        )
        if let problem = RequestRules.problems(in: subject.order, mode: .textToSubject).first {
            throw InvalidRequest(problem)
        }
        guard try await context.ledger().subject(named: subject.name) == nil else {
            throw UsageError("There is a subject '\(subject.name)' already; delete it first. Nothing was sent.")
        }
        let commands = try await TaskCommands(context, configuration, pollInterval: order.waiting.pollInterval)
        return try await SubjectMaking(commands: commands, subject: subject, waiting: order.waiting).run()
    }

    private static func text(_ text: String, _ context: CommandContext) throws -> String {
        try RequestReader.valueOrFile(text) { try context.read($0) }
    }

    private func run() async throws -> Report {
        let task = try await begun()
        let report = await commands.report(task, wantsFile: true)
        await commands.finish()
        return try await finished(report, task)
    }

    /// The task that makes the subject, as far as it is: a new one, unless somebody has begun one.
    private func begun() async throws -> VideoTask {
        if let known = try await unfinished() { return try await goOn(with: known) }
        do {
            return try await send(commands.workplace.task(making: subject, origin: .command))
        } catch ConductorError.ledger(.subjectTaken(let name, let task)) {
            // Somebody was faster by a moment.
            if task != nil, let known = try await unfinished() { return try await goOn(with: known) }
            throw UsageError("There is a subject '\(name)' already; delete it first. Nothing was sent.")
        }
    }

    /// The task that makes a subject of this name, and of which something is still to be expected.
    private func unfinished() async throws -> VideoTask? {
        let states = Set(TaskState.allCases.filter(\.mayStillMakeSubject))
        return try await commands.workplace.ledger.tasks(states: states, mode: .textToSubject).first { task in
            task.server == commands.workplace.server && Subject(madeBy: task, pictures: []).name == subject.name
        }
    }

    private func otherWords(_ task: VideoTask) -> UsageError {
        UsageError(
            "Task \(task.id) makes a subject '\(subject.name)' of other words already (\(task.state.rawValue)); toccata "
                + "show \(task.id) has them. Take another name, or settle that one first. Nothing was sent."
        )
    }

    private func goOn(with task: VideoTask) async throws -> VideoTask {
        guard task.request == subject.order else { throw otherWords(task) }
        commands.context.output.error("Task \(task.id) is making '\(subject.name)' already: going on with it.")
        switch task.state {
        case .held:
            // Asked for once more by a person: what was surely never sent may go out.
            try await commands.conductor.release(task.id)
            return try await wait(for: try await commands.conductor.send(task.id))
        case .unsaved: return try await commands.conductor.download(task.id, .first)
        default: return try await wait(for: task)
        }
    }

    private func send(_ task: VideoTask) async throws -> VideoTask {
        let recorded = try await commands.conductor.submit(task)
        commands.context.output.progress("\(recorded.id) sending")
        return try await wait(for: try await commands.conductor.send(recorded.id))
    }

    private func wait(for task: VideoTask) async throws -> VideoTask {
        guard !task.state.isSettled else { return task }
        return try await commands.conductor.wait(for: [task.id], timeout: waiting.timeout).first ?? task
    }

    /// The subject, whole or as far as it is, with its task.
    private func finished(_ report: Report, _ task: VideoTask) async throws -> Report {
        let kept = task.state == .done ? try await commands.workplace.ledger.subject(named: subject.name) : nil
        let made = kept ?? Subject(madeBy: task, pictures: task.pictures.map(PictureSource.init))
        guard case .object(var data) = made.json else { return report }
        data["task"] = TaskReport.json(task)
        var report = report
        report.data = .object(data)
        report.lines = kept.map(SubjectCommands.lines) ?? report.lines
        return report
    }
}
