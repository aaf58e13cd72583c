import BachAPI
import FoundationEssentials
import Testing
import ToccataCore
import ToccataLedger

@Suite("toccata hold and release", .timeLimit(.minutes(2)))
struct HoldCommandTests {
    let home: Home
    init() throws { home = try Home() }

    private let submit = ["submit", "text2video", "--prompt", "a tide", "--duration", "1", "--json"]

    /// A task that a console was to send, as one that was killed leaves it.
    private func leave(_ id: String, for service: LocalService) async throws {
        let ledger = try Ledger(path: home.path + "/.local/state/toccata/ledger.sqlite")
        let task = VideoTask(
            id: ShortID(rawValue: id),
            mode: .textToVideo,
            server: .remote(baseURL: service.baseURL, keyID: LocalService.accessKey),
            origin: .console,
            holder: nil,
            request: [
                "model_name": "bach-1.0-preview", "prompt": "a tide", "duration": 1, "resolution": "720p", "seed": 7,
            ],
            createdAt: Date(timeIntervalSince1970: 1_800_000_000)
        )
        try await ledger.accept(task, source: "console")
    }

    private func state(_ id: String) async throws -> String? {
        try await home.toccata("show", id, "--json").document["data"]?["state"]?.stringValue
    }

    @Test("hold keeps a task through a watch that sends the others; release sends it, once")
    func one() async throws {
        let service = try await LocalService(data: home.path + "/server")
        for id in ["held01", "goes01"] { try await leave(id, for: service) }
        let held = try await home.toccata("hold", "held01", with: service.variables)
        #expect(held.code == 0, "\(held)")
        #expect(held.output.contains("HELD"))
        let listed = try await home.toccata("tasks")
        #expect(listed.output.contains("held01 is HELD: \(VideoTask.heldByYou)"), "\(listed)")

        let watch = try home.start(["watch"], with: service.variables)
        _ = try await home.task(in: ["pending", "running", "downloading", "done", "failed"])
        watch.signal(15)
        let watched = await watch.ended
        #expect(watched.output.contains("held01  HELD   \(VideoTask.heldByYou)"), "\(watched)")
        #expect(try await state("held01") == "held")
        #expect(service.creates == 1)

        let released = try await home.toccata("release", "held01", "--json", with: service.variables)
        #expect(released.code == 0, "\(released)")
        #expect(try released.document["data"]?.arrayValue?.first?["state"] == "pending")
        #expect(service.creates == 2)
        let again = try await home.toccata("release", "held01", with: service.variables)
        #expect(again.code == 2 && again.errors.contains("only a task that is HELD"), "\(again)")
        let late = try await home.toccata("hold", "held01", "--json", with: service.variables)
        #expect(late.code == 2, "\(late)")
        #expect(try late.document["error"]?["message"]?.stringValue?.contains("not sent yet") == true)
        #expect(service.creates == 2)
    }

    @Test("hold --sending stops what is submitted, release --sending lets sending go on, what is HELD stays")
    func sending() async throws {
        let service = try await LocalService(data: home.path + "/server")
        let held = try await home.toccata("hold", "--sending", "--json")
        #expect(held.code == 0, "\(held)")
        #expect(try held.document["data"]?["holds"]?.arrayValue?.first?["reason"]?.stringValue == Hold.pauseReason)
        let ended = try await home.toccata(submit, with: service.variables)
        #expect(ended.code == 5, "\(ended)")
        let id = try #require(try ended.document["data"]?["id"]?.stringValue)
        #expect(try await home.toccata("release", id, with: service.variables).code == 5)
        #expect(service.creates == 0)

        let lifted = try await home.toccata("release", "--sending")
        #expect(lifted.output == "Sending goes on.\n", "\(lifted)")
        #expect(try await state(id) == "held")
        #expect(try await home.toccata("release", id, with: service.variables).code == 0)
        #expect(service.creates == 1)
    }

    @Test(
        "take ids or --sending, not both and not neither",
        arguments: [
            ["hold"], ["release"], ["hold", "a", "--sending"], ["release", "--sending", "a"], ["hold", "--all"],
        ]
    )
    func usage(words: [String]) async throws {
        let ended = try await home.toccata(words, with: [:])
        #expect(ended.code == 2 && ended.errors.contains("toccata \(words[0])"), "\(ended)")
    }
}
