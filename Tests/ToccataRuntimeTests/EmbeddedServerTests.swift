import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Testing

@testable import ToccataRuntime

/// The server here is a shell script that says where it listens: what is tested is the start, not the API.
@Suite("The embedded server's start")
struct EmbeddedServerTests {
    let folder: ScratchFolder
    init() throws { folder = try ScratchFolder() }

    func settings(script: String) throws -> EmbeddedServer.Settings {
        try folder.makeFolder("bin")
        try folder.write("#!/bin/sh\n" + script, to: "bin/bach-local", permissions: 0o755)
        return EmbeddedServer.Settings(
            folder: folder.file("local"),
            environment: ["PATH": "/usr/bin:/bin", "BACH_BASE_URL": "http://elsewhere"],
            ownExecutable: folder.file("bin/toccata")
        )
    }

    let lives = """
        echo "args $* key ${BACH_ACCESS_KEY%%-*} url ${BACH_BASE_URL-none}" >&2
        echo start >> "${0%/bin/bach-local}/starts"
        echo "listening on http://127.0.0.1:4711/api/vdr"
        exec sleep 60
        """

    @Test("starts one server, even when two ask at once, and finds it again afterwards")
    func startsOnce() async throws {
        let settings = try settings(script: lives)
        let (one, two) = (EmbeddedServer(settings), EmbeddedServer(settings))
        async let first = one.access()
        async let second = two.access()
        let both = try await [first, second]
        defer { RunRecord.read(folder: settings.folder).map { _ = kill($0.process.processID, SIGKILL) } }
        #expect(both[0] == both[1])
        #expect(both[0].baseURL == "http://127.0.0.1:4711/api/vdr")
        #expect(try await EmbeddedServer(settings).access() == both[0])
        #expect(try folder.bytes("starts") == Data("start\n".utf8))
    }

    @Test("hands the keys over in the environment, and nothing of the real service")
    func environment() async throws {
        let settings = try settings(script: lives)
        _ = try await EmbeddedServer(settings).access()
        defer { RunRecord.read(folder: settings.folder).map { _ = kill($0.process.processID, SIGKILL) } }
        let log = String(decoding: try folder.bytes("local/bach-local.log"), as: UTF8.self)
        #expect(log == "args --port 0 --data \(settings.folder)/data --idle-exit 1800 key local url none\n")
    }

    @Test("keeps folder, keys and record to their owner, and the keys for ever")
    func privacy() async throws {
        let settings = try settings(script: lives)
        let keys = try await EmbeddedServer(settings).access().keys
        defer { RunRecord.read(folder: settings.folder).map { _ = kill($0.process.processID, SIGKILL) } }
        #expect(try folder.permissions("local") == 0o700)
        for file in ["keys.json", "run.json", "bach-local.log"] {
            #expect(try folder.permissions("local/" + file) == 0o600)
        }
        #expect(try LocalKeys.load(folder: settings.folder) == keys)
        #expect(!"\(keys)".contains(keys.secretKey.exposed))
    }

    @Test("starts another server when the folder was emptied: the one that runs takes keys that are gone")
    func emptied() async throws {
        let settings = try settings(script: lives)
        let server = EmbeddedServer(settings)
        let first = try await server.access()
        defer { RunRecord.read(folder: settings.folder).map { _ = kill($0.process.processID, SIGKILL) } }
        let record = try #require(RunRecord.read(folder: settings.folder))
        defer { kill(record.process.processID, SIGKILL) }
        try FileManager.default.removeItem(atPath: settings.folder)

        let second = try await server.access()

        #expect(second.keys != first.keys)
        let starts = try String(decoding: Data(contentsOf: URL(filePath: folder.path + "/starts")), as: UTF8.self)
        #expect(starts == "start\nstart\n")
    }

    @Test("ends a server that was started by somebody who died before saying where it listens")
    func orphan() async throws {
        let settings = try settings(script: "echo $$ > \"${0%/bin/bach-local}/first\"; exec sleep 60")
        let dying = Task { try await EmbeddedServer(settings).access() }
        let first = folder.path + "/first"
        while (try? Data(contentsOf: URL(filePath: first)))?.last != 10 { try await Task.sleep(for: .milliseconds(10)) }
        let text = String(decoding: try folder.bytes("first"), as: UTF8.self)
        let pid = try #require(Int32(text.dropLast()))
        let orphan = try #require(ProcessIdentity(of: pid))
        // Which process it is was written down; before that, nobody could find it.
        let note = settings.folder + "/starting"
        while (try? String(contentsOfFile: note, encoding: .utf8)) != orphan.description {
            try await Task.sleep(for: .milliseconds(10))
        }
        // As its death would: the lock is free, nothing else is.
        try FileManager.default.removeItem(atPath: settings.folder + "/start.lock")
        let again = try self.settings(script: lives)

        let access = try await EmbeddedServer(again).access()

        defer { RunRecord.read(folder: again.folder).map { _ = kill($0.process.processID, SIGKILL) } }
        #expect(access.baseURL == "http://127.0.0.1:4711/api/vdr")
        #expect(!orphan.isAlive)
        await #expect(throws: EmbeddedServerError.self) { try await dying.value }
    }

    @Test("says what the server said last when it does not come up")
    func notReady() async throws {
        let settings = try settings(script: "echo 'no ffmpeg here' >&2; exit 1")
        await #expect(
            throws: EmbeddedServerError.notReady(
                log: settings.folder + "/bach-local.log",
                lastLine: "no ffmpeg here."
            )
        ) { try await EmbeddedServer(settings).access() }
    }

    @Test("names both places when there is no bach-local")
    func missing() async throws {
        var settings = try settings(script: lives)
        settings.ownExecutable = "/nowhere/toccata"
        await #expect(throws: EmbeddedServerError.missing(beside: "/nowhere/bach-local")) {
            try await EmbeddedServer(settings).access()
        }
    }
}
