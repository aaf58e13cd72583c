import FoundationEssentials
import RawHTTP
import SQLiteKit
import Scratch
import Synchronization
import Testing

@testable import BachServer

@Suite("Batch board")
struct BatchBoardTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func board(
        take: @escaping @Sendable (BatchJob) async throws -> String = { "\($0.number).png" },
        discard: @escaping @Sendable (BatchJob) -> Void = { _ in },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        now: @escaping @Sendable () -> Int = { 0 }
    ) throws -> BatchBoard {
        try BatchBoard(
            path: folder.file("bach-local.sqlite"),
            dependencies: .init(now: now, sleep: sleep, take: take, discard: discard, log: { _ in })
        )
    }

    private func batch(_ id: String, images: Int = 1, createdAt: Int = 0) -> BatchRecord {
        let image = BatchImage(url: "https://x.example/a.png")
        return BatchRecord(
            id: id,
            folder: "f-\(id)",
            createdAt: createdAt,
            images: Array(repeating: image, count: images)
        )
    }

    @Test("works on each image once", .timeLimit(.minutes(1)))
    func once() async throws {
        let jobs = Mutex<[String]>([])
        let board = try board { job in
            jobs.withLock { $0.append("\(job.folder) \(job.number)") }
            return "x.png"
        }
        #expect(try await board.add(batch("a", images: 20)))
        #expect(try await board.add(batch("b", images: 5)))
        while await board.isWorking { await Task.yield() }

        let all = (1...20).map { "f-a \($0)" } + (1...5).map { "f-b \($0)" }
        #expect(jobs.withLock { $0.sorted() } == all.sorted())
        #expect(try await board.batch(id: "a")?.status == .completed)
        await board.stop()
    }

    @Test("works on four at a time, and goes on after a restart with what has not ended", .timeLimit(.minutes(1)))
    func restart() async throws {
        let (started, starting) = AsyncStream.makeStream(of: Void.self)
        let before = try board { job in
            if job.number == 1 { return "1.png" }
            starting.yield()
            try await Task.sleep(for: .seconds(600))
            return ""
        }
        #expect(try await before.add(batch("a", images: 20)))
        for await _ in started.prefix(4) {}
        for _ in 0..<100 { await Task.yield() }
        let open = try #require(try await before.batch(id: "a"))
        #expect(open.count(.processing) == 4)
        #expect(open.status == .processing)
        await before.stop()

        let jobs = Mutex<[Int]>([])
        let after = try board { job in
            jobs.withLock { $0.append(job.number) }
            return "\(job.number).png"
        }
        await after.start()
        while await after.isWorking { await Task.yield() }
        #expect(jobs.withLock { $0.sorted() } == Array(2...20))
        let ended = try #require(try await after.batch(id: "a"))
        #expect(ended.status == .completed)
        #expect(ended.images.map(\.file) == (1...20).map { "\($0).png" })
        await after.stop()
    }

    @Test("tries again what a full disk could not take, and keeps till then what came", .timeLimit(.minutes(1)))
    func fullDisk() async throws {
        let path = folder.file("bach-local.sqlite")
        let sleeps = Mutex(0)
        let discarded = Mutex<[String]>([])
        let board = try board { job in
            if job.number == 3 { try Self.setFull(true, path) }
            return "\(job.number).png"
        } discard: { job in
            let database = try? SQLiteConnection(path: path, migrations: TaskStore.migrations)
            let rows = try? database?.query(
                "SELECT status FROM batch_images WHERE number = ?",
                [SQLiteValue(job.number)]
            )
            discarded.withLock { $0.append("\(job.number) \(rows?.first?.text("status") ?? "")") }
        } sleep: { wait in
            #expect(wait == .seconds(5))
            sleeps.withLock { $0 += 1 }
            try Self.setFull(false, path)
        }
        try Self.setFull(true, path)
        #expect(try await board.add(batch("a", images: 5)))
        while await board.isWorking { await Task.yield() }

        #expect(try await board.batch(id: "a")?.status == .completed)
        #expect(discarded.withLock { $0.sorted() } == (1...5).map { "\($0) SUCCEEDED" })
        #expect(sleeps.withLock { $0 } > 1)
        await board.stop()
    }

    /// Lets every change to an image fail, or none.
    private static func setFull(_ isFull: Bool, _ path: String) throws {
        let database = try SQLiteConnection(path: path, migrations: TaskStore.migrations)
        try database.execute("DROP TRIGGER IF EXISTS full")
        guard isFull else { return }
        try database.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON batch_images BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    }

    @Test("knows a batch for a day, and gives its id away after that", .timeLimit(.minutes(1)))
    func expiry() async throws {
        let time = Mutex(1_000_000)
        let board = try board(now: { time.withLock { $0 } })
        #expect(try await board.add(batch("a", createdAt: 1_000_000)))
        #expect(try await !board.add(batch("a", createdAt: 1_000_000)))
        time.withLock { $0 += 24 * 3600 }
        #expect(try await board.batch(id: "a") != nil)
        time.withLock { $0 += 1 }
        #expect(try await board.batch(id: "a") == nil)
        #expect(try await board.add(batch("a", images: 2, createdAt: 1_086_401)))
        #expect(try await board.batch(id: "a")?.images.count == 2)
        await board.stop()
    }

    @Test(
        "sums up its images",
        arguments: [
            ([.pending, .pending], .pending), ([.pending, .succeeded], .processing),
            ([.processing, .pending], .processing), ([.succeeded, .succeeded], .completed),
            ([.succeeded, .failed], .partial), ([.failed, .failed], .failed),
        ] as [([BatchImage.Status], BatchStatus)]
    )
    func status(images: [BatchImage.Status], status: BatchStatus) {
        let images = images.map { BatchImage(status: $0) }
        #expect(BatchRecord(id: "a", folder: "f", createdAt: 0, images: images).status == status)
    }
}

@Suite("Base64 in pieces")
struct Base64DecoderTests {
    @Test("is the same whatever the pieces, with and without its padding", arguments: [1, 2, 3, 4, 5, 7, 64])
    func pieces(length: Int) {
        for (text, expected) in [("QUJD REVG\nRw==", "ABCDEFG"), ("QUJDREVGRw", "ABCDEFG"), ("QUI=", "AB"), ("", "")] {
            var decoder = Base64Decoder()
            var decoded: [UInt8] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                decoded += decoder.add(rest.prefix(length)) ?? Data([0])
                rest = rest.dropFirst(length)
            }
            decoded += decoder.finish() ?? Data([0])
            #expect(decoded == Array(expected.utf8))
        }
    }

    @Test("is refused when it is none", arguments: ["####", "QUJD=REVG", "Q", "QUJDQ", "QQ=A", "QUI=QUJD"])
    func refused(text: String) {
        var decoder = Base64Decoder()
        let first = decoder.add(Array(text.utf8))
        #expect(first == nil || decoder.finish() == nil)
    }
}
