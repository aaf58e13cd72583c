import BachAPI
import FoundationEssentials
import Glibc
import MediaTools
import Testing

@Suite("toccata subject create --from-text", .timeLimit(.minutes(1)))
struct SubjectTests {
    let home: Home
    init() throws { home = try Home() }

    private let words = [
        "subject", "create", "Mara", "--from-text", "a keeper of lighthouses", "--style", "anime", "--poll-interval",
        "0.2",
        "--json",
    ]

    private func service(_ options: String...) async throws -> LocalService {
        try await LocalService(data: home.path + "/server", options: options)
    }

    private func make(_ service: LocalService, _ arguments: [String]? = nil) async throws -> Home.Ended {
        try await home.toccata(arguments ?? words, with: service.variables)
    }

    private func subjects() async throws -> [String?] {
        try await home.toccata("subject", "list", "--json").document["data"]?.arrayValue?.map {
            $0["name"]?.stringValue
        } ?? []
    }

    @Test("puts a subject of four files into the library, of which a video is made without an upload")
    func made() async throws {
        let service = try await service()
        let ended = try await make(service)
        #expect(ended.code == 0, "\(ended)")
        let data = try ended.document["data"] ?? .null
        #expect(data["name"] == "Mara")
        #expect(data["style"] == "anime")
        #expect(data["task"]?["status"] == "TASK_SUCCEEDED")
        let id = data["task"]?["id"]?.stringValue ?? ""
        let folder = home.path + "/.local/share/toccata/subjects/Mara-" + id
        #expect(data["task"]?["file"] == .string(folder))
        #expect(data["pictures"]?.arrayValue?.compactMap(\.stringValue) == (1...4).map { "\(folder)/\($0).png" })
        #expect(PictureHeader(try Data(contentsOf: URL(filePath: folder + "/4.png")))?.size?.width == 720)
        #expect(try await subjects() == ["Mara"])

        let video = try await home.toccata(
            [
                "submit", "elements2video", "--subject", "Mara", "--prompt", "she looks out", "--duration", "1",
                "--wait",
                "--poll-interval", "0.2", "--json",
            ],
            with: service.variables
        )
        #expect(video.code == 0, "\(video)")
        let images = try video.document["data"]?["request"]?["reference_inputs"]?.arrayValue?.first?["images"]
        #expect(images == data["task"]?["pictures"])
        #expect(service.creates == 2)
    }

    @Test("refuses before anything is sent: a taken name, no text, a word that no page knows")
    func refused() async throws {
        let service = try await service()
        let images = ["--image", "https://x.example/a.png", "--image", "https://x.example/b.png"]
        #expect(try await make(service, ["subject", "create", "Mara"] + images).code == 0)
        let taken = try await make(service)
        let empty = try await make(service, ["subject", "create", "Ada", "--from-text", " ", "--json"])
        let style = try await make(
            service,
            ["subject", "create", "Ada", "--from-text", "x", "--style", "oil", "--json"]
        )
        let both = try await make(service, ["subject", "create", "Ada", "--from-text", "x"] + images)

        #expect([taken.code, empty.code, style.code, both.code] == [2, 3, 3, 2], "\(taken) \(empty) \(style) \(both)")
        #expect(try taken.document["error"]?["message"]?.stringValue?.contains("already") == true)
        #expect(try empty.document["error"]?["message"] == "Description is required.")
        #expect(service.creates == 0)
        #expect(try await home.toccata("tasks", "--json").document["data"] == [])
    }

    @Test(
        "ends as a video's task would",
        arguments: [
            ("fail", 1, "failed"), ("internal@create", 4, "failed"), ("lost-ack", 7, "lost"),
            ("expire-url", 8, "unsaved"),
            ("no-url", 8, "unsaved"), ("html@poll:2", 0, "done"), ("truncate@video:1", 0, "done"),
            ("rate-limit@create:1", 0, "done"),
        ] as [(String, Int32, String)]
    )
    func faults(fault: String, code: Int32, state: String) async throws {
        let service = try await service("--fault", fault)
        let ended = try await make(service)
        #expect(ended.code == code, "\(ended)")
        #expect(try ended.document["data"]?["task"]?["state"] == .string(state), "\(ended)")
        #expect(try ended.document["data"]?["name"] == "Mara")
        #expect(try await subjects() == (code == 0 ? ["Mara"] : []))
        #expect(service.creates <= 1)
    }

    @Test("what is not there yet when the time is up comes with the next call, and is paid for once")
    func timeout() async throws {
        let service = try await service("--fault", "unknown-status:3")
        let first = try await make(service, words + ["--timeout", "0.3"])
        #expect(first.code == 6, "\(first)")
        let other = try await make(service, ["subject", "create", "Mara", "--from-text", "somebody else", "--json"])
        #expect(other.code == 2, "\(other)")
        let second = try await make(service)
        #expect(second.code == 0, "\(second)")
        #expect(second.errors.contains("going on with it"), "\(second)")
        #expect(service.creates == 1)
    }

    @Test("killed while it waits, it loses nothing: wait puts the subject into the library")
    func killed() async throws {
        let service = try await service("--fault", "unknown-status:10")
        let running = try home.start(words, with: service.variables)
        let id = try await home.task(in: ["pending", "running"])
        running.signal(SIGKILL)
        _ = await running.ended
        let waited = try await home.toccata("wait", id, "--poll-interval", "0.1", with: service.variables)
        #expect(waited.code == 0, "\(waited)")
        #expect(try await subjects() == ["Mara"])
        #expect(service.creates == 1)
    }

    @Test("interrupted, it says how to go on")
    func interrupted() async throws {
        let service = try await service("--fault", "unknown-status:10")
        let running = try home.start(words, with: service.variables)
        let id = try await home.task(in: ["pending", "running"])
        running.signal(SIGINT)
        let ended = await running.ended
        #expect(ended.code == 130, "\(ended)")
        #expect(try ended.document["error"]?["hint"]?.stringValue?.contains("toccata wait \(id)") == true, "\(ended)")
    }

    @Test("what a dead link kept away is downloaded later")
    func later() async throws {
        let service = try await service("--fault", "expire-url:2")
        let first = try await make(service)
        #expect(first.code == 8, "\(first)")
        let id = try first.document["data"]?["task"]?["id"]?.stringValue ?? ""
        let saved = try await home.toccata("download", id, "--json", with: service.variables)
        #expect(saved.code == 0, "\(saved)")
        #expect(try await subjects() == ["Mara"])
    }

    @Test("what a reference has no room for is cut with a warning, and kept whole in the library")
    func cut() async throws {
        let service = try await service()
        let text = String(repeating: "ä", count: 700)
        try Data((text + "\n").utf8).write(to: URL(filePath: home.path + "/words.txt"))
        let ended = try await make(
            service,
            ["subject", "create", "Mara", "--from-text", "@words.txt", "--poll-interval", "0.2", "--json"]
        )
        #expect(ended.code == 0, "\(ended)")
        #expect(try ended.document["data"]?["description"] == .string(text))

        let dry = try await make(
            service,
            ["submit", "elements2video", "--subject", "Mara", "--prompt", "x", "--dry-run", "--json"]
        )
        #expect(dry.code == 0, "\(dry)")
        #expect(dry.errors.contains("cut to its first 500 of 700 characters"), "\(dry)")
        let subject = try dry.document["data"]?["request"]?["reference_inputs"]?.arrayValue?.first?["subject"]
        #expect(subject?["subject_desc"] == .string(String(text.prefix(500))))
    }
}
