import BachAPI
import FoundationEssentials
import LoopbackServer
import ProcessKit
import RawHTTP
import Scratch
import Testing

@Suite("A restart of bach-local")
struct RestartTests {
    /// The built program with its data, and how to talk to it.
    private struct Run {
        let child: ChildProcess
        let server: ServerUnderTest

        init(_ data: String, _ options: [String]) async throws {
            let own = try #require(Executable.own())
            let folder = own.split(separator: "/").dropLast().joined(separator: "/")
            let keys = ["--access-key", ServerUnderTest.accessKey, "--secret-key", ServerUnderTest.secretKey]
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            child = try ChildProcess(
                starting: Invocation(
                    "/\(folder)/bach-local",
                    keys + ["--data", data] + options,
                    environment: ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BACH_") },
                    output: .lines { line.yield($0) },
                    timeout: .seconds(60)
                )
            )
            let ready = try #require(await lines.first { _ in true })
            let port = try #require(ready.split(separator: ":").last?.split(separator: "/").first.flatMap { Int($0) })
            server = ServerUnderTest(port: port, data: data)
        }

        func kill() async {
            child.kill()
            _ = await child.value()
        }
    }

    @Test("after a kill in the middle of a rendering loses no task, no fate and no callback", .timeLimit(.minutes(1)))
    func killed() async throws {
        let folder = try ScratchFolder()
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try renderer.hang(true)
        let receiver = LoopbackServer { _ in .json("{}") }
        let body = JSONValue.text2video.with([("callback_url", .string(receiver.url))])

        let before = try await Run(
            folder.path,
            ["--renderer", renderer.path, "--speed", "2", "--fault", "fail:1"]
        )
        let created = try await before.server.call("POST", "/videos/text2video", body)
        let doomed = try #require(created["data"]?["task_id"]?.stringValue)
        let rendered = try await before.server.create(.textToVideo, body)
        while try await before.server.query(.textToVideo, rendered)["status"] != "TASK_PROCESSING" {
            try await onThread { pause() }
        }
        #expect(try await before.server.query(.textToVideo, doomed)["status"] == "TASK_PROCESSING")
        await before.kill()
        try renderer.hang(false)
        #expect(receiver.requests.isEmpty)

        let after = try await Run(folder.path, ["--renderer", renderer.path, "--speed", "100"])
        #expect(try await after.server.settled(.textToVideo, doomed)["status"] == "TASK_FAILED")
        #expect(try await after.server.settled(.textToVideo, rendered)["status"] == "TASK_SUCCEEDED")
        while receiver.requests.count < 2 { try await onThread { pause() } }
        await after.kill()

        let callbacks = try receiver.requests.map { try JSONValue(parsing: $0.body) }
        let failure = try #require(callbacks.first { $0["task_id"] == .string(doomed) })
        let success = try #require(callbacks.first { $0["task_id"] == .string(rendered) })
        #expect([failure["status"], success["status"]] == ["TASK_FAILED", "TASK_SUCCEEDED"])
        #expect(failure["created_at"] == created["data"]?["create_at"])
        let video = "http://127.0.0.1:\(after.server.port)/videos/\(rendered).mp4"
        #expect(success["video_url"] == .string(video))
        #expect(try after.server.taskCount() == 2)
    }
}
