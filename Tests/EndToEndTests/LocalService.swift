import FoundationEssentials
import ProcessKit
import Scratch
import Synchronization

/// A real `bach-local` for one test, on a port of its own, with known keys.
final class LocalService: Sendable {
    static let accessKey = "ak-test"
    static let secretKey = "sk-test"

    let baseURL: String
    private let secretKey: String
    private let child: ChildProcess
    private let log: Log
    private let renderer: ScriptedRenderer?

    /// Starts it and waits until it listens; waits are divided by 100, so that rendering is what takes time.
    ///
    /// - Parameters:
    ///   - secretKey: One that it is to get through the environment; nil for the usual one, as an argument.
    ///   - renderer: Makes the videos, at once; nil for real ones, which take a second or more.
    init(
        data: String,
        options: [String] = [],
        secretKey: String? = nil,
        renderer: ScriptedRenderer? = nil
    ) async throws {
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        let log = Log()
        let keys = ["--access-key", Self.accessKey, "--secret-key", Self.secretKey]
        let arguments =
            ["--port", "0", "--data", data, "--speed", "100"] + (secretKey == nil ? keys : [])
            + (renderer.map { ["--renderer", $0.path] } ?? []) + options
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BACH_") }
        if let secretKey {
            environment["BACH_ACCESS_KEY"] = Self.accessKey
            environment["BACH_SECRET_KEY"] = secretKey
        }
        self.secretKey = secretKey ?? Self.secretKey
        self.renderer = renderer
        child = try ChildProcess(
            starting: Invocation(
                Project.program("bach-local"),
                arguments,
                environment: environment,
                output: .lines { line.yield($0) },
                errors: .lines { log.add($0) }
            )
        )
        self.log = log
        var ready: String?
        for await text in lines where text.hasPrefix("listening on ") {
            ready = String(text.dropFirst("listening on ".count))
            break
        }
        guard let ready else { throw NotReady(log: log.lines) }
        baseURL = ready
    }

    deinit { child.kill() }

    struct NotReady: Error { let log: [String] }

    /// What it wrote to standard error so far.
    var logLines: [String] { log.lines }

    /// How many tasks it made, by its log.
    var creates: Int { logLines.count { $0.contains(": made, ") } }

    /// The variables that send `toccata` here.
    var variables: [String: String] {
        ["BACH_BASE_URL": baseURL, "BACH_ACCESS_KEY": Self.accessKey, "BACH_SECRET_KEY": secretKey]
    }

    private final class Log: Sendable {
        private let content = Mutex<[String]>([])
        var lines: [String] { content.withLock { $0 } }
        func add(_ line: String) { content.withLock { $0.append(line) } }
    }
}
