import BachAPI
import FoundationEssentials
import RawHTTP
import SQLiteKit
import Scratch
import Synchronization
import Testing

@testable import BachServer

/// A renderer that waits to be let go, and notes what it is given.
private final class Gatekept: Sendable {
    private let state = Mutex<(started: [String], release: [CheckedContinuation<Void, Never>])>(([], []))

    var started: [String] { state.withLock { $0.started } }

    func render(_ task: TaskRecord) async {
        await withCheckedContinuation { continuation in
            state.withLock {
                $0.started.append(task.id)
                $0.release.append(continuation)
            }
        }
    }

    func letOneGo() {
        let first = state.withLock { $0.release.isEmpty ? nil : $0.release.removeFirst() }
        first?.resume()
    }
}

@Suite("Task board")
struct TaskBoardTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func board(
        speed: Double = 1_000_000,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        log: @escaping @Sendable (String) -> Void = { _ in },
        render: @escaping @Sendable (TaskRecord) async throws -> Void
    ) throws -> TaskBoard {
        try TaskBoard(
            path: folder.file("tasks.sqlite"),
            pace: .init(speed: speed),
            dependencies: .init(
                now: { 1000 },
                sleep: sleep,
                makeID: { _ in UUID().uuidString },
                chooseSeed: { 42 },
                render: { task, _ in try await render(task) },
                callback: { _ in nil },
                deliver: { _ in },
                log: log
            )
        )
    }

    /// Waits until the board says so; the test fails by its time limit if it never does.
    private func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() {
            try Task.checkCancellation()
            try await onThread { pause() }
        }
    }

    @Test("renders one task at a time, oldest first, while the others are pending", .timeLimit(.minutes(1)))
    func oneAtATime() async throws {
        let renderer = Gatekept()
        let board = try board { await renderer.render($0) }
        let first = try await board.create(family: .textToVideo, body: [:], isDoomed: false).id
        let second = try await board.create(family: .textToVideo, body: [:], isDoomed: false).id

        try await until { renderer.started == [first] }
        #expect(try await board.task(id: first)?.status == .processing)
        #expect(try await board.task(id: second)?.status == .pending)
        renderer.letOneGo()
        try await until { renderer.started == [first, second] }
        renderer.letOneGo()
        try await until { await !board.hasUnfinishedTasks }

        #expect(try await board.task(id: first)?.status == .succeeded)
        #expect(try await board.task(id: second)?.status == .succeeded)
        await board.stop()
    }

    @Test("waits two seconds, then until eight have passed since the rendering began", .timeLimit(.minutes(1)))
    func pace() async throws {
        let waits = Mutex<[Duration]>([])
        let board = try board(speed: 1, sleep: { wait in waits.withLock { $0.append(wait) } }) { _ in }
        _ = try await board.create(family: .textToVideo, body: [:], isDoomed: false)
        try await until { await !board.hasUnfinishedTasks }

        let seconds = waits.withLock { $0.map { Int(($0 / .seconds(1)).rounded(.up)) } }
        #expect(seconds == [2, 8])
        await board.stop()
    }

    @Test("fails a task with the words of what went wrong", .timeLimit(.minutes(1)))
    func failure() async throws {
        let board = try board { _ in throw RenderError.ffmpegMissing }
        let id = try await board.create(family: .imageToVideo, body: [:], isDoomed: false).id
        try await until { await !board.hasUnfinishedTasks }

        let task = try await board.task(id: id)
        #expect(task?.status == .failed)
        #expect(task?.message.contains("apt-get install ffmpeg") == true)
        await board.stop()
    }

    @Test("keeps finished tasks over a restart and begins unfinished ones again", .timeLimit(.minutes(1)))
    func restart() async throws {
        let started = Mutex(false)
        let before = try board { task in
            guard task.body["seed"] == 2 else { return }
            started.withLock { $0 = true }
            try await Task.sleep(for: .seconds(100))
        }
        let done = try await before.create(family: .textToVideo, body: ["seed": 1], isDoomed: false)
        try await until { await !before.hasUnfinishedTasks }
        let open = try await before.create(family: .textToVideo, body: ["seed": 2], isDoomed: false)
        try await until { started.withLock { $0 } }
        await before.stop()

        let after = try board { _ in }
        #expect(try await after.task(id: done.id)?.status == .succeeded)
        #expect(try await after.task(id: done.id)?.body == ["seed": 1])
        #expect(try await after.task(id: open.id)?.status == .pending)
        try await after.start()
        try await until { await !after.hasUnfinishedTasks }
        #expect(try await after.task(id: open.id)?.status == .succeeded)
        await after.stop()
    }

    @Test(
        "tries again what could not be recorded, and makes no failure of it",
        .timeLimit(.minutes(1)),
        arguments: ["TASK_PROCESSING", "TASK_SUCCEEDED"]
    )
    func fullDisk(status: String) async throws {
        let lines = Mutex<[String]>([])
        let renderings = Mutex(0)
        let board = try board(
            sleep: { try await Task.sleep(for: $0 / 100) },
            log: { line in lines.withLock { $0.append(line) } }
        ) {
            _ in renderings.withLock { $0 += 1 }
        }
        let other = try SQLiteConnection(path: folder.file("tasks.sqlite"))
        try other.run(
            script: """
                CREATE TRIGGER full BEFORE UPDATE ON tasks WHEN NEW.status = '\(status)'
                BEGIN SELECT RAISE(ABORT, 'no room'); END
                """
        )
        let id = try await board.create(family: .textToVideo, body: [:], isDoomed: false).id
        try await until { lines.withLock { $0.count { $0.contains("could not be recorded") } } > 1 }
        #expect(await board.hasUnfinishedTasks)
        try other.run(script: "DROP TRIGGER full")
        try await until { await !board.hasUnfinishedTasks }

        #expect(try await board.task(id: id)?.status == .succeeded)
        #expect(renderings.withLock { $0 } == 1)
        await board.stop()
    }

    @Test("chooses a seed for a request without one, and keeps the one it has", .timeLimit(.minutes(1)))
    func seeds() async throws {
        let board = try board { _ in }

        #expect(try await board.create(family: .textToVideo, body: [:], isDoomed: false).body["seed"] == 42)
        #expect(try await board.create(family: .textToVideo, body: ["seed": .null], isDoomed: false).body["seed"] == 42)
        #expect(try await board.create(family: .textToVideo, body: ["seed": 0], isDoomed: false).body["seed"] == 0)
        await board.stop()
    }
}
