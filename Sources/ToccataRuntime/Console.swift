import CursesTerminal
import FoundationEssentials
import Glibc
import PlainText
import TerminalKit
import ToccataApp
import ToccataConductor
import ToccataConfig
import ToccataCore
import ToccataLedger
import ToccataUI

/// The console: wires terminal, loop, conductor and ledger together for as long as it is open.
@MainActor
package struct Console {
    private let workplace: Workplace
    private let post: ActionPost
    private let conductor: Conductor
    private let nudges: LedgerNudges
    private let isASCII: Bool
    private let keymap: Keymap
    private let keyProblems: [Keymap.Problem]
    private let clipboardRoute: ClipboardRoute

    /// Takes over the terminal until a person leaves or the terminal is gone; everything is recorded when it returns.
    ///
    /// - Parameter isASCII: Whether to draw with ASCII alone, whatever the locale says.
    /// - Throws: ``TerminalError`` when there can be no screen, ``LedgerError`` when there can be no record.
    package static func run(in workplace: Workplace, isASCII: Bool = false) async throws {
        try await Console(workplace, isASCII: isASCII).run()
    }

    private init(_ workplace: Workplace, isASCII: Bool) throws {
        self.isASCII = isASCII || Self.isLocaleASCII(workplace.environment)
        self.workplace = workplace
        (keymap, keyProblems) = Keymap.changed(
            by: workplace.configuration.keys,
            filters: workplace.configuration.filters
        )
        clipboardRoute = Clipboard.route(
            chosen: workplace.configuration.clipboard,
            environment: workplace.environment
        )
        let post = ActionPost(to: ActionQueue(), now: workplace.dependencies.now)
        let nudges = LedgerNudges(workplace.dependencies)
        let news = ConductorNews(post: post, nudges: nudges)
        conductor = try workplace.conductor(role: .console) { news.take($0) }
        (self.post, self.nudges) = (post, nudges)
    }

    private func run() async throws {
        let log = workplace.configuration.directories.state + "/console.log"
        let terminal = try CursesTerminal(
            environment: workplace.environment,
            looks: workplace.configuration.looks,
            errorLog: log
        )
        let runner = EffectRunner(worker)
        try terminal.enter { [queue = post.queue] events in queue.post(events.map(LoopEvent.terminal)) }
        terminal.tell(.title("Toccata"))
        let opening = Task.detached { [self] in await open() }
        let loop = loop(terminal, runner)
        loop.run()
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

    private func loop(_ terminal: CursesTerminal, _ runner: EffectRunner) -> ConsoleLoop {
        let random = workplace.dependencies.random
        let drawing = Drawing()
        let interface = ConsoleLoop.Interface(
            view: { drawing.view($0, size: $1) },
            keys: { Keymap.keys(in: $0, state: $1) },
            action: { Keymap.action(for: $0, state: $1, size: $2, random: random) },
            shown: { shownTasks($0, size: $1) }
        )
        return ConsoleLoop(
            state: firstState,
            terminal: terminal,
            interface: interface,
            queue: post.queue,
            perform: { runner.perform($0) },
            stopping: { runner.pausing($0) }
        )
    }

    /// Reads what was recorded, then follows the ledger; the first frame does not wait for it.
    private nonisolated func open() async {
        for notice in workplace.configuration.notices {
            post.note(Notice(notice.description, level: notice.kind == .error ? .error : .warning))
        }
        for problem in keyProblems { post.note(.warning("Keys in the configuration: \(problem)")) }
        let ledger = workplace.ledger
        if let last = session.read() { post(.sessionLoaded(last)) }
        do {
            let drafts = try await ledger.drafts()
            if let last = drafts.first { post(.draftLoaded(last.draft, name: last.name)) }
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
                route: clipboardRoute,
                environment: workplace.environment,
                path: workplace.configuration.directories.state + "/copied.txt"
            ),
            caller: Caller(chosen: workplace.configuration.notify, environment: workplace.environment),
            editor: editor,
            session: session,
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

    private var firstState: AppState {
        let now = workplace.dependencies.now()
        var state = AppState(
            destination: Destination(
                server: workplace.server,
                folder: workplace.configuration.directories.abbreviate(workplace.configuration.downloadFolder),
                multiImage: workplace.multiImage?.identity,
                uploadsMultiImage: workplace.multiImage?.hasOwnBaseURL != true
            ),
            places: workplace.places,
            now: now
        )
        state.keymap = keymap
        state.namedFilters = workplace.configuration.filters
        state.isASCII = isASCII
        state.clipboard = clipboardRoute
        state.mostRunning = workplace.configuration.mostRunning
        state.localTime = Self.localTime(around: now)
        return state
    }

    /// A locale that was chosen and is not UTF-8; where none is, terminals of today take UTF-8.
    nonisolated static func isLocaleASCII(_ environment: [String: String]) -> Bool {
        let chosen = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let chosen = chosen?.uppercased() else { return false }
        return !chosen.contains("UTF-8") && !chosen.contains("UTF8")
    }

    /// As far back as tasks are looked for by their day, and as long as a console may stay open.
    private static func localTime(around now: Date) -> LocalTime {
        let year = 366 * 86_400.0
        return LocalTime(
            from: now.addingTimeInterval(-5 * year),
            to: now.addingTimeInterval(year),
            secondsFromUTC: secondsFromUTC
        )
    }

    /// The machine's local time, which FoundationEssentials does not know.
    private static func secondsFromUTC(at time: Date) -> Int {
        var seconds = time_t(time.timeIntervalSince1970)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : Int(parts.tm_gmtoff)
    }

    /// The terminal is back, and the shell is not: that wants a reason.
    private func sayWhatIsWaitedFor(_ state: AppState) {
        let count = state.queue.tasks.count { $0.state == .sending }
        guard count > 0 else { return }
        say("Waiting for the answer to what was just sent ...")
    }
}

/// Frames one after the other, each made of the last where that is enough.
@MainActor
private final class Drawing {
    private var memory = ViewMemory()

    func view(_ state: AppState, size: Size) -> Frame { memory.view(state, size: size) }
}
