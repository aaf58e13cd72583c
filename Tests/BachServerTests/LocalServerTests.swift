import BachAPI
import BachServer
import FoundationEssentials
import HTTPServerKit
import ProcessKit
import RawHTTP
import Scratch
import Testing

@Suite("The program bach-local")
struct LocalServerTests {
    /// The built program beside the tests.
    private func program() throws -> String {
        let own = try #require(Executable.own())
        let folder = own.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/bach-local"
    }

    private func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        line: @escaping @Sendable (String) -> Void
    ) throws -> ChildProcess {
        var all = ProcessInfo.processInfo.environment
        all["BACH_ACCESS_KEY"] = nil
        all["BACH_SECRET_KEY"] = nil
        all.merge(environment) { $1 }
        return try ChildProcess(
            starting: Invocation(
                try program(),
                arguments,
                environment: all,
                output: .lines(line),
                timeout: .seconds(60)
            )
        )
    }

    private let keys = ["BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]

    @Test("without keys ends with 2 and a sentence")
    func noKeys() async throws {
        let result = try await start([]) { _ in }.value()

        #expect(result.end == .exited(2))
        #expect(result.errors.text.contains("BACH_ACCESS_KEY"))
    }

    @Test("with a file of an option that cannot be used ends with 2 and a sentence")
    func brokenFile() async throws {
        let folder = try ScratchFolder()
        try folder.write("{}[", to: "plan")
        let result = try await start(["--plan", folder.file("plan")], environment: keys) { _ in }.value()

        #expect(result.end == .exited(2))
        #expect(result.errors.text.contains("--plan \(folder.file("plan")) cannot be used: it is no JSON object"))
    }

    @Test("says on one line where it listens, and on SIGTERM ends with 0 and leaves nothing behind")
    func lifecycle() async throws {
        let folder = try ScratchFolder()
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let child = try start([], environment: keys.merging(["TMPDIR": folder.path]) { $1 }) { continuation.yield($0) }
        let line = try #require(await lines.first { _ in true })
        #expect(line.wholeMatch(of: /listening on http:\/\/127\.0\.0\.1:[0-9]+\/api\/vdr/) != nil)
        child.terminate()
        let result = await child.value()

        #expect(result.end == .exited(0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("ends by itself when nobody needs it")
    func idleExit() async throws {
        let result = try await start(["--idle-exit", "0.2"], environment: keys) { _ in }.value()

        #expect(result.end == .exited(0))
        #expect(result.errors.text.contains("idle"))
    }

    @Test("warns about an address that others can reach")
    func warning() async throws {
        let arguments = ["--idle-exit", "0.1", "--host", "0.0.0.0"]
        let result = try await start(arguments, environment: keys) { _ in }.value()

        #expect(result.errors.text.contains("warning: listening on 0.0.0.0"))
    }

    @Test("says in a sentence why it cannot listen")
    func portInUse() async throws {
        let taken = try ListeningSocket(host: "127.0.0.1", port: 0)
        let result = try await start(["--port", "\(taken.port)"], environment: keys) { _ in }.value()

        #expect(result.end == .exited(1))
        #expect(result.errors.text.contains("cannot listen on 127.0.0.1 port \(taken.port): Address already in use"))
    }

    @Test("keeps a second server out of its data, and lets the next one in")
    func dataInUse() async throws {
        let folder = try ScratchFolder()
        try await ServerUnderTest.run(data: folder.path) { _ in
            await #expect(throws: ServerError.dataInUse(path: folder.path)) {
                try await ServerUnderTest.run(data: folder.path) { _ in }
            }
        }
        try await ServerUnderTest.run(data: folder.path) { _ in }
    }

    @Test("refuses a renderer that cannot be run")
    func noRenderer() async throws {
        let folder = try ScratchFolder()
        try folder.write("text", to: "renderer")
        let path = folder.file("renderer")
        await #expect(throws: ServerError.noRenderer(path: path)) {
            try await ServerUnderTest.run(renderer: path) { _ in }
        }
    }
}
