import BachAPI
import FoundationEssentials
import ToccataCore
import ToccataLedger

/// A ledger with tasks that were never made anywhere; as long as this lives, nobody polls, and nothing changes.
final class SeededLedger: Sendable {
    /// No console gets the right to ask a service about them.
    private let lock: PollerLock

    private init(_ home: Home, _ tasks: [VideoTask]) async throws {
        let path = home.path + "/.local/state/toccata/ledger.sqlite"
        let ledger = try Ledger(path: path)
        // A list has them in the order they were recorded in.
        for task in tasks.reversed() { try await ledger.accept(task, source: "test") }
        try await ledger.recordSubject(
            Subject(
                name: "anna",
                description: "a tall woman in a red coat",
                pictures: ["front", "left", "back"].map { PictureSource("https://example.org/anna-\($0).png") }
            ),
            at: Date()
        )
        lock = try PollerLock(besideLedgerAt: path)
        guard try lock.tryLock() else { throw Taken() }
    }

    struct Taken: Error {}

    /// Saved videos, `t00000` being the newest, a day old.
    static func plain(in home: Home, count: Int) async throws -> SeededLedger {
        let tasks = (0..<count).map { number in
            let digits = String(number)
            let id = "t" + String(repeating: "0", count: 5 - digits.count) + digits
            return task(id, .done, "A boat on lake number \(number), seen from the shore", age: 86_400 + Double(number))
        }
        return try await SeededLedger(home, tasks)
    }

    /// One of everything, as a screen of a working day has it.
    static func various(in home: Home) async throws -> SeededLedger {
        var tasks = [
            task("b7k2md", .held, "Bottle on marble, crane up, one hard light from the left", .imageToVideo, age: 130),
            task(
                "k9f31c",
                .running,
                "Anna walks along the jetty at dawn, mist over the lake",
                .elementsToVideo,
                age: 192
            ),
            task("q77ab1", .pending, "Bottle on marble, handheld, slow push in", .imageToVideo, age: 250),
            task("d40cc9", .downloading, "Two dancers on an empty stage, one lamp above them", age: 580),
            task("h40cc8", .done, "Two dancers, wide shot from the last row", age: 1330),
            task("f3e99a", .failed, "Crowd scene, faces in the rain", .elementsToVideo, age: 1450),
            task("l0stq1", .lost, "Harbour at night: cranes, lights on black water", age: 1900),
            task("s2b001", .stopped, "Test of the longest lens", age: 4000),
            task("u3f0b7", .unsaved, "Paper boat in a gutter, macro, rain drops", age: 7300),
            task("m1ng0x", .done, "湖の夜明け、霧の中を小舟が進む", age: 9000),
            task("e5tude", .done, "Étude in blue: smoke over a piano 🎹, very slow", age: 12_000),
            task("w1dth0", .done, "👩‍👩‍👧 مرحبا e\u{301}\u{302} ไทย\tक्षि 🇩🇪 ﷽ ☺️ all widths there are", age: 14_000),
            task("w0lf12", .done, "A wolf looks back once, then goes on into the wood", age: 90_000),
        ]
        tasks[5].code = 1001
        tasks[5].message = "The content is not allowed: sensitive content in reference 2."
        tasks[6].message = "The connection broke after the request had left."
        tasks[8].message = "The link has expired (403)."
        return try await SeededLedger(home, tasks)
    }

    private static func task(
        _ id: String,
        _ state: TaskState,
        _ prompt: String,
        _ mode: Mode = .textToVideo,
        age: Double
    ) -> VideoTask {
        let created = Date(timeIntervalSinceNow: -age)
        var task = VideoTask(
            id: ShortID(rawValue: id),
            mode: mode,
            server: .local,
            origin: .console,
            holder: nil,
            request: [
                "prompt": .string(prompt), "resolution": "720p", "aspect_ratio": "16:9", "duration": 6, "fps": 30,
                "seed": .integer(1001),
            ],
            createdAt: created
        )
        task.state = state
        guard !state.isUnsent else { return task }
        task.sentAt = created.addingTimeInterval(3)
        task.attempts = 1
        guard state != .lost else { return task }
        task.taskID = "0b6e5a1c-77e2-4d1b-9f31-c2aa01\(id)"
        switch state {
        case .done:
            task.status = TaskStatus(rawValue: "TASK_SUCCEEDED")
            task.videoURL = "https://videos.example.org/\(id).mp4"
            task.file = "/home/jo/videos/\(id).mp4"
            task.finishedAt = created.addingTimeInterval(120)
            task.took = .seconds(117)
        case .unsaved, .downloading:
            task.status = TaskStatus(rawValue: "TASK_SUCCEEDED")
            task.videoURL = "https://videos.example.org/\(id).mp4"
            task.finishedAt = created.addingTimeInterval(150)
        case .failed:
            task.status = TaskStatus(rawValue: "TASK_FAILED")
            task.finishedAt = created.addingTimeInterval(60)
        case .running: task.status = TaskStatus(rawValue: "TASK_PROCESSING")
        case .pending: task.status = TaskStatus(rawValue: "TASK_PENDING")
        default: break
        }
        return task
    }
}
