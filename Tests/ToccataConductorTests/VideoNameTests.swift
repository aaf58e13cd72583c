import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore

/// The real files that hostile prompts lead to.
@Suite("The names of videos")
struct VideoNameTests {
    private static let lake = String(repeating: "湖", count: 100)

    private static let prompts = [
        "../../../etc/passwd", "..", "/", "/etc/passwd", "a/../../b", "C:\\x\\..\\y", "nul\u{0}byte.mp4",
        "-rf --help", ".hidden", "...", "name.", "name ", " . . ", "CON", "~root", "$(reboot) `id` %s *?", "a\nb\r\nc",
        "photo\u{202E}4pm.exe", "\u{200B}\u{FEFF}\u{E0041}", lake, lake + "/..", "x" + lake, "é" + lake,
        "e" + String(repeating: "\u{301}", count: 300), String(repeating: "👨‍👩‍👧‍👦", count: 40),
        String(repeating: "a", count: 5000), HostileText.short, HostileText.text,
    ]

    private func save(_ stage: Stage, prompt: String, id: String = "abc123") async throws -> VideoTask {
        stage.service.willServe(.video)
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", url: "https://c/v.mp4"))
        try await stage.conductor.submit(stage.task(id, request: ["prompt": .string(prompt), "seed": 7]))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))
        return try #require(try await stage.recorded(id))
    }

    private func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("stay in their folder, are legible, short enough and end as they should, whatever a prompt says")
    func hostile() async throws {
        for prompt in Self.prompts {
            let stage = try Stage()
            let task = try await save(stage, prompt: prompt)
            let file = try #require(task.file, "\(prompt.debugDescription): \(task.message ?? "")")
            let name = try #require(file.split(separator: "/").last.map(String.init))
            #expect(file == stage.folder.file(name), "\(prompt.debugDescription)")
            #expect(
                try files(in: stage.folder.path) == [name.dropLast(4) + ".json", name],
                "\(prompt.debugDescription)"
            )
            #expect(name.hasPrefix("abc123_") && name.hasSuffix("_7.mp4"), "\(name)")
            #expect(name.utf8.count <= 255 && HostileText.trouble(in: name, allowing: []) == nil, "\(name)")
            #expect(name.dropLast(4).allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }, "\(name)")
        }
    }

    @Test("are cut between two characters, with what follows kept")
    func cut() async throws {
        let stage = try Stage()
        let whole = String(repeating: "湖", count: 20)
        #expect(try await save(stage, prompt: Self.lake).file == stage.folder.file("abc123_\(whole)_7.mp4"))
        let shifted = try await save(stage, prompt: "x" + Self.lake, id: "def456")
        #expect(shifted.file == stage.folder.file("def456_x\(whole.dropLast())_7.mp4"))
    }

    @Test("never take another file's place, nor does the .json", arguments: ["file", "folder", "link", "dangling"])
    func taken(by kind: String) async throws {
        let (stage, elsewhere) = (try Stage(), try ScratchFolder())
        let name = "abc123_a-tide_7"
        for ending in [".mp4", ".json"] {
            let path = stage.folder.file(name + ending)
            switch kind {
            case "file": try stage.folder.write("mine", to: name + ending)
            case "folder": try stage.folder.makeFolder(name + ending)
            default:
                if kind == "link" { try elsewhere.write("mine", to: "far" + ending) }
                try FileManager.default.createSymbolicLink(
                    atPath: path,
                    withDestinationPath: elsewhere.file("far" + ending)
                )
            }
        }
        let task = try await save(stage, prompt: "a tide")
        #expect(task.file == stage.folder.file(name + "-2.mp4"))
        #expect(try files(in: stage.folder.path) == ["-2.json", "-2.mp4", ".json", ".mp4"].map { name + $0 })
        for ending in [".mp4", ".json"] {
            switch kind {
            case "file": #expect(stage.text(name + ending) == "mine")
            case "folder": #expect(try files(in: stage.folder.file(name + ending)).isEmpty)
            case "link": #expect(String(decoding: try elsewhere.bytes("far" + ending), as: UTF8.self) == "mine")
            default: #expect(try files(in: elsewhere.path).isEmpty)
            }
        }
    }

    @Test("leave a .json that is not theirs alone, and say so")
    func sidecarTaken() async throws {
        let (stage, elsewhere) = (try Stage(), try ScratchFolder())
        let name = "abc123_a-tide_7.json"
        try stage.folder.write("mine", to: name)
        try FileManager.default.createSymbolicLink(
            atPath: stage.folder.file(name + ".part"),
            withDestinationPath: elsewhere.file("far.json")
        )
        let task = try await save(stage, prompt: "a tide")
        #expect(task.state == .done && stage.text(name) == "mine")
        #expect(stage.notes.contains { $0.hasPrefix("No .json could be written beside ") }, "\(stage.notes)")
        #expect(try files(in: elsewhere.path).isEmpty)
    }

    @Test("have a .json that quotes the service alone, not through a link that lies in its way")
    func sidecarLink() async throws {
        let (stage, elsewhere) = (try Stage(), try ScratchFolder())
        try FileManager.default.createSymbolicLink(
            atPath: stage.folder.file("abc123_a-tide_7.json.part"),
            withDestinationPath: elsewhere.file("far.json")
        )
        stage.service.willServe(.failure(.notConnected("refused")), .video)
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.status("TASK_SUCCEEDED", message: "Done", url: "https://c/v.mp4"))
        try await stage.conductor.submit(stage.task(request: ["prompt": "a tide", "seed": 7]))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))
        await stage.pass(.seconds(2))
        let sidecar = try JSONValue(parsing: stage.folder.bytes("abc123_a-tide_7.json"))
        #expect(sidecar["answer"]?["status"] == "TASK_SUCCEEDED" && sidecar["answer"]?["message"] == .null)
        #expect(try files(in: elsewhere.path).isEmpty)
    }
}
