import FoundationEssentials
package import ToccataConductor
package import ToccataCore
import ToccataLedger

/// Keeps the ledger's tasks moving without a screen, as a console does, and tells what changes, whoever changed it.
///
/// Whoever adds something to it, such as hints from outside, tells them to ``conductor``.
package struct Watch: Sendable {
    package enum News: Equatable, Sendable {
        /// The task as it is recorded now; first come those that go on or wait for a person, the oldest before
        /// the others. One may come twice as it was, and comes again when it is late.
        case task(VideoTask, Lateness)
        case forgotten(ShortID)
        /// Whether this process polls; if not, it takes over when the other one ends.
        case polls(Bool)
        case note(ConductorEvent.NoteLevel, String)
    }

    package let conductor: Conductor
    private let ledger: Ledger
    private let nudges: LedgerNudges
    private let now: @Sendable () -> Date
    private let tell: @Sendable (News) -> Void

    /// - Parameters:
    ///   - pollInterval: Nil for the configured period.
    ///   - tell: Called from several threads, for tasks in the order of the ledger.
    package init(
        in workplace: Workplace,
        pollInterval: Duration?,
        tell: @escaping @Sendable (News) -> Void
    ) throws {
        let nudges = LedgerNudges(workplace.dependencies)
        (ledger, self.nudges, now, self.tell) = (workplace.ledger, nudges, workplace.dependencies.now, tell)
        conductor = try workplace.conductor(role: .console, pollInterval: pollInterval) { event in
            switch event {
            case .taskChanged, .taskRemoved: nudges.nudge()
            case .polls(let polls): tell(.polls(polls))
            case .note(let level, let text): tell(.note(level, text))
            case .holdsChanged(let holds):
                for hold in holds {
                    tell(.note(.warning, "Nothing goes out to \(hold.server?.name ?? "any service"): \(hold.reason)"))
                }
            case .network(.down(_, let reason)): tell(.note(.warning, reason))
            case .network(.up), .downloading, .uploading: break
            }
        }
    }

    /// Works until the task is cancelled; an answer that is on its way gets a little time then.
    ///
    /// - Throws: ``LedgerError`` when the ledger cannot be read at the start.
    package func run() async throws {
        let watch = nudges.watch(ledger, noticed: { [conductor] in conductor.poke() }) {
            tell(.note(.warning, $0.description))
        }
        defer { watch?.cancel() }
        let mark = try await ledger.mark()
        let tasks = try await ledger.tasks(states: Self.open)
        var view = View(mark: mark, late: LateTasks(try await ledger.durations()))
        tellTasks(tasks.reversed(), &view)
        await conductor.start()
        for await _ in nudges.stream {
            await look(&view)
            await nudges.rest()
        }
        await conductor.stop()
        // What was answered at the last moment is told, too.
        await look(&view)
    }

    /// What goes on, or waits for a person; what has failed stays with those who ask for it.
    private static let open = Set(TaskState.allCases.filter { !$0.isSettled }).union([.held, .lost, .unsaved])

    /// How far the ledger was followed, and the tasks that were open then.
    private struct View {
        var mark: LedgerMark
        var open: Set<ShortID> = []
        var late: LateTasks

        init(mark: LedgerMark, late: LateTasks) { (self.mark, self.late) = (mark, late) }

        mutating func take(_ tasks: some Sequence<VideoTask>) {
            for task in tasks {
                if Watch.open.contains(task.state) { open.insert(task.id) } else { open.remove(task.id) }
            }
        }
    }

    private func look(_ view: inout View) async {
        do throws(LedgerError) {
            let (news, forgotten, mark) = try await ledger.changes(since: view.mark)
            view.mark = mark
            let tasks =
                switch news {
                case .changed(let tasks): tasks
                // Those that are open, and those that have ended meanwhile.
                case .everything(let tasks):
                    tasks.reversed().filter { Self.open.contains($0.state) || view.open.contains($0.id) }
                }
            tellTasks(tasks, &view)
            for id in forgotten { tell(.forgotten(id)) }
            view.open.subtract(forgotten)
            view.late.forget(forgotten)
            for late in view.late.due(at: now()) { tell(.task(late.task, late.lateness)) }
        } catch {
            tell(.note(.error, error.description))
        }
    }

    private func tellTasks(_ tasks: some Sequence<VideoTask>, _ view: inout View) {
        for task in tasks { tell(.task(task, view.late.take(task, at: now()))) }
        view.take(tasks)
    }
}
