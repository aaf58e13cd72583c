import CursesTerminal
import FoundationEssentials
import Glibc
import TerminalKit
import ToccataApp
import ToccataConfig
import ToccataCore
import ToccataUI

/// What a person sees of the console: the terminal and what is shown there; it needs no ledger.
@MainActor
struct ConsoleFront {
    let terminal: CursesTerminal
    let loop: ConsoleLoop
    nonisolated let post: ActionPost
    nonisolated let keyProblems: [Keymap.Problem]
    nonisolated let clipboardRoute: ClipboardRoute

    /// - Throws: ``TerminalError`` when there can be no screen.
    init(_ surroundings: Surroundings, isASCII: Bool) throws(TerminalError) {
        let (configuration, environment) = (surroundings.configuration, surroundings.environment)
        clipboardRoute = Clipboard.route(chosen: configuration.clipboard, environment: environment)
        let state = configuration.directories.state
        // For the log; where it cannot be made, the ledger will say so.
        try? FileManager.default.createDirectory(
            atPath: state,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        terminal = try CursesTerminal(
            environment: environment,
            looks: configuration.looks,
            errorLog: state + "/console.log"
        )
        post = ActionPost(to: ActionQueue { [bell = terminal.bell] in bell.ring() }, now: surroundings.dependencies.now)
        var first = Self.state(surroundings)
        (first.keymap, keyProblems) = Keymap.changed(by: configuration.keys, filters: configuration.filters)
        first.isASCII = isASCII || Self.isLocaleASCII(environment)
        first.clipboard = clipboardRoute
        loop = ConsoleLoop(
            state: first,
            terminal: terminal,
            interface: Self.interface(random: surroundings.dependencies.random),
            queue: post.queue
        )
    }

    /// Takes the terminal and draws the first frame.
    func begin() {
        terminal.enter()
        terminal.tell(.title("Toccata"))
        loop.begin()
    }

    private static func interface(random: @escaping @Sendable (ClosedRange<Int>) -> Int) -> ConsoleLoop.Interface {
        let drawing = Drawing()
        return ConsoleLoop.Interface(
            view: { drawing.view($0, size: $1) },
            keys: { Keymap.keys(in: $0, state: $1) },
            action: { Keymap.action(for: $0, state: $1, size: $2, random: random) },
            shown: { shownTasks($0, size: $1) }
        )
    }

    private static func state(_ surroundings: Surroundings) -> AppState {
        let now = surroundings.dependencies.now()
        let configuration = surroundings.configuration
        var state = AppState(
            destination: Destination(
                server: surroundings.server,
                folder: configuration.directories.abbreviate(configuration.downloadFolder),
                multiImage: surroundings.multiImage?.identity,
                uploadsMultiImage: surroundings.multiImage?.hasOwnBaseURL != true
            ),
            places: surroundings.places,
            now: now
        )
        state.namedFilters = configuration.filters
        state.mostRunning = configuration.mostRunning
        state.localTime = localTime(around: now)
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
}

/// Frames one after the other, each made of the last where that is enough.
@MainActor
private final class Drawing {
    private var memory = ViewMemory()

    func view(_ state: AppState, size: Size) -> Frame { memory.view(state, size: size) }
}
