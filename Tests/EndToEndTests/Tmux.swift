import FoundationEssentials
import ProcessKit
import Testing

/// A real terminal: tmux with a server of its own, so that no setting of this machine's reaches it.
final class Tmux: Sendable {
    private let socket = "toccata-test-" + UUID().uuidString
    private let executable: String

    /// Starts a command in a screen of the given size.
    init(columns: Int, rows: Int, environment: [String: String], command: [String]) async throws {
        executable = try Executable.path(of: "tmux", environment: ProcessInfo.processInfo.environment)
        let variables = environment.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        let size = ["-x", String(columns), "-y", String(rows)]
        try await run(["-f", "/dev/null", "new-session", "-d", "-s", "t"] + size + variables + command)
        try await run(["set-option", "-g", "remain-on-exit", "on"])
    }

    deinit {
        let arguments = ["-L", socket, "kill-server"]
        let kill = Invocation(executable, arguments, environment: ProcessInfo.processInfo.environment)
        // Nobody is left to tell if the server was gone already.
        _ = try? ChildProcess(starting: kill).waitBlocking()
    }

    /// Types text as it stands.
    func type(_ text: String) async throws { try await run(["send-keys", "-t", "t", "-l", text]) }

    /// Presses keys by tmux's names: `Enter`, `C-x`, `Tab`.
    func press(_ keys: String...) async throws { try await run(["send-keys", "-t", "t"] + keys) }

    /// Pastes text as a terminal does, in brackets where the program asked for them.
    func paste(_ text: String, through file: String) async throws {
        try Data(text.utf8).write(to: URL(filePath: file))
        try await run(["load-buffer", file])
        try await run(["paste-buffer", "-p", "-t", "t"])
    }

    func resize(columns: Int, rows: Int) async throws {
        try await run(["resize-window", "-t", "t", "-x", String(columns), "-y", String(rows)])
    }

    /// The lines on the screen, without trailing blanks.
    func screen() async throws -> String { try await run(["capture-pane", "-p", "-t", "t"]) }

    /// A value of the pane, as `display-message` formats it: `#{pane_pid}`, `#{pane_dead_status}`.
    func value(_ format: String) async throws -> String {
        try await run(["display-message", "-p", "-t", "t", format]).split(separator: "\n").joined()
    }

    /// Waits until the screen fits; the screen it gave up on is in the failure.
    @discardableResult
    func wait(
        upTo patience: Duration = .seconds(15),
        until what: String,
        _ fits: (String) -> Bool,
        at location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let deadline = ContinuousClock.now + patience
        var last = ""
        while ContinuousClock.now < deadline {
            last = try await screen()
            if fits(last) { return last }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("never saw \(what); the screen was:\n\(last)", sourceLocation: location)
        throw Unseen()
    }

    /// Waits until a text is on the screen.
    @discardableResult
    func wait(
        for text: String,
        upTo patience: Duration = .seconds(15),
        at location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        try await wait(upTo: patience, until: "'\(text)'", { $0.contains(text) }, at: location)
    }

    struct Unseen: Error {}

    @discardableResult
    private func run(_ arguments: [String]) async throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let result = try await ChildProcess.run(
            Invocation(executable, ["-L", socket] + arguments, environment: environment)
        )
        return result.output.text
    }
}
