import BachAPI
import FoundationEssentials
import MediaTools
import Scratch
import Testing

@Suite("toccata and multi-image to video against a real bach-local", .timeLimit(.minutes(3)))
struct MultiImageCommandTests {
    let home: Home
    init() throws { home = try Home() }

    private let quick = ["--wait", "--poll-interval", "0.2", "--json"]

    private func serve(_ options: String...) async throws -> LocalService {
        try await LocalService(
            data: home.path + "/server",
            options: options,
            renderer: ScriptedRenderer(writing: SmallVideo.text)
        )
    }

    private func request() async throws -> [String] {
        let picture = try await TestPicture(size: "640x480", kind: "png")
        try picture.bytes.write(to: URL(filePath: home.path + "/a.png"))
        return ["submit", "multi-image2video", "--image", "a.png", "--prompt", "a boat"]
    }

    private func list(_ service: LocalService) async throws -> [JSONValue] {
        let ended = try await home.toccata("list", "multi-image2video", "--json", with: service.variables)
        #expect(ended.code == 0, "\(ended)")
        return try ended.document["data"]?.arrayValue ?? []
    }

    @Test("submit ends with the clean video, the link of the other, and the service's own words")
    func wholeWay() async throws {
        let service = try await LocalService(data: home.path + "/server")
        let ended = try await home.toccata(
            request() + quick + ["--download", "out", "--watermark"],
            with: service.variables
        )
        #expect(ended.code == 0, "\(ended)")
        let task = try ended.document["data"] ?? .null
        #expect(task["status"] == "succeed")
        #expect(task["state"] == "done")
        let video = try await Ffprobe(try #require(task["file"]?.stringValue))
        #expect([video.width, video.height, video.frames] == [1280, 720, 150])

        let shown = try await home.toccata("show", task["id"]?.stringValue ?? "", "--json").document["data"]
        #expect(
            shown?["watermark_url"]?.stringValue?.hasPrefix("http://127.0.0.1") == true,
            "\(String(describing: shown))"
        )
        let known = try await list(service)
        #expect(known.map { $0["id"] } == [task["id"]])
        #expect(known.map { $0["external_task_id"] } == [shown?["external_task_id"]])
    }

    @Test("a lost answer costs nothing and makes no second task: it is looked up, with exit 0")
    func lostAnswer() async throws {
        let service = try await serve("--fault", "lost-ack:1")
        let ended = try await home.toccata(request() + quick, with: service.variables)
        #expect(ended.code == 0, "\(ended)")
        #expect(try ended.document["data"]?["status"] == "succeed")
        #expect(service.creates == 1)
    }

    @Test("a refusal is exit 4 with the code of this dialect")
    func refused() async throws {
        let service = try await serve("--credits", "0")
        let ended = try await home.toccata(request() + ["--json"], with: service.variables)
        #expect(ended.code == 4, "\(ended)")
        #expect(try ended.document["error"]?["api_code"] == 1102)
        #expect(try ended.document["error"]?["http_status"] == 429)
    }

    @Test("an external id of one's own may be attached, and is not used twice")
    func externalID() async throws {
        let service = try await serve()
        let own = try await request() + ["--external-task-id", "mine"]
        #expect(try await home.toccata(own + quick, with: service.variables).code == 0)
        let again = try await home.toccata(own + ["--json"], with: service.variables)
        #expect(again.code == 4, "\(again)")
        #expect(try again.document["error"]?["api_code"] == 1201)

        let other = try Home()
        let attached = try await other.toccata(
            ["attach", "multi-image2video", "mine", "--json"],
            with: service.variables
        )
        #expect(attached.code == 0, "\(attached)")
        #expect(try attached.document["data"]?["task_id"] == (try await list(service)).first?["task_id"])
        #expect(service.creates == 1)
    }

    @Test("a profile sends this mode elsewhere, with keys, path and codes of its own, and pictures as base64")
    func ownService() async throws {
        let service = try await serve()
        let server = service.baseURL.replacing("/api/vdr", with: "")
        let profile = """
            profiles:
              work:
                base_url: http://127.0.0.1:1/api/vdr
                access_key: other
                secret_key: other
                multi_image:
                  base_url: \(server)
                  path: /v1/videos/multi-image2video
                  access_key: \(LocalService.accessKey)
                  secret_key: \(LocalService.secretKey)
            """
        try home.folder.makeFolder(".config/toccata")
        try home.folder.write(profile, to: ".config/toccata/config.yaml", permissions: 0o600)

        let ended = try await home.toccata(request() + quick + ["--download", "out"], with: [:])

        #expect(ended.code == 0, "\(ended)")
        #expect(try ended.document["data"]?["file"]?.stringValue != nil)
        let list = try ended.document["data"]?["request"]?["image_list"]
        #expect(list == [["image": .string("file://" + home.path + "/a.png")]])
        let text = try await home.toccata(["submit", "text2video", "--prompt", "x", "--json"], with: [:])
        #expect(text.code == 5, "\(text)")
    }
}
