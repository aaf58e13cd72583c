import ProcessKit

/// The local server that Toccata runs for itself when there are no credentials.
///
/// It lives in a folder of its own, is started when something first needs it, goes on when the console ends, as the
/// real service would, and stops by itself when nothing was asked of it for a while. Its port changes between runs:
/// ask for ``access()`` before each request instead of keeping one.
package actor EmbeddedServer {
    /// Where a running server is, and the keys it takes.
    package struct Access: Equatable, Sendable {
        package let baseURL: String
        package let keys: LocalKeys
    }

    package struct Settings: Sendable {
        /// `$XDG_STATE_HOME/toccata/local`.
        package var folder: String
        package var environment: [String: String]
        /// Where the running program is; `bach-local` is looked for beside it.
        package var ownExecutable: String?
        package var patience: Duration

        package init(
            folder: String,
            environment: [String: String],
            ownExecutable: String? = Executable.own(),
            patience: Duration = .seconds(20)
        ) {
            self.folder = folder
            self.environment = environment
            self.ownExecutable = ownExecutable
            self.patience = patience
        }
    }

    package let settings: Settings
    private var running: RunRecord?
    private var start: Task<RunRecord, any Error>?

    package init(_ settings: Settings) { self.settings = settings }

    /// A server that runs, started if there is none.
    ///
    /// - Throws: ``EmbeddedServerError`` when `bach-local` is nowhere, or does not come up.
    package func access() async throws -> Access {
        let keys = try LocalKeys.load(folder: settings.folder)
        let record = try await record(keys)
        return Access(baseURL: record.baseURL, keys: keys)
    }

    private func record(_ keys: LocalKeys) async throws -> RunRecord {
        if let running, running.serves(keys) { return running }
        if let start { return try await start.value }
        let task = Task { [settings] in try await EmbeddedServerStart(settings: settings, keys: keys).run() }
        start = task
        defer { start = nil }
        let record = try await task.value
        running = record
        return record
    }

    /// Where `bach-local` is: beside this program, or on the `PATH`.
    package static func executable(_ settings: Settings) throws(EmbeddedServerError) -> String {
        let beside = settings.ownExecutable.map { path in
            path.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/bach-local"
        }
        let found = beside.flatMap { Executable.find($0, environment: [:]) }
        if let found { return found }
        guard let onPath = Executable.find("bach-local", environment: settings.environment) else {
            throw .missing(beside: beside ?? "this program")
        }
        return onPath
    }
}

/// Why there is no local server.
package enum EmbeddedServerError: Error, Equatable, Sendable, CustomStringConvertible {
    case missing(beside: String)
    /// It ended, or said nothing, before it was ready.
    case notReady(log: String, lastLine: String)
    case folder(path: String, reason: String)

    package var description: String {
        switch self {
        case .missing(let beside):
            "bach-local, the local server, is neither at \(beside) nor on the PATH. Build it with make build, or set "
                + "BACH_ACCESS_KEY and BACH_SECRET_KEY to use the real service."
        case .notReady(let log, let lastLine):
            "The local server did not start\(lastLine.isEmpty ? "" : ": " + lastLine) Its log is \(log)."
        case .folder(let path, let reason):
            "\(path) cannot be used: \(reason)."
        }
    }
}
