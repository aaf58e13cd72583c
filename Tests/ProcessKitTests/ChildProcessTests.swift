import Dispatch
import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Synchronization
import Testing

@Suite("Child process", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    static let environment = ["PATH": "/usr/bin:/bin", "GREETING": "a tide at dusk"]

    private func shell(_ script: String, _ arguments: [String] = []) -> Invocation {
        Invocation("/bin/sh", ["-c", script, "sh"] + arguments, environment: Self.environment)
    }

    @Test("hands over arguments, environment and folder as they are")
    func surroundings() async throws {
        var invocation = shell("printf '%s|%s|%s' \"$1\" \"$GREETING\" \"$PWD\"", ["two words; $HOME \"quoted\""])
        invocation.workingDirectory = "/"

        let result = try await ChildProcess.run(invocation)

        #expect(result.output.text == "two words; $HOME \"quoted\"|a tide at dusk|/")
        #expect(result.isSuccess)
    }

    @Test("passes on nothing of the parent's environment")
    func cleanEnvironment() async throws {
        let env = try Executable.path(of: "env", environment: Self.environment)

        let result = try await ChildProcess.run(Invocation(env, environment: ["ONLY": "this"]))

        #expect(result.output.text == "ONLY=this\n")
    }

    @Test(
        "tells an exit code from a signal",
        arguments: [
            (script: "exit 0", end: ProcessResult.End.exited(0)),
            (script: "exit 3", end: .exited(3)),
            (script: "exit 255", end: .exited(255)),
            (script: "kill -TERM $$", end: .signalled(SIGTERM)),
            (script: "kill -SEGV $$", end: .signalled(SIGSEGV)),
        ]
    )
    func ends(script: String, end: ProcessResult.End) async throws {
        #expect(try await ChildProcess.run(shell(script)).end == end)
    }

    @Test("feeds more than a pipe holds while reading as much back")
    func bytesThrough() async throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        var invocation = shell("cat")
        invocation.input = .bytes(bytes)

        let result = try await ChildProcess.run(invocation)

        #expect(result.output.bytes == bytes)
    }

    @Test("survives a child that reads nothing of what it is fed")
    func brokenPipe() async throws {
        var invocation = shell("exec 0<&-; exit 4")
        invocation.input = .bytes([UInt8](repeating: 7, count: 1_000_000))

        #expect(try await ChildProcess.run(invocation).end == .exited(4))
    }

    @Test("keeps no more than the limit, and lets the child finish")
    func limit() async throws {
        var invocation = shell("head -c 500000 /dev/zero; echo done >&2")
        invocation.output = .captured(limit: 10)

        let result = try await ChildProcess.run(invocation)

        #expect(result.output.bytes.count == 10)
        #expect(result.output.wasCut)
        #expect(result.errors.text == "done\n")
        #expect(!result.errors.wasCut)
    }

    @Test("hands on each line, the last one without an end too")
    func lines() async throws {
        let lines = Mutex<[String]>([])
        var invocation = shell("printf 'progress 1\\r\\nprogress 2\\n\\nend'")
        invocation.output = .lines { line in lines.withLock { $0.append(line) } }

        _ = try await ChildProcess.run(invocation)

        #expect(lines.withLock { $0 } == ["progress 1", "progress 2", "", "end"])
    }

    @Test("ends a child whose time is up, and its children with it", .timeLimit(.minutes(1)))
    func timeout() async throws {
        var invocation = shell("sleep 600 & echo $!; wait")
        invocation.timeout = .milliseconds(200)

        let result = try await ChildProcess.run(invocation)

        #expect(result.timedOut)
        #expect(result.end == .signalled(SIGTERM))
        let grandchild = try #require(Int32(result.output.text.split(separator: "\n").first ?? ""))
        // The signal has been sent to both at once; which of them is gone first is not said.
        while ProcessIdentity(of: grandchild) != nil { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test("kills a child that will not end when asked")
    func stubborn() async throws {
        var invocation = shell("trap '' TERM; while :; do sleep 600; done")
        invocation.timeout = .milliseconds(100)
        invocation.grace = .milliseconds(100)

        let result = try await ChildProcess.run(invocation)

        #expect(result.end == .signalled(SIGKILL))
    }

    @Test("ends the child when its task is cancelled")
    func cancellation() async throws {
        let (started, continuation) = AsyncStream<Void>.makeStream()
        var invocation = shell("echo ready; sleep 600")
        invocation.output = .lines { _ in continuation.finish() }
        let run = Task { [invocation] in try await ChildProcess.run(invocation) }
        for await _ in started {}

        run.cancel()

        #expect(try await run.value.end == .signalled(SIGTERM))
    }

    @Test("does not wait for a grandchild that holds the pipe")
    func grandchild() async throws {
        let child = try ChildProcess(starting: shell("sleep 600 & echo $!"))
        let result = await child.value()
        let grandchild = try #require(Int32(result.output.text.split(separator: "\n").first ?? ""))

        #expect(result.end == .exited(0))
        #expect(ProcessIdentity(of: grandchild) != nil)
        kill(grandchild, SIGKILL)
    }

    @Test("leaves the child no descriptor but the three")
    func descriptors() async throws {
        let leaked = open("/dev/null", O_RDONLY)  // without O_CLOEXEC, as a library might
        defer { close(leaked) }

        let result = try await ChildProcess.run(shell("ls /proc/$$/fd"))

        #expect(result.output.text.split(separator: "\n") == ["0", "1", "2"])
    }

    @Test("writes to a descriptor that is given, and leaves it open here")
    func descriptorOutput() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "toccata-\(UUID().uuidString)").path
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        defer {
            close(descriptor)
            unlink(path)
        }
        var invocation = shell("echo out; echo err >&2")
        invocation.output = .descriptor(descriptor)
        invocation.errors = .descriptor(descriptor)

        _ = try await ChildProcess.run(invocation)

        #expect(try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self) == "out\nerr\n")
        #expect(fcntl(descriptor, F_GETFD) >= 0)
    }

    @Test("puts a detached child into a session of its own")
    func detached() async throws {
        var invocation = shell("cut -d ' ' -f 1,6 /proc/$$/stat")
        invocation.relation = .detached

        let fields = try await ChildProcess.run(invocation).output.text.split(whereSeparator: \.isWhitespace)

        #expect(fields.count == 2)
        #expect(fields.first == fields.last)
    }

    @Test("starts the child with no signal ignored or blocked, whatever the parent does")
    func signals() async throws {
        let before = signal(SIGUSR2, SIG_IGN)
        defer { signal(SIGUSR2, before) }

        let result = try await ChildProcess.run(shell("exec grep -E 'Sig(Blk|Ign)' /proc/self/status"))

        let masks = result.output.text.split(separator: "\n").map { UInt64($0.suffix(16), radix: 16) }
        let libraryOwn: UInt64 = 0x1_8000_0000  // 32 and 33, which the C library keeps to itself
        #expect(masks.count == 2)
        #expect(masks.allSatisfy { $0.map { $0 & ~libraryOwn } == 0 })
    }

    @Test("can be waited for on a plain thread")
    func blockingWait() async throws {
        let child = try ChildProcess(starting: shell("exit 5"))

        let result = await withCheckedContinuation { continuation in
            DispatchQueue(label: "test").async { continuation.resume(returning: child.waitBlocking()) }
        }

        #expect(result.end == .exited(5))
        child.terminate()  // long gone: nothing happens
    }

    @Test("says why a program could not be started")
    func failures() {
        let environment = Self.environment
        #expect(throws: ProcessError.refused(executable: "/no/such", code: ENOENT)) {
            try ChildProcess(starting: Invocation("/no/such", environment: environment))
        }
        #expect(throws: ProcessError.zeroByte(executable: "/bin/sh")) {
            try ChildProcess(starting: Invocation("/bin/sh", ["a\u{0}b"], environment: environment))
        }
        #expect(throws: ProcessError.notFound("no-such-program")) {
            try Executable.path(of: "no-such-program", environment: environment)
        }
        #expect(ProcessError.notFound("mpv").description.contains("mpv"))
    }

    @Test("waits for a program that is still open for writing")
    func busyProgram() async throws {
        let folder = try ScratchFolder()
        try folder.write("#!/bin/sh\nexit 7\n", to: "program", permissions: 0o700)
        let writing = open(folder.file("program"), O_WRONLY | O_CLOEXEC)
        DispatchQueue(label: "writer").asyncAfter(deadline: .now() + .milliseconds(20)) { close(writing) }

        let result = try await ChildProcess.run(Invocation(folder.file("program"), environment: Self.environment))

        #expect(result.end == .exited(7))
    }

    @Test("closes every descriptor of its own, however the child was started")
    func noLeak() async throws {
        let program = try #require(Executable.own())
        #expect(program.hasPrefix("/"))
        // Other tests open descriptors meanwhile, so a leak of one a run is looked for, not an exact number.
        let before = try descriptorCount()
        for _ in 0..<200 {
            _ = try await ChildProcess.run(shell("exit 0"))
            _ = try? ChildProcess(starting: Invocation("/no/such", environment: [:]))  // fails on purpose
        }
        #expect(try descriptorCount() < before + 150)
    }

    private func descriptorCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
