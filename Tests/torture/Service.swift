import FoundationEssentials
import ProcessKit
import SQLiteKit
import Synchronization

/// A real `bach-local` on a port and a data folder of the story's own, with a renderer that copies one MP4.
final class Service: Sendable {
    struct NotReady: Error { let log: [String] }

    let baseURL: String
    private let child: ChildProcess
    private let log = Mutex<[String]>([])

    init(home: String, port: Int, _ act: Story.Act = Story.Act()) async throws {
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        let (errors, error) = AsyncStream.makeStream(of: String.self)
        let program = (Executable.own() ?? "").split(separator: "/").dropLast().map { "/" + $0 }.joined()
        let options = act.faults.flatMap { ["--fault", $0] } + (act.credits.map { ["--credits", "\($0)"] } ?? [])
        child = try ChildProcess(
            starting: Invocation(
                program + "/bach-local",
                ["--port", "\(port)", "--access-key", "ak", "--secret-key", "sk", "--data", home + "/data"]
                    + ["--speed", "100", "--renderer", home + "/renderer"] + options,
                environment: ["PATH": "/usr/bin:/bin", "TMPDIR": home],
                output: .lines { line.yield($0) },
                errors: .lines { error.yield($0) }
            )
        )
        let process = child
        Task {
            _ = await process.value()
            line.finish()
            error.finish()
        }
        var ready: String?
        for await text in lines where text.hasPrefix("listening on ") {
            ready = String(text.dropFirst("listening on ".count))
            break
        }
        baseURL = ready ?? ""
        Task { [weak self] in for await text in errors { self?.log.withLock { $0.append(text) } } }
        guard ready != nil else { throw NotReady(log: log.withLock { $0 }) }
    }

    var port: Int { Int(baseURL.split(separator: ":").last?.split(separator: "/").first ?? "") ?? 0 }

    /// Ends it as a power cut would, and answers how often each fault struck.
    func kill() async -> [String: Int] {
        child.kill()
        _ = await child.value()
        let names = log.withLock { $0 }.compactMap { line -> String? in
            let words = line.split(separator: " ")
            return words.firstIndex(of: "fault").flatMap { $0 + 1 < words.count ? String(words[$0 + 1]) : nil }
        }
        return Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// One task, as the server keeps it.
    struct Made {
        let taskID: String
        let intent: String
        let hasFailed: Bool
    }

    /// The server's own record of what it made; it is read while the server does nothing.
    static func record(home: String) throws -> [Made] {
        let database = try SQLiteConnection(path: home + "/data/bach-local.sqlite")
        return try database.query("SELECT id, body, status FROM tasks").map { row in
            let body = row.text("body") ?? ""
            let rest = body.firstRange(of: "torture-").map { body[$0.upperBound...] } ?? ""
            let status = row.text("status") ?? ""
            return Made(
                taskID: row.text("id") ?? "",
                intent: String(rest.prefix(6)),
                hasFailed: status == "TASK_FAILED"
            )
        }
    }
}
