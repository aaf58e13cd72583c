import BachAPI
import FoundationEssentials
import Glibc
import MediaTools
import ProcessKit
import Scratch
import Testing

@Suite("toccata against a real bach-local")
struct CommandTests {
    let home: Home
    init() throws { home = try Home() }

    private func serve(_ options: String...) async throws -> LocalService {
        try await LocalService(data: home.path + "/server", options: options)
    }

    private let request = ["submit", "text2video", "--prompt", "a tide at dusk", "--duration", "1", "--json"]
    private let quick = ["--poll-interval", "0.2"]

    @Test("submit --wait --download ends with the file, its recipe beside it, and one create")
    func wholeWay() async throws {
        let service = try await serve()
        let ended = try await home.toccata(
            request + quick + ["--wait", "--download", "out", "--generate-audio", "--fps", "24"],
            with: service.variables
        )
        #expect(ended.code == 0, "\(ended)")
        #expect(ended.output.split(separator: "\n").count == 1)
        #expect(ended.output.contains(#""status":"TASK_SUCCEEDED""#))
        let document = try ended.document
        #expect(document["schema"] == "toccata/1")
        #expect(document["ok"] == true)
        let task = document["data"] ?? .null
        #expect(task["status"] == "TASK_SUCCEEDED")
        #expect(task["state"] == "done")
        #expect(task["placeholder"] == false)
        #expect(task["request"]?["seed"]?.integerValue != nil)
        let file = try #require(task["file"]?.stringValue)
        #expect(file.hasPrefix(home.path + "/out/"))
        let video = try await Ffprobe(file)
        #expect(video.codec == "h264")
        #expect([video.width, video.height, video.frames] == [1280, 720, 24])
        #expect(video.audioCodec == "aac")
        let recipe = try JSONValue(parsing: Data(contentsOf: URL(filePath: file.dropLast(4) + ".json")))
        #expect(recipe["request"]?["prompt"] == "a tide at dusk")
        #expect(service.creates == 1)
    }

    @Test("a wrong secret is exit 4 with code 1100")
    func wrongSecret() async throws {
        let service = try await serve()
        let ended = try await home.toccata(request, with: service.variables.merging(["BACH_SECRET_KEY": "no"]) { $1 })
        #expect(ended.code == 4, "\(ended)")
        #expect(try ended.document["error"]?["api_code"] == 1100)
        #expect(try ended.document["ok"] == false)
    }

    @Test("a lost answer is exit 7, and no later command sends it again")
    func lostAnswer() async throws {
        let service = try await serve("--fault", "lost-ack:1")
        let ended = try await home.toccata(request + ["--wait"], with: service.variables)
        #expect(ended.code == 7, "\(ended)")
        let id = try #require(try ended.document["data"]?["id"]?.stringValue)
        for command in [["wait", id, "--timeout", "1"], ["show", id], ["tasks"], ["download", id]] {
            _ = try await home.toccata(command, with: service.variables)
        }
        let shown = try await home.toccata("show", id, "--json", with: service.variables)
        #expect(try shown.document["data"]?["state"] == "lost")
        #expect(service.creates == 1)
    }

    @Test("a service that cannot be reached is exit 5, and the intent is held here")
    func unreachable() async throws {
        let nowhere = ["BACH_BASE_URL": "http://127.0.0.1:1/api/vdr", "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
        let ended = try await home.toccata(request, with: nowhere)
        #expect(ended.code == 5, "\(ended)")
        #expect(try ended.document["data"]?["state"] == "held")
    }

    @Test("an invalid request is exit 3 in the service's own words, and nothing is sent")
    func invalid() async throws {
        let service = try await serve()
        let ended = try await home.toccata(
            ["submit", "text2video", "--duration", "7", "--prompt", "x", "--json"],
            with: service.variables
        )
        #expect(ended.code == 3, "\(ended)")
        #expect(try ended.document["error"]?["message"] == "Duration must be between 1 and 6 seconds.")
        #expect(service.creates == 0)
    }

    @Test(
        "half a pair of keys is exit 2, never the local server",
        arguments: [
            ["BACH_ACCESS_KEY": "a"], ["BACH_SECRET_KEY": "s"], ["BACH_ACCESS_KEY": "", "BACH_SECRET_KEY": "s"],
            ["BACH_BASE_URL": "http://127.0.0.1:1"],
        ]
    )
    func halfConfigured(variables: [String: String]) async throws {
        let ended = try await home.toccata(request, with: variables)
        #expect(ended.code == 2, "\(ended)")
    }

    @Test("--dry-run shows a curl command with the token masked, and sends nothing")
    func dryRun() async throws {
        let service = try await serve()
        let ended = try await home.toccata(
            ["submit", "text2video", "--prompt", "it's dusk", "--dry-run"],
            with: service.variables
        )
        #expect(ended.code == 0, "\(ended)")
        #expect(ended.output.contains("curl"))
        #expect(ended.output.contains("$BACH_API_TOKEN"))
        #expect(!ended.output.contains(LocalService.secretKey))
        #expect(service.creates == 0)
    }

    @Test(
        "a service that fails the task is exit 1, one without a link exit 8",
        arguments: [("fail", 1), ("no-url", 8)]
    )
    func badEnds(fault: String, code: Int32) async throws {
        let service = try await serve("--fault", fault)
        let ended = try await home.toccata(
            request + quick + ["--wait", "--download", "out"],
            with: service.variables
        )
        #expect(ended.code == code, "\(ended)")
        #expect(service.creates == 1)
    }

    @Test("a task that runs on when the time is up is exit 6, with its id, and can be waited for again")
    func timeout() async throws {
        let service = try await serve("--fault", "unknown-status")
        let ended = try await home.toccata(request + quick + ["--wait", "--timeout", "2"], with: service.variables)
        #expect(ended.code == 6, "\(ended)")
        #expect(try ended.document["data"]?["task_id"]?.stringValue != nil)
    }

    @Test("elements2video takes a subject and pictures of this machine, uploads each once, and keeps their order")
    func elements() async throws {
        let service = try await serve()
        let assets = Project.root + "/assets/"
        let made = try await home.toccata(
            ["subject", "create", "harbour", "--type", "object"]
                + ["lighthouse.jpg", "paper-boat.png"].flatMap { ["--image", assets + $0] },
            with: service.variables
        )
        #expect(made.code == 0, "\(made)")
        let ended = try await home.toccata(
            ["submit", "elements2video", "--prompt", "the boat drifts", "--duration", "1", "--aspect-ratio", "1:1"]
                + ["--image", assets + "lake.jpg", "--subject", "harbour", "--image", assets + "paper-boat.png"]
                + ["--wait", "--download", "out", "--json"] + quick,
            with: service.variables
        )
        #expect(ended.code == 0, "\(ended)")
        let task = try ended.document["data"] ?? .null
        let references = task["request"]?["reference_inputs"]?.arrayValue ?? []
        #expect(references.map { $0["type"]?.stringValue } == ["image", "subject", "image"])
        #expect(references.last?["url"] == references[1]["images"]?.arrayValue?.last)
        let video = try await Ffprobe(try #require(task["file"]?.stringValue))
        #expect([video.width, video.height, video.frames] == [720, 720, 30])

        let listed = try await home.toccata(["subject", "list", "--json"], with: service.variables)
        let subject = try #require(try listed.document["data"]?.arrayValue?.first)
        #expect(subject["uses"] == 1, "\(listed)")
        #expect(subject["last_used_at"] == task["sent_at"], "\(listed)")
        let shown = try await home.toccata(["subject", "show", "harbour"], with: service.variables)
        #expect(shown.output.contains("Used        1 use, "), "\(shown)")
    }

    @Test("without credentials it says so, works on placeholders, and names them")
    func embedded() async throws {
        let ended = try await home.toccata(request + quick + ["--wait", "--download", "out"], with: [:])
        #expect(ended.code == 0, "\(ended)")
        #expect(ended.errors.contains("no credentials found"))
        #expect(ended.errors.contains("LOCAL placeholder videos"))
        let task = try ended.document["data"] ?? .null
        #expect(task["server"] == "local")
        #expect(task["placeholder"] == true)
        #expect(task["file"]?.stringValue?.contains("/LOCAL-") == true)
    }

    @Test("what is strange in the configuration is said once, and a reader that went away stops nothing")
    func warning() async throws {
        let service = try await serve()
        try home.folder.makeFolder(".config/toccata")
        try home.folder.write("profil: mine\n", to: ".config/toccata/config.yaml")
        let ended = try await home.toccata(request, with: service.variables)
        #expect(ended.code == 0, "\(ended)")
        #expect(ended.errors.split(separator: "\n").count == 1, "\(ended.errors)")

        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        defer { close(ends[1]) }
        let unheard = Invocation(
            Project.program("toccata"),
            request,
            environment: home.environment(service.variables),
            workingDirectory: home.path,
            errors: .descriptor(ends[1])
        )
        #expect(try await ChildProcess.run(unheard).isSuccess)
        #expect(service.creates == 2)
    }

    @Test("a result that cannot be written is said and is exit 2")
    func unwritable() async throws {
        let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let invocation = Invocation(
            Project.program("toccata"),
            ["tasks", "--json"],
            environment: home.environment(),
            output: .descriptor(descriptor)
        )
        let ended = Home.Ended(try await ChildProcess.run(invocation))
        #expect(ended.code == 2)
        #expect(ended.errors == "toccata: The result could not be written: No space left on device.\n")
    }
}
