import BachAPI
import Dispatch
import FoundationEssentials
import Glibc
import ProcessKit

/// One start of the embedded server, or the finding of one that runs already.
struct EmbeddedServerStart: Sendable {
    let settings: EmbeddedServer.Settings
    let keys: LocalKeys

    /// Another process that starts it at the same time holds the lock; it is waited for, then its server is used.
    func run() async throws -> RunRecord {
        if let record = RunRecord.read(folder: settings.folder), record.serves(keys) { return record }
        let executable = try EmbeddedServer.executable(settings)
        let lock = try await lock()
        defer { close(lock) }
        if let record = RunRecord.read(folder: settings.folder), record.serves(keys) { return record }
        await endOrphan()
        return try await launch(executable)
    }

    /// Which process was started last; there from its start to the record of where it listens.
    private var startingPath: String { settings.folder + "/starting" }

    /// Ends a server whose starter died before that record: it holds the data directory, and nobody can find it.
    private func endOrphan() async {
        // No file: the last start went to its end.
        guard let data = try? Data(contentsOf: URL(filePath: startingPath)),
            let orphan = ProcessIdentity(String(decoding: data, as: UTF8.self))
        else { return }
        let clock = ContinuousClock()
        let deadline = clock.now + settings.patience
        if orphan.isAlive { kill(orphan.processID, SIGTERM) }
        // Cut short by a cancelled task, the start goes on and says what it meets.
        while orphan.isAlive, clock.now < deadline, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
    }

    private func noteStart(of child: ChildProcess) {
        guard let process = ProcessIdentity(of: child.processID) else { return }
        unlink(startingPath)
        // Without the note, only a death within the next moments would leave an orphan.
        _ = PrivateFile.write(Array(process.description.utf8), to: startingPath)
    }

    private var logPath: String { settings.folder + "/bach-local.log" }

    /// The descriptor of the lock; closing it gives it back, and so does dying.
    private func lock() async throws -> Int32 {
        let path = settings.folder + "/start.lock"
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
                if descriptor >= 0, flock(descriptor, LOCK_EX) == 0 {
                    continuation.resume(returning: descriptor)
                } else {
                    let reason = String(cString: strerror(errno))
                    continuation.resume(throwing: EmbeddedServerError.folder(path: path, reason: reason))
                }
            }
        }
    }

    private func launch(_ executable: String) async throws -> RunRecord {
        let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else {
            throw EmbeddedServerError.folder(path: logPath, reason: String(cString: strerror(errno)))
        }
        defer { close(log) }
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        let child = try ChildProcess(starting: invocation(executable, log: log) { line.yield($0) })
        noteStart(of: child)
        defer { unlink(startingPath) }
        guard let baseURL = await readyURL(lines, line, child) else {
            child.kill()
            throw EmbeddedServerError.notReady(log: logPath, lastLine: lastLogLine())
        }
        return try record(baseURL, child.processID)
    }

    private func record(_ baseURL: String, _ processID: Int32) throws -> RunRecord {
        guard let process = ProcessIdentity(of: processID) else {
            throw EmbeddedServerError.notReady(log: logPath, lastLine: lastLogLine())
        }
        let record = RunRecord(baseURL: baseURL, process: process, accessKey: keys.accessKey)
        guard record.write(folder: settings.folder) else {
            throw EmbeddedServerError.folder(path: settings.folder, reason: String(cString: strerror(errno)))
        }
        return record
    }

    /// What the server prints when it is ready; nil when it ends or the patience does.
    private func readyURL(
        _ lines: AsyncStream<String>,
        _ line: AsyncStream<String>.Continuation,
        _ child: ChildProcess
    ) async -> String? {
        let watch = Task {
            _ = await child.value()
            line.finish()
        }
        let clock = Task { [settings] in
            try await Task.sleep(for: settings.patience)
            line.finish()
        }
        defer {
            watch.cancel()
            clock.cancel()
        }
        for await text in lines where text.hasPrefix("listening on ") { return String(text.dropFirst(13)) }
        return nil
    }

    private func invocation(
        _ executable: String,
        log: Int32,
        line: @escaping @Sendable (String) -> Void
    ) -> Invocation {
        var environment = settings.environment.filter { !$0.key.hasPrefix("BACH_") }
        environment["BACH_ACCESS_KEY"] = keys.accessKey
        environment["BACH_SECRET_KEY"] = keys.secretKey.exposed
        let idleExit = settings.environment["TOCCATA_LOCAL_IDLE_EXIT"] ?? "1800"
        return Invocation(
            executable,
            ["--port", "0", "--data", settings.folder + "/data", "--idle-exit", idleExit],
            environment: environment,
            workingDirectory: "/",
            output: .lines(line),
            errors: .descriptor(log),
            relation: .detached
        )
    }

    private func lastLogLine() -> String {
        // Without a log there is nothing to add to the error.
        guard let data = try? Data(contentsOf: URL(filePath: logPath)) else { return "" }
        return String(decoding: data.suffix(2000), as: UTF8.self).split(separator: "\n").last.map { $0 + "." } ?? ""
    }
}
