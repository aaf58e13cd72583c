import BachAPI
import Glibc
import Synchronization
import ToccataConductor
import ToccataCore
import ToccataRuntime

/// `toccata watch`, and the work of `toccata listen`: goes on until a signal ends it.
final class WatchCommand: Sendable {
    private let context: CommandContext
    private let isJSON: Bool
    private let lines: LineQueue
    private let notes: LineQueue
    /// What was written of each unfinished task last: a change that nobody can see is not told.
    private let told = Mutex<[ShortID: (task: VideoTask, lateness: Lateness)]>([:])
    private let lastNote = Mutex<String?>(nil)

    /// - Parameter address: Where callbacks come in; nil for none.
    static func run(
        _ watching: Command.Watching,
        _ context: CommandContext,
        listensAt address: CallbackAddress? = nil
    ) async -> Int32 {
        // The session that started it may end; what it paid for goes on. Nor does a terminal stop it that takes no
        // output of a job in the background.
        signal(SIGHUP, SIG_IGN)
        signal(SIGTTOU, SIG_IGN)
        do {
            let workplace = try await context.workplace()
            return try await WatchCommand(context, isJSON: watching.json).work(workplace, watching, address).rawValue
        } catch {
            return CommandRunner.end(Report(error), json: false, context.output)
        }
    }

    private init(_ context: CommandContext, isJSON: Bool) {
        self.context = context
        self.isJSON = isJSON
        let (output, now) = (context.output, context.dependencies.now)
        lines = LineQueue(write: { _ = output.result($0) }) { count in
            isJSON ? WatchLine.document(dropped: count, at: now()) : WatchLine.text(dropped: count)
        }
        notes = LineQueue(write: { output.error($0) }, dropped: WatchLine.text(dropped:))
    }

    private func work(
        _ workplace: Workplace,
        _ watching: Command.Watching,
        _ address: CallbackAddress?
    ) async throws -> ExitCode {
        let watch = try Watch(in: workplace, pollInterval: watching.pollInterval) { [self] in tell($0) }
        let receiver = try address.map { address in
            try ListenCommand.receiver(at: address, workplace, for: watch.conductor) { [self] in note($0) }
        }
        let work = Task { try await watch.run() }
        let interrupts = Interrupts { work.cancel() }
        await interrupts.areHeard()
        let conductor = watch.conductor
        let suspension = Suspension(pause: { await conductor.pause() }, resume: { await conductor.resume() })
        defer { withExtendedLifetime(suspension) {} }
        let end = await work.result
        await receiver?.stop()
        try end.get()
        lines.finish(patience: .seconds(1))
        notes.finish(patience: .seconds(1))
        return interrupts.first == SIGTERM ? .done : .interrupted
    }

    private func tell(_ news: Watch.News) {
        let now = context.dependencies.now()
        switch news {
        case .task(let task, let lateness):
            guard isNews(task, lateness) else { return }
            lines.add(isJSON ? WatchLine.document(task, lateness, at: now) : WatchLine.text(task, lateness, at: now))
        case .forgotten(let id):
            told.withLock { $0[id] = nil }
            lines.add(isJSON ? WatchLine.document(forgotten: id, at: now) : WatchLine.text(forgotten: id, at: now))
        case .polls(let polls): notes.add(WatchLine.text(polls: polls, unfinished: told.withLock { $0.count }))
        case .note(_, let text): note("watch: \(text)")
        }
    }

    /// What fails again and again, at each poll of each task, is said once.
    private func note(_ text: String) {
        let isRepeated = lastNote.withLock { last in
            defer { last = text }
            return last == text
        }
        if !isRepeated { notes.add(text) }
    }

    private func isNews(_ task: VideoTask, _ lateness: Lateness) -> Bool {
        told.withLock { told in
            let last = told[task.id]
            let isNews = last.map { !WatchLine.isSame($0.task, task) || lateness.isWorse(than: $0.lateness) } ?? true
            if isNews || task.state.isSettled { told[task.id] = task.state.isSettled ? nil : (task, lateness) }
            return isNews
        }
    }
}
