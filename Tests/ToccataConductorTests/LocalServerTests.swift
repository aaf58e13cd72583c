import BachAPI
import BachClient
import BachServer
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

/// The whole way over HTTP: tokens, uploads, polls and downloads against the local server.
@Suite("Conductor and the local server")
struct LocalServerTests {
    private let folder: ScratchFolder
    private let ledger: Ledger

    init() throws {
        folder = try ScratchFolder()
        ledger = try Ledger(path: Ledger.inMemory)
        let script = """
            #!/bin/sh
            cat > '\(folder.file("request.json"))'
            cp '\(folder.file("video"))' "$1"

            """
        try folder.write(SmallVideo.text, to: "video")
        try folder.write(script, to: "renderer", permissions: 0o700)
    }

    @Test("bring a task from the request to a file")
    func wholeWay() async throws {
        let task = try await run([])

        #expect(task.state == .done)
        #expect(task.status == .succeeded)
        #expect(task.file == folder.file("out/LOCAL-abc123_a-tide-at-dusk_7.mp4"))
        #expect(try folder.bytes("out/LOCAL-abc123_a-tide-at-dusk_7.mp4") == Data(SmallVideo.text.utf8))
    }

    @Test(
        "end as the faults of the server make them",
        arguments: [
            ("lost-ack:1", TaskState.lost), ("reset:1", .lost), ("html:1", .lost), ("fail:1", .failed),
            ("no-url", .unsaved),
        ]
    )
    func faults(fault: String, state: TaskState) async throws {
        let task = try await run([fault])
        #expect(task.state == state)
        #expect(task.attempts == 1)
    }

    @Test(
        "outlast a server that stalls: a create is lost, a question and a download are begun again",
        arguments: [("stall@create", TaskState.lost), ("stall@poll:1", .done), ("stall@video:1", .done)]
    )
    func stalls(fault: String, state: TaskState) async throws {
        let task = try await run([fault], patience: .seconds(1))
        #expect(task.state == state)
        #expect(task.attempts == 1)
    }

    private func run(_ faults: [String], patience: Duration? = nil) async throws -> VideoTask {
        var options = ServerOptions()
        options.accessKey = "ak"
        options.secretKey = Secret("sk")
        options.data = folder.file("data")
        options.speed = 1000
        options.renderer = folder.file("renderer")
        options.faults = try faults.map { try Fault($0) }
        let surroundings = LocalServer.Surroundings(
            environment: ProcessInfo.processInfo.environment,
            temporary: folder.path,
            log: { _ in }
        )
        let server = try await LocalServer(options, surroundings)
        let conductor = conductor(baseURL: "http://127.0.0.1:\(server.port)/api/vdr", patience)
        do {
            let task = try await carryOut(conductor)
            await conductor.stop()
            await server.stop()
            return task
        } catch {
            await conductor.stop()
            await server.stop()
            throw error
        }
    }

    private func carryOut(_ conductor: Conductor) async throws -> VideoTask {
        let id = ShortID(rawValue: "abc123")
        let request: JSONValue = [
            "model_name": "bach-1.0-preview", "prompt": "a tide at dusk", "resolution": "720p", "duration": 1,
            "seed": 7,
        ]
        let task = VideoTask(
            id: id,
            mode: .textToVideo,
            server: .local,
            origin: .command,
            holder: "me",
            request: request,
            folder: folder.file("out"),
            createdAt: Date()
        )
        try await conductor.submit(task)
        _ = try await conductor.send(id)
        let tasks = try await conductor.wait(for: [id], timeout: .seconds(20), interval: .milliseconds(20))
        return try #require(tasks.first)
    }

    /// Carries requests as the programs do, but waits no longer than this.
    private func transport(_ patience: Duration?) -> Transport {
        let whole = Transport(HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:])))
        guard let patience else { return whole }
        var impatient = whole
        impatient.send = { request in
            var request = request
            request.timeout = patience
            return await whole.send(request)
        }
        impatient.download = { request, descriptor, progress in
            var request = request
            request.stallTimeout = patience
            return await whole.download(request, descriptor, progress)
        }
        return impatient
    }

    private func conductor(baseURL: String, _ patience: Duration?) -> Conductor {
        let credentials = Credentials.keys(accessKey: "ak", secretKey: Secret("sk"))
        let client = BachClient(baseURL: baseURL, credentials: credentials, transport: transport(patience)) { Date() }
        let settings = ConductorSettings(
            role: .command,
            holder: "me",
            isAlive: { $0 == "me" },
            videoFolder: folder.path,
            savesVideos: false
        )
        return Conductor(
            ledger: ledger,
            lock: nil,
            clients: { _ in client },
            dependencies: .live,
            settings: settings,
            sink: { _ in }
        )
    }
}
