import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit
import Synchronization
import Testing

/// `toccata watch --json`, or a command like it, while a test goes on, with what it wrote and when.
final class Watching: Sendable {
    let processID: Int32
    private let child: ChildProcess
    private let results: Written
    private let errors: Written

    init(
        _ home: Home,
        _ words: [String] = ["watch", "--json", "--poll-interval", "0.2"],
        with variables: [String: String]
    ) throws {
        let (results, errors) = (Written(), Written())
        (self.results, self.errors) = (results, errors)
        child = try ChildProcess(
            starting: Invocation(
                Project.program("toccata"),
                words,
                environment: home.environment(variables),
                workingDirectory: home.path,
                output: .lines { results.add($0) },
                errors: .lines { errors.add($0) }
            )
        )
        processID = child.processID
    }

    deinit { child.kill() }

    func signal(_ number: Int32) { kill(processID, number) }

    /// The exit code, once it has ended.
    var code: Int32? {
        get async {
            guard case .exited(let code) = await child.value().end else { return nil }
            return code
        }
    }

    /// Waits for a line about a task in one of some states, and gives all lines so far and when that one came.
    @discardableResult
    func wait(
        for states: String...,
        of id: String,
        at location: SourceLocation = #_sourceLocation
    ) async throws -> (lines: [String], time: ContinuousClock.Instant) {
        try await results.wait(until: "\(id) \(states.joined(separator: " or "))", location) { line in
            let task = try? JSONValue(parsing: line)["task"]
            return task?["id"]?.stringValue == id && (task?["state"]?.stringValue).map(states.contains) == true
        }
    }

    /// Waits for a line on standard output, and gives all lines so far.
    func line(
        _ what: String,
        at location: SourceLocation = #_sourceLocation,
        where fits: (String) -> Bool
    ) async throws -> [String] {
        try await results.wait(until: what, location, fits).lines
    }

    /// Waits for words on standard error.
    @discardableResult
    func note(_ words: String, at location: SourceLocation = #_sourceLocation) async throws -> ContinuousClock.Instant {
        try await errors.wait(until: words, location) { $0.contains(words) }.time
    }

    /// How often each thread was put on a processor, by its number.
    func switches() throws -> [String: Int] {
        let folder = "/proc/\(processID)/task"
        var counts: [String: Int] = [:]
        for thread in try FileManager.default.contentsOfDirectory(atPath: folder) {
            // One that has ended meanwhile is put on no processor any more.
            guard let status = try? Data(contentsOf: URL(filePath: "\(folder)/\(thread)/status")) else { continue }
            let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
            counts[thread] = lines.filter { $0.contains("ctxt_switches") }
                .compactMap { $0.split(separator: "\t").last.flatMap { Int($0) } }.reduce(0, +)
        }
        return counts
    }

    /// Waits until nothing of ours wakes it any more; if something always does, for ever.
    ///
    /// libdispatch looks after its threads once a second, in one of them; everything of ours is still once what the last
    /// task left behind, such as an idle connection, is over.
    func sleeps() async throws {
        var woken: [Int] = []
        repeat {
            let before = try switches()
            try await Task.sleep(for: .seconds(5))
            woken = try switches().map { $0.value - (before[$0.key] ?? 0) }.filter { $0 > 0 }
        } while woken.count > 1 || woken.reduce(0, +) > 8
    }

    private final class Written: Sendable {
        private let content = Mutex<[(line: String, time: ContinuousClock.Instant)]>([])

        func add(_ line: String) { content.withLock { $0.append((line, .now)) } }

        func wait(
            until what: String,
            _ location: SourceLocation,
            _ fits: (String) -> Bool
        ) async throws -> (lines: [String], time: ContinuousClock.Instant) {
            let deadline = ContinuousClock.now + .seconds(40)
            var seen = content.withLock { $0 }
            while ContinuousClock.now < deadline {
                if let found = seen.first(where: { fits($0.line) }) { return (seen.map(\.line), found.time) }
                try await Task.sleep(for: .milliseconds(10))
                seen = content.withLock { $0 }
            }
            Issue.record("never saw \(what) in:\n\(seen.map(\.line).joined(separator: "\n"))", sourceLocation: location)
            throw Unseen()
        }
    }

    struct Unseen: Error {}
}
