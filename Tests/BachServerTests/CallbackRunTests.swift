import BachAPI
import FoundationEssentials
import HTTPKit
import LoopbackServer
import RawHTTP
import Scratch
import Synchronization
import Testing

@testable import BachServer

/// Notes when each callback came, and answers as told.
private final class Receiver: Sendable {
    private struct State {
        var times: [ContinuousClock.Instant] = []
        var answers: [LoopbackServer.Answer]
    }

    private let state: Mutex<State>

    init(_ answers: [LoopbackServer.Answer]) {
        state = Mutex(State(answers: answers))
    }

    var times: [ContinuousClock.Instant] { state.withLock { $0.times } }

    func answer() -> LoopbackServer.Answer {
        state.withLock { state in
            state.times.append(.now)
            return state.answers.isEmpty ? .json("{}") : state.answers.removeFirst()
        }
    }

    func waitFor(_ count: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while times.count < count, .now < deadline { try await onThread { pause() } }
        try #require(times.count == count)
    }

    /// The seconds between one attempt and the next.
    var distances: [Double] { zip(times.dropFirst(), times).map { ($0 - $1) / .seconds(1) } }
}

@Suite("Callbacks over the wire")
struct CallbackRunTests {
    private func body(_ url: String) -> JSONValue {
        .text2video.with([("callback_url", .string(url + "/hook/secret"))])
    }

    @Test("a receiver that fails twice gets three attempts; one that hangs has failed after five seconds")
    func retries() async throws {
        let failing = Receiver([.json("{}", status: "503 Service Unavailable"), .reset])
        let hanging = Receiver([.hang(after: "")])
        let first = LoopbackServer { _ in failing.answer() }
        let second = LoopbackServer { _ in hanging.answer() }
        let log = Mutex<[String]>([])
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try await ServerUnderTest.run(renderer: renderer.path, log: { line in log.withLock { $0.append(line) } }) {
            [body] server in
            let id = try await server.create(.textToVideo, body(first.url))
            _ = try await server.create(.textToVideo, body(second.url))
            try await failing.waitFor(3)
            try await hanging.waitFor(2)

            let callback = try #require(first.requests.last)
            #expect(callback.method == "POST")
            #expect(callback.target == "/hook/secret")
            #expect(callback.header("Content-Type") == "application/json")
            #expect(callback.header("Authorization") == nil)
            let sent = try JSONValue(parsing: callback.body)
            #expect(sent.objectValue?.names == ["completed_at", "created_at", "status", "task_id", "video_url"])
            #expect(sent["task_id"] == .string(id))
            #expect(sent["status"] == "TASK_SUCCEEDED")
            #expect(sent["video_url"] == .string("http://127.0.0.1:\(server.port)/videos/\(id).mp4"))
            #expect(Set(first.requests.map(\.body)).count == 1)
        }
        // Upper bounds are wide for a busy machine.
        #expect((0.95..<1.95).contains(failing.distances[0]), "\(failing.distances)")
        #expect((1.95..<5).contains(failing.distances[1]), "\(failing.distances)")
        #expect((5.9..<10).contains(hanging.distances[0]), "\(hanging.distances)")
        let attempts = log.withLock { $0.filter { $0.contains("callback to 127.0.0.1:\(first.port), attempt ") } }
        #expect(attempts.map { $0.contains("failed") } == [true, true, false])
        #expect(!log.withLock { $0.joined() }.contains("secret"))
    }

    @Test("a failed task is told with its reason and without a video")
    func failure() async throws {
        let receiver = LoopbackServer { _ in .json("{}") }
        try await ServerUnderTest.run(faults: ["fail"]) { [body] server in
            let id = try await server.create(.textToVideo, body(receiver.url))
            _ = try await server.settled(.textToVideo, id)
            while receiver.requests.isEmpty { try await onThread { pause() } }
        }
        let sent = try JSONValue(parsing: receiver.requests[0].body)
        #expect(sent.objectValue?.names == ["completed_at", "created_at", "message", "status", "task_id"])
        #expect(sent["status"] == "TASK_FAILED")
    }

    @Test(
        "only HTTP 200 counts, and no redirect is followed",
        arguments: ["204 No Content", "201 Created", "302 Found", "500 Internal Server Error"]
    )
    func notDelivered(status: String) async throws {
        let receiver = LoopbackServer { _ in .json("{}", status: status, headers: ["Location: /elsewhere"]) }
        let post = CallbackPost(client: HTTPClient(.init(userAgent: "test", environment: [:])), addresses: .any)
        let outcome = try await post(Callback(task: "t", url: receiver.url, body: [:]))

        #expect(outcome == .failed("It answers HTTP \(status.prefix(3))."))
        #expect(receiver.requests.count == 1)
    }

    @Test("private addresses get nothing from a server that others can reach")
    func privateAddress() async throws {
        let receiver = LoopbackServer { _ in .json("{}") }
        let post = CallbackPost(client: HTTPClient(.init(userAgent: "test", environment: [:])), addresses: .publicOnly)
        let outcome = try await post(Callback(task: "t", url: receiver.url, body: [:]))

        guard case .impossible = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(receiver.connections == 0)
    }
}
