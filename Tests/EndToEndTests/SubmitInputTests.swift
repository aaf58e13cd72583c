import BachAPI
import FoundationEssentials
import ProcessKit
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

    @Test("a request that is no JSON object is exit 3", arguments: ["{bad", "[1]", ""])
    func badRequest(body: String) async throws {
        let ended = try await dryRun("text2video", ["--request", "-"], input: body)
        #expect(ended.code == 3, "\(ended)")
        #expect(try ended.document["error"]?["message"]?.stringValue?.hasPrefix("Standard input is not") == true)
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

    @Test("file:// before a relative name is a file of this folder")
    func relativeFileURL() async throws {
        try await makePicture("ok.png", "400x400")
        let ended = try await dryRun("image2video", ["--image", "file://ok.png"])
        #expect(try ended.document["data"]?["request"]?["image_url"]?.stringValue == "file://\(home.path)/ok.png")
    }

    private func makePicture(_ name: String, _ size: String) async throws {
        let environment = ProcessInfo.processInfo.environment
        let path = try Executable.path(of: "ffmpeg", environment: environment)
        let source = ["-v", "error", "-f", "lavfi", "-i", "color=red:s=\(size)", "-frames:v", "1"]
        let invocation = Invocation(path, source + [home.folder.file(name)], environment: environment)
        _ = try await ChildProcess.run(invocation)
    }
}
