import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit
import Scratch

/// An empty home for one test, and `toccata` run in it.
final class Home: Sendable {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    deinit { stopEmbeddedServer() }

    var path: String { folder.path }

    /// What a program sees that is started by somebody who has just logged in.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        // A program built with a sanitizer writes what it finds where the tests' own goes.
        let sanitizers = own.filter { $0.key == "ASAN_OPTIONS" || $0.key == "TSAN_OPTIONS" }
        return [
            "HOME": path, "PATH": own["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "TOCCATA_LOCAL_IDLE_EXIT": "60",
        ].merging(sanitizers) { $1 }.merging(more) { $1 }
    }

    /// Writes the configuration file.
    func configure(_ text: String) throws {
        let folder = path + "/.config/toccata"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder + "/config.yaml"))
    }

    struct Ended {
        let code: Int32?
        let output: String
        let errors: String

        init(_ result: ProcessResult) {
            code = if case .exited(let code) = result.end { code } else { nil }
            output = result.output.text
            errors = result.errors.text
        }

        /// The document of `--json`.
        var document: JSONValue { get throws { try JSONValue(parsing: output) } }
    }

    func toccata(_ arguments: String..., with variables: [String: String] = [:]) async throws -> Ended {
        try await toccata(arguments, with: variables)
    }

    func toccata(_ arguments: [String], with variables: [String: String], input: String = "") async throws -> Ended {
        let result = try await ChildProcess.run(
            Invocation(
                Project.program("toccata"),
                arguments,
                environment: environment(variables),
                workingDirectory: path,
                input: .bytes(Array(input.utf8)),
                timeout: .seconds(120)
            )
        )
        return Ended(result)
    }

    /// The embedded server outlives the console, but not the test; not even one whose console was killed before it
    /// could write down which process it is.
    private func stopEmbeddedServer() {
        let data = path + "/.local/state/toccata/local/data"
        // A process that cannot be read has ended, or is another's.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = pid_t(name), let words = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline")),
                words.split(separator: 0).contains(where: { String(decoding: $0, as: UTF8.self) == data })
            else { continue }
            kill(pid, SIGTERM)
        }
    }
}
