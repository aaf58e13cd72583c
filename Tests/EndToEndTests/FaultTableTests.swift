import BachAPI
import FoundationEssentials
import Scratch
import Testing

/// The command `submit` with `--wait`, `--download` and `--json` meets every fault of the local server.
///
/// What stalls for longer than a test may take is tried in `ToccataConductorTests`, where the times are handed in.
@Suite("toccata against each fault", .timeLimit(.minutes(3)))
struct FaultTableTests {
    struct Row: Sendable {
        let faults: [String]
        let exit: Int32
        let state: String
        /// How many tasks the server made; never more than one.
        let creates: Int
        var options: [String] = []

        init(_ faults: String..., exit: Int32, _ state: String, creates: Int = 1, options: [String] = []) {
            self.faults = faults
            self.exit = exit
            self.state = state
            self.creates = creates
            self.options = options
        }
    }

    enum Step: CaseIterable, Sendable {
        case create, poll, video
        /// A create of the mode whose tasks have an id of ours, by which a lost one is looked up.
        case lookUp

        /// What is submitted.
        var request: [String] {
            switch self {
            case .create, .poll, .video: ["text2video", "--prompt", "a tide", "--duration", "1"]
            case .lookUp:
                ["multi-image2video", "--prompt", "a tide", "--image", Project.root + "/assets/paper-boat.png"]
            }
        }
    }

    static let rows: [Step: [Row]] = [
        .create: [
            Row("rate-limit@create:2", exit: 0, "done"), Row("rate-limit@create", exit: 5, "held", creates: 0),
            Row("internal@create", exit: 4, "failed", creates: 0), Row("html@create", exit: 7, "lost", creates: 0),
            Row("reset@create", exit: 7, "lost", creates: 0), Row("truncate@create", exit: 7, "lost"),
            Row("lost-ack@create", exit: 7, "lost"), Row("fail", exit: 1, "failed"),
            Row("slow@create:0.5", exit: 0, "done"),
        ],
        .poll: [
            Row("rate-limit@poll:2", exit: 0, "done"), Row("internal@poll:2", exit: 0, "done"),
            Row("html@poll:2", exit: 0, "done"), Row("truncate@poll:2", exit: 0, "done"),
            Row("reset@poll:2", exit: 0, "done"), Row("lost-ack@poll:2", exit: 0, "done"),
            Row("slow@poll:0.3", exit: 0, "done"), Row("unknown-status:2", exit: 0, "done"),
            Row("unknown-status", exit: 6, "pending", options: ["--timeout", "2"]),
            Row("no-url", exit: 8, "unsaved"), Row("no-url:2", exit: 0, "done"),
        ],
        .video: [
            Row("rate-limit@video:1", exit: 0, "done"), Row("internal@video:1", exit: 0, "done"),
            Row("html@video:1", exit: 0, "done"), Row("truncate@video:1", exit: 0, "done"),
            Row("reset@video:1", exit: 0, "done"), Row("lost-ack@video:1", exit: 0, "done"),
            Row("slow@video:0.3", exit: 0, "done"), Row("expire-url@video:1", exit: 0, "done"),
            Row("expire-url", exit: 8, "unsaved"),
            Row("html@poll:1", "reset@poll:1", "truncate@video:1", "rate-limit@create:1", exit: 0, "done"),
        ],
        .lookUp: [
            Row("lost-ack@create", exit: 0, "done"), Row("truncate@create", exit: 0, "done"),
            Row("html@create", exit: 7, "lost", creates: 0), Row("reset@create:1", exit: 7, "lost", creates: 0),
            Row("internal@create", exit: 4, "failed", creates: 0), Row("rate-limit@create:1", exit: 0, "done"),
            Row("html@poll:2", exit: 0, "done"), Row("fail", exit: 1, "failed"), Row("no-url", exit: 8, "unsaved"),
            Row("unknown-status", exit: 6, "pending", options: ["--timeout", "2"]),
        ],
    ]

    @Test("has its exit code and its word for it, and never sends a second create", arguments: Step.allCases)
    func table(step: Step) async throws {
        let rows = try #require(Self.rows[step])
        // Most of the time is spent waiting: a few at once.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, row) in rows.enumerated() {
                if number >= 6 { try await group.next() }
                group.addTask { try await Self.check(row, step) }
            }
            try await group.waitForAll()
        }
    }

    private static func check(_ row: Row, _ step: Step) async throws {
        let home = try Home()
        let service = try await serve(row, home)
        let ended = try await home.toccata(
            ["submit"] + step.request + ["--wait", "--download", "out", "--json", "--poll-interval", "0.1"]
                + row.options,
            with: service.variables
        )
        let note: Comment = "\(row.faults): \(ended)"
        #expect(ended.code == row.exit, note)
        let document = try ended.document
        #expect(document["ok"] == .bool(row.exit == 0), note)
        #expect(document["error"]?["code"]?.stringValue == words[row.exit], note)
        #expect(document["data"]?["state"]?.stringValue == row.state, note)
        #expect(service.creates == row.creates, note)
        if row.exit == 0 { try expectVideo(document, note) }
        if row.exit == 7 { try await bringBack(row, home, service) }
    }

    private static let words: [Int32: String] = [
        1: "task_failed", 4: "refused", 5: "unreachable", 6: "still_running", 7: "answer_lost", 8: "not_saved",
    ]

    private static let video = SmallVideo.text

    /// A server whose videos are made at once.
    private static func serve(_ row: Row, _ home: Home) async throws -> LocalService {
        try await LocalService(
            data: home.path + "/server",
            options: row.faults.flatMap { ["--fault", $0] },
            renderer: ScriptedRenderer(writing: video)
        )
    }

    private static func expectVideo(_ document: JSONValue, _ note: Comment) throws {
        let file = try #require(document["data"]?["file"]?.stringValue, note)
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(String(decoding: bytes, as: UTF8.self) == video, note)
    }

    /// What was made although its answer was lost can be had: nothing is sent for it.
    private static func bringBack(_ row: Row, _ home: Home, _ service: LocalService) async throws {
        guard row.creates == 1 else { return }
        let made = service.logLines.lazy.compactMap { $0.firstMatch(of: /task ([0-9a-f-]+): made,/)?.output.1 }.first
        let id = String(try #require(made))
        let attached = try await home.toccata("attach", "text2video", id, "--json", with: service.variables)
        #expect(attached.code == 0, "\(attached)")
        let waited = try await home.toccata("wait", id, "--poll-interval", "0.1", "--json", with: service.variables)
        #expect(waited.code == 0, "\(waited)")
        let saved = try await home.toccata("download", id, "--to", "out", "--json", with: service.variables)
        #expect(saved.code == 0, "\(saved)")
        let task = try saved.document["data"]?.arrayValue?.first ?? .null
        try expectVideo(["data": task], "\(saved)")
        #expect(service.creates == 1)
    }
}
