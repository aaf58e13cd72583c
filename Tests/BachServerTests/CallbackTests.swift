import BachAPI
import FoundationEssentials
import RawHTTP
import Scratch
import Synchronization
import Testing

@testable import BachServer

@Suite("Callbacks")
struct CallbackTests {
    private let task = TaskRecord(
        id: "t1",
        family: .elementsToVideo,
        body: ["callback_url": "https://user:secret@hook.example:8443/path?token=secret"],
        createdAt: 1000,
        status: .succeeded,
        message: "m",
        changedAt: 1012
    )

    @Test("tell of success with the video, of failure with the reason, and of nothing else")
    func bodies() {
        var task = task
        #expect(
            Callback.atTheEnd(of: task, server: "http://here:1")?.body.text()
                == #"{"task_id":"t1","status":"TASK_SUCCEEDED","video_url":"http://here:1/videos/t1.mp4","#
                + #""created_at":1000,"completed_at":1012}"#
        )
        task.server = "http://tunnel"
        #expect(
            Callback.atTheEnd(of: task, server: "http://here:1")?.body["video_url"] == "http://tunnel/videos/t1.mp4"
        )
        task.status = .failed
        #expect(
            Callback.atTheEnd(of: task, server: "http://here:1")?.body.text()
                == #"{"task_id":"t1","status":"TASK_FAILED","message":"m","created_at":1000,"completed_at":1012}"#
        )
        for status in [TaskStatus.pending, .processing] {
            task.status = status
            #expect(Callback.atTheEnd(of: task, server: "") == nil)
        }
    }

    @Test(
        "are made only for who asked",
        arguments: [[:], ["callback_url": ""], ["callback_url": .null]] as [JSONValue]
    )
    func nobodyAsked(body: JSONValue) {
        var task = task
        task.body = body

        #expect(Callback.atTheEnd(of: task, server: "") == nil)
    }

    @Test(
        "are another thing in families that Bach's pages do not give one",
        arguments: [Family.multiImageToVideo, .textToSubject]
    )
    func otherFamilies(family: Family) {
        var task = task
        task.family = family

        #expect(Callback.atTheEnd(of: task, server: "") == nil)
    }

    @Test(
        "show no more of their address than host and port",
        arguments: [
            ("https://user:secret@hook.example:8443/path?token=secret", "hook.example:8443"),
            ("http://h", "h"), ("http://h?secret", "h"), ("HTTP://[::1]:9/x", "[::1]:9"), ("http://h#a@b", "h"),
            (#"http://h\@secret"#, "h"),
        ]
    )
    func host(url: String, host: String) {
        #expect(Callback(task: "t", url: url, body: [:]).host == host)
    }

    private struct Run {
        var waits: [Duration] = []
        var lines: [String] = []
    }

    private func deliver(_ outcomes: [CallbackDelivery.Outcome]) async throws -> Run {
        let run = Mutex(Run())
        let rest = Mutex(outcomes)
        let delivery = CallbackDelivery(
            post: { _ in rest.withLock { $0.removeFirst() } },
            sleep: { wait in run.withLock { $0.waits.append(wait) } },
            log: { line in run.withLock { $0.lines.append(line) } }
        )
        try await delivery.deliver(Callback(task: "t1", url: task.body["callback_url"]?.stringValue ?? "", body: [:]))
        #expect(rest.withLock { $0.isEmpty })
        return run.withLock { $0 }
    }

    @Test("are tried four times, after 1, 2 and 4 seconds, and each attempt is logged")
    func schedule() async throws {
        let failed = CallbackDelivery.Outcome.failed("It answers HTTP 503.")
        let run = try await deliver([failed, failed, failed, failed])

        #expect(run.waits == [.seconds(1), .seconds(2), .seconds(4)])
        #expect(run.lines.count == 4)
        #expect(
            run.lines.first
                == "task t1: callback to hook.example:8443, attempt 1, failed: It answers HTTP 503."
        )
        #expect(run.lines.last?.hasSuffix("attempt 4, failed: It answers HTTP 503. Given up.") == true)
        #expect(!run.lines.joined().contains("secret"))
    }

    @Test("stop at the first attempt that is delivered, or that shows that none can be")
    func ends() async throws {
        #expect(try await deliver([.failed("x"), .delivered]).waits == [.seconds(1)])
        #expect(
            try await deliver([.delivered]).lines == ["task t1: callback to hook.example:8443, attempt 1, delivered"]
        )
        let impossible = try await deliver([.impossible("It is private.")])
        #expect(impossible.waits.isEmpty)
        #expect(impossible.lines.first?.hasSuffix("failed: It is private. Given up.") == true)
    }

    @Test("of one task come in order, and no task waits for another's", .timeLimit(.minutes(1)))
    func order() async throws {
        let seen = Mutex<[String]>([])
        let gate = AsyncStream.makeStream(of: Void.self)
        let queue = CallbackQueue { callback in
            if callback.body == "a1" { for await _ in gate.stream { break } }
            seen.withLock { $0.append(callback.body.stringValue ?? "") }
            if callback.body == "b1" { gate.continuation.yield() }
        }
        for (number, name) in ["a1", "a2", "b1"].enumerated() {
            let callback = Callback(task: String(name.prefix(1)), url: "", body: .string(name))
            queue.add(PendingCallback(number: number, callback: callback)) {}
        }
        while !queue.isEmpty { try await onThread { pause() } }

        #expect(seen.withLock { $0 } == ["b1", "a1", "a2"])
    }
}

@Suite("Callbacks of the task board")
struct TaskBoardCallbackTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func board(
        callback: @escaping @Sendable (TaskRecord) -> Callback?,
        deliver: @escaping @Sendable (Callback) async throws -> Void
    ) throws -> TaskBoard {
        try TaskBoard(
            path: folder.file("tasks.sqlite"),
            pace: .init(speed: 1_000_000),
            dependencies: .init(
                now: { 1000 },
                sleep: { try await Task.sleep(for: $0) },
                makeID: { _ in UUID().uuidString },
                chooseSeed: { 42 },
                render: { _, _ in },
                callback: callback,
                deliver: deliver,
                log: { _ in }
            )
        )
    }

    private static func everyStatus(_ task: TaskRecord) -> Callback? {
        Callback(task: task.id, url: "http://h", body: .string(task.status.rawValue))
    }

    @Test("are asked for at every change of status, and sent in that order", .timeLimit(.minutes(1)))
    func everyChange() async throws {
        let seen = Mutex<[JSONValue]>([])
        let board = try board(callback: Self.everyStatus) { callback in seen.withLock { $0.append(callback.body) } }
        _ = try await board.create(family: .textToVideo, body: [:], isDoomed: false)
        while await board.hasUnfinishedTasks { try await onThread { pause() } }

        #expect(seen.withLock { $0 } == ["TASK_PENDING", "TASK_PROCESSING", "TASK_SUCCEEDED"])
        await board.stop()
    }

    @Test("that were not delivered are sent by the next run, once", .timeLimit(.minutes(1)))
    func restart() async throws {
        let before = try board(callback: { $0.status == .succeeded ? Self.everyStatus($0) : nil }) { _ in
            try await Task.sleep(for: .seconds(100))
        }
        let id = try await before.create(family: .textToVideo, body: [:], isDoomed: false).id
        while try await before.task(id: id)?.status != .succeeded { try await onThread { pause() } }
        #expect(await before.hasUnfinishedTasks)
        await before.stop()

        for expected in [[id], []] {
            let seen = Mutex<[String]>([])
            let after = try board(callback: { _ in nil }) { callback in seen.withLock { $0.append(callback.task) } }
            try await after.start()
            while await after.hasUnfinishedTasks { try await onThread { pause() } }
            #expect(seen.withLock { $0 } == expected)
            await after.stop()
        }
    }
}
