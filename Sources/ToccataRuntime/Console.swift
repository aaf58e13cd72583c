import CursesTerminal
import FoundationEssentials
import Glibc
import PlainText
import ToccataApp
import ToccataConductor
import ToccataConfig
import ToccataCore
package import ToccataLedger

/// The console: wires terminal, loop, conductor and ledger together for as long as it is open.
@MainActor
package struct Console {
    private let front: ConsoleFront
    private let workplace: Workplace
    private let conductor: Conductor
    private let nudges: LedgerNudges
    private let bases = DraftBases()
    private let lastDeleted = LastDeletedDraft()

    /// Takes over the terminal until a person leaves or the terminal is gone; everything is recorded when it returns.
    ///
    /// The first frame does not wait for the ledger, which is opened behind it.
    ///
    /// - Parameter isASCII: Whether to draw with ASCII alone, whatever the locale says.
    /// - Returns: The ledger.
    /// - Throws: ``TerminalError`` when there can be no screen, ``LedgerError`` when there can be no record; the
    ///   terminal is then given back.
    package static func run(in surroundings: Surroundings, isASCII: Bool = false) async throws -> Ledger {
        let front = try ConsoleFront(surroundings, isASCII: isASCII)
        front.begin()
        let console: Console
        do {
            console = try Console(front, Workplace(surroundings))
        } catch {
            front.terminal.leave()
            throw error
        }
        await console.run()
        return console.workplace.ledger
    }

    private init(_ front: ConsoleFront, _ workplace: Workplace) throws {
        let nudges = LedgerNudges(workplace.dependencies)
        let news = ConductorNews(post: front.post, nudges: nudges)
        conductor = try workplace.conductor(role: .console) { news.take($0) }
        (self.front, self.workplace, self.nudges) = (front, workplace, nudges)
    }

    private nonisolated var post: ActionPost { front.post }

    private func run() async {
        let (loop, terminal) = (front.loop, front.terminal)
        let runner = EffectRunner(worker)
        let opening = Task.detached { [self] in await open() }
        loop.run(stopping: { runner.pausing($0) }, perform: { runner.perform($0) })
        // An editor that still has the terminal ends first; the file it was given stays.
        if loop.isLent { await runner.finish() }
        terminal.leave()
        sayWhatIsWaitedFor(loop.state)
        await runner.finish()
        opening.cancel()
        await conductor.stop()
        for named in loop.state.compose.unconfirmed { await keep(named) }
    }

    /// What was typed is not lost with a ledger that cannot take it.
    private func keep(_ named: NamedDraft) async {
        let draft = named.draft
        // A ledger that cannot be read has not got it either.
        guard !draft.prompt.isEmpty, (try? await workplace.ledger.draft(named.name)) != draft else { return }
        say(
            "The draft could not be saved in \(workplace.ledger.path). Its prompt was:\n\(draft.prompt)"
        )
    }

    private func say(_ text: String) {
        let bytes = Array((PlainText.lines(text) + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Reads what was recorded, then follows the ledger; the first frame does not wait for it.
    private nonisolated func open() async {
        for notice in workplace.configuration.notices {
            post.note(Notice(notice.description, level: notice.kind == .error ? .error : .warning))
        }
        for problem in front.keyProblems { post.note(.warning("Keys in the configuration: \(problem)")) }
        let ledger = workplace.ledger
        if let last = session.read() { post(.sessionLoaded(last)) }
        do {
            let drafts = try await ledger.drafts()
            if let last = drafts.first {
                bases.note(NamedDraft(name: last.name, draft: last.draft))
                post(.draftLoaded(last.draft, name: last.name))
            }
            tellLeftovers(known: Set(drafts.map(\.draft.prompt)))
        } catch {
            post.note(.error("\(error)"))
        }
        let health = LedgerHealth(ledger: ledger, dependencies: workplace.dependencies, post: post) { [conductor] in
            conductor.poke()
        }
        let watching = Task { await health.watch() }
        defer { watching.cancel() }
        if !ledger.isReadOnly {
            if workplace.server.isLocal { Task { await startLocalServer() } }
            await conductor.start()
        }
        let follower = LedgerFollower(ledger: ledger, post: post, noticed: { [conductor] in conductor.poke() })
        await follower.follow(nudges)
    }

    private nonisolated func tellLeftovers(known: Set<String>) {
        for path in editor.leftovers(known: known) {
            post.note(
                .warning("A console ended while a prompt was being edited. What the editor has left is in \(path)")
            )
        }
    }

    /// Starts it before it is needed: a first task goes out at once, and what is missing is said before one is written.
    private nonisolated func startLocalServer() async {
        do {
            _ = try await workplace.clients.access()
        } catch {
            post.note(.error("\(error)"))
        }
    }

    private var worker: EffectWorker {
        EffectWorker(
            ledger: workplace.ledger,
            conductor: conductor,
            dependencies: workplace.dependencies,
            makeTask: { [workplace] in workplace.consoleTask($0, $1) },
            player: VideoPlayer(chosen: workplace.configuration.player, environment: workplace.environment),
            clipboard: Clipboard(
                route: front.clipboardRoute,
                environment: workplace.environment,
                path: workplace.configuration.directories.state + "/copied.txt"
            ),
            caller: Caller(chosen: workplace.configuration.notify, environment: workplace.environment),
            editor: editor,
            session: session,
            bases: bases,
            lastDeleted: lastDeleted,
            post: post
        )
    }

    private nonisolated var session: SessionFile {
        SessionFile(path: workplace.configuration.directories.state + "/session.json")
    }

    private nonisolated var editor: ExternalEditor {
        ExternalEditor(
            words: workplace.configuration.editor,
            environment: workplace.environment,
            folder: workplace.configuration.directories.state
        )
    }

    /// The terminal is back, and the shell is not: that wants a reason.
    private func sayWhatIsWaitedFor(_ state: AppState) {
        let count = state.queue.tasks.count { $0.state == .sending }
        guard count > 0 else { return }
        say("Waiting for the answer to what was just sent ...")
    }
}
