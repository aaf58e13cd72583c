import BachAPI
import PlainText
import ToccataConductor
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataRuntime

/// The commands that send, ask and save, through a conductor of their own.
struct TaskCommands: Sendable {
    let context: CommandContext
    let workplace: Workplace
    let conductor: Conductor

    /// - Parameters:
    ///   - configuration: Nil to read it here.
    ///   - pollInterval: Nil for the configured period.
    init(
        _ context: CommandContext,
        _ configuration: Configuration? = nil,
        pollInterval: Duration? = nil
    ) async throws {
        self.context = context
        workplace = try await context.workplace(configuration)
        if workplace.server.isLocal { try await Self.startLocalServer(workplace) }
        let output = context.output
        conductor = try workplace.conductor(role: .command, pollInterval: pollInterval) { event in
            Self.show(event, output)
        }
        await conductor.recover()
    }

    /// Where nothing can be recorded, that is what is the matter, and not that the server's folder is read-only too.
    private static func startLocalServer(_ workplace: Workplace) async throws {
        do {
            _ = try await workplace.clients.access()
        } catch {
            throw workplace.ledger.isReadOnly ? LedgerError.readOnly(path: workplace.ledger.path) : error
        }
    }

    // MARK: The commands

    func submit(_ task: VideoTask, _ submission: Command.Submission) async throws -> Report {
        let recorded = try await conductor.submit(task)
        context.output.progress("\(recorded.id) sending")
        var result = try await conductor.send(recorded.id)
        if let waiting = submission.waiting, !result.state.isSettled {
            result = try await conductor.wait(for: [result.id], timeout: waiting.timeout).first ?? result
        }
        await finish()
        return await report(result, submission)
    }

    func wait(_ ids: [String], _ waiting: Command.Waiting) async throws -> Report {
        let tasks = try await find(ids)
        let settled = try await conductor.wait(for: tasks.map(\.id), timeout: waiting.timeout)
        await finish()
        return await list(settled)
    }

    func download(_ ids: [String], to folder: String?) async throws -> Report {
        var tasks: [VideoTask] = []
        for task in try await find(ids) { tasks.append(try await download(task, to: folder)) }
        await finish()
        return await list(tasks, wantsFile: true)
    }

    /// What a console has saved meanwhile is saved; a folder that was named gets it all the same.
    private func download(_ task: VideoTask, to folder: String?) async throws -> VideoTask {
        let usual = task.mode == .textToSubject ? nil : workplace.configuration.downloadFolder
        let saved = try await conductor.download(task.id, task.copyMeant, to: folder ?? usual)
        guard let folder, saved.state == .done else { return saved }
        let place = folder.hasSuffix("/") ? folder : folder + "/"
        let isThere = [saved.folder, saved.file].contains { $0.map { "\($0)/".hasPrefix(place) } == true }
        return isThere ? saved : try await conductor.download(task.id, .another, to: folder)
    }

    func attach(_ mode: Mode, taskID: String) async throws -> Report {
        if case .one(let known) = try await workplace.ledger.find(taskID), known.taskID != nil,
            [known.taskID, known.externalID].contains(taskID)
        {
            return Report(data: TaskReport.json(known), lines: TaskLines.result(known))
        }
        let task = workplace.task(mode: mode, request: [:], origin: .command, folder: nil)
        let attached = try await conductor.attach(task, taskID: taskID)
        await finish()
        return Report(data: TaskReport.json(attached), lines: TaskLines.result(attached))
    }

    private func find(_ ids: [String]) async throws -> [VideoTask] {
        var tasks: [VideoTask] = []
        for id in ids { tasks.append(try await LedgerCommands.find(id, in: workplace.ledger)) }
        return tasks
    }

    /// Ends the conductor and the line of progress.
    func finish() async {
        await conductor.stop()
        context.output.progress("")
    }

    // MARK: Reports

    private func report(_ task: VideoTask, _ submission: Command.Submission) async -> Report {
        if submission.waiting == nil, task.isSent { return sent(task) }
        return await report(task, wantsFile: submission.folder != nil)
    }

    private func sent(_ task: VideoTask) -> Report {
        Report(data: TaskReport.json(task), lines: TaskLines.result(task))
    }

    /// A task that its service refuses to be asked about is not settled: what is in the way counts.
    func report(_ task: VideoTask, wantsFile: Bool) async -> Report {
        var report = Report(task, wantsFile: wantsFile || task.folder != nil)
        if task.state.isPolled { report.data = TaskReport.json(task, await lateness(of: task)) }
        guard !task.state.isSettled, let obstacle = await conductor.obstacle(to: task.id) else { return report }
        return Report(obstacle, data: report.data, lines: report.lines)
    }

    private func lateness(of task: VideoTask) async -> Lateness {
        // What cannot be read now is no reason to say nothing of the task.
        let durations = (try? await workplace.ledger.durations()) ?? DurationHistory()
        return durations.lateness(of: task, at: context.dependencies.now())
    }

    /// Several tasks: the highest exit code counts, and its task's words.
    ///
    /// - Parameter sentIsDone: Whether a task that is with the service is all that was asked for.
    func list(_ tasks: [VideoTask], wantsFile: Bool = false, sentIsDone: Bool = false) async -> Report {
        var reports: [Report] = []
        for task in tasks {
            reports.append(sentIsDone && task.isSent ? sent(task) : await report(task, wantsFile: wantsFile))
        }
        let worst = reports.max { $0.exitCode < $1.exitCode } ?? Report()
        return Report(
            worst.exitCode,
            data: .array(reports.map(\.data)),
            lines: Array(reports.map(\.lines).joined(separator: [""])),
            failure: worst.failure
        )
    }

    private static func show(_ event: ConductorEvent, _ output: CommandOutput) {
        switch event {
        case .taskChanged(let task): output.progress("\(task.id) \(task.state.label) \(task.message ?? "")")
        case .downloading(let id, let received, let total?) where total > 0:
            output.progress("\(id) downloading \(received * 100 / total) %")
        case .uploading(let id, let progress): output.progress("\(id) \(UploadLine.text(progress))")
        case .note(.warning, let text), .note(.error, let text): output.error(text)
        case .network(.down(_, let reason)): output.error(reason)
        default: break
        }
    }
}

extension VideoTask {
    /// Whether the service has it, and is at work on it or has done it.
    fileprivate var isSent: Bool { state.isPolled || state == .downloading }
}
