import BachAPI
import FoundationEssentials
import MediaTools
import Scratch
import Testing

@Suite("What submit reads")
struct SubmitInputTests {
    let home: Home
    init() throws { home = try Home() }

    private func dryRun(_ mode: String, _ options: [String], input: String = "") async throws -> Home.Ended {
        try await home.toccata(["submit", mode, "--dry-run", "--json"] + options, with: [:], input: input)
    }

    @Test("a value and a request come from standard input, too")
    func standardInput() async throws {
        let prompt = try await dryRun("text2video", ["--prompt", "@-"], input: "from a pipe\n")
        #expect(try prompt.document["data"]?["request"]?["prompt"] == "from a pipe", "\(prompt)")
        let body = #"{"model_name":"bach-1.0-preview","prompt":"q","resolution":"720p","duration":2}"#
        let request = try await dryRun("text2video", ["--request", "-"], input: body)
        #expect(try request.document["data"]?["request"] == JSONValue(parsing: body), "\(request)")
    }

    @Test("multi-image to video is sent in its own words, with an id to look it up by")
    func multiImage() async throws {
        let pictures = ["https://x/a.png", "https://x/b.jpg"]
        let options = [
            "--prompt", "both", "--mode", "pro", "--duration", "10", "--aspect-ratio", "1:1", "--no-watermark",
        ]
        let ended = try await dryRun("multi-image2video", pictures.flatMap { ["--image", $0] } + options)
        guard case .object(var request)? = try ended.document["data"]?["request"] else {
            Issue.record("\(ended)")
            return
        }
        let id = request["external_task_id"]?.stringValue ?? ""
        #expect(id.hasPrefix("toccata-") && id.count == 35, "\(id)")
        request["external_task_id"] = nil
        let expected: JSONValue = [
            "model_name": "kling-v1-6", "image_list": [["image": "https://x/a.png"], ["image": "https://x/b.jpg"]],
            "prompt": "both", "mode": "pro", "duration": "10", "aspect_ratio": "1:1",
            "watermark_info": ["enabled": false],
        ]
        #expect(.object(request) == expected)

        let own = try await dryRun("multi-image2video", ["--request", "-"], input: expected.text())
        #expect(try own.document["data"]?["request"]?["external_task_id"]?.stringValue?.count == 35, "\(own)")
        let six = try await dryRun("multi-image2video", ["--image", "https://x/a", "--prompt", "x", "--duration", "6"])
        #expect(six.code == 3, "\(six)")
    }

    @Test(
        "a request that the service would refuse for its JSON is exit 3, with the same reason",
        arguments: [
            ("{bad", "is not valid JSON."), (#"{"a":1,}"#, "is not valid JSON."), ("[1]", "is not a JSON object."),
            ("", "is not valid JSON."), (#"{"seed":1,"seed":2}"#, "names a member of an object twice."),
        ]
    )
    func badRequest(body: String, reason: String) async throws {
        let ended = try await dryRun("text2video", ["--request", "-"], input: body)
        #expect(ended.code == 3, "\(ended)")
        #expect(try ended.document["error"]?["message"]?.stringValue == "Standard input " + reason)
    }

    @Test("a file that a value names and that is not there is said with its reason")
    func missingFile() async throws {
        let ended = try await dryRun("text2video", ["--prompt", "@gone.txt"])
        #expect(ended.code == 2)
        let message = "gone.txt cannot be read: No such file or directory. A value that begins with @ names a file."
        #expect(try ended.document["error"]?["message"]?.stringValue == message)
    }

    @Test("a whole number may be written with a point")
    func wholeNumber() async throws {
        let ended = try await dryRun("text2video", ["--prompt", "x", "--duration", "6.0"])
        #expect(try ended.document["data"]?["request"]?["duration"] == 6, "\(ended)")
    }

    @Test("a picture that the service would not take is exit 3 with its path, and nothing is sent or recorded")
    func badPictures() async throws {
        let server = ["BACH_BASE_URL": "http://127.0.0.1:1", "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
        try home.folder.write("text", to: "text.png")
        try home.folder.write("", to: "empty.png")
        try home.folder.makeFolder("folder.png")
        try await makePicture("small.png", "200x400")
        let troubles = [
            "gone.png": "No such file or directory.", "folder.png": "no file.", "small.png": "at least 300x300.",
            "text.png": "This is not a JPEG, PNG, WebP, GIF, BMP or TIFF picture.",
            "empty.png": "This is not a JPEG, PNG, WebP, GIF, BMP or TIFF picture.",
        ]
        for (name, trouble) in troubles {
            for command in [["submit", "image2video", "--image", name], ["subject", "create", "a"] + twice(name)] {
                let ended = try await home.toccata(command + ["--json"], with: server)
                #expect(ended.code == 3, "\(ended)")
                let message = try ended.document["error"]?["message"]?.stringValue ?? ""
                #expect(message.hasPrefix("\(home.path)/\(name)") && message.hasSuffix(trouble), "\(message)")
            }
        }
        #expect(try await home.toccata("tasks", "--json").document["data"] == [])
    }

    @Test("upload looks into every file before the first is sent")
    func badUpload() async throws {
        let server = ["BACH_BASE_URL": "http://127.0.0.1:1", "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
        try home.folder.write("text", to: "text.png")
        let ended = try await home.toccata(
            ["upload", Project.root + "/assets/lake.jpg", "text.png", "--json"],
            with: server
        )
        #expect(ended.code == 3, "\(ended)")
        let message = try ended.document["error"]?["message"]?.stringValue
        #expect(message == "\(home.path)/text.png: This is no picture.")
    }

    @Test("file:// before a relative name is a file of this folder")
    func relativeFileURL() async throws {
        try await makePicture("ok.png", "400x400")
        let ended = try await dryRun("image2video", ["--image", "file://ok.png"])
        #expect(try ended.document["data"]?["request"]?["image_url"]?.stringValue == "file://\(home.path)/ok.png")
    }

    @Test("a file's name never reaches the terminal raw")
    func hostileName() async throws {
        let name = "a\u{1B}[31m\u{202E}.png"
        try await makePicture(name, "400x400")
        let shown = try await home.toccata("submit", "image2video", "--image", name, "--dry-run")
        #expect(shown.code == 0, "\(shown)")
        let refused = try await home.toccata("upload", name + "x", with: [:])
        let scalars = (shown.output + shown.errors + refused.output + refused.errors).unicodeScalars
        #expect(!scalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    private func twice(_ name: String) -> [String] { ["--image", name, "--image", name] }

    private func makePicture(_ name: String, _ size: String) async throws {
        try await TestPicture(size: size, kind: "png").bytes.write(to: URL(filePath: home.folder.file(name)))
    }
}
