import BachAPI
import FoundationEssentials
import LoopbackServer
import ProcessKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

/// The built programs, fed text that would steer a terminal from every side they are reached from.
@Suite("Hostile text and the commands", .timeLimit(.minutes(3)))
struct HostileTextTests {
    let home: Home
    init() throws { home = try Home() }

    /// As an argument of a program can be.
    private static let word = HostileText.short.replacing("\u{0}", with: "")

    @Test("what a ledger holds is printed, listed and logged by no command in a way that could steer a terminal")
    func ledger() async throws {
        try await fillLedger()
        let commands: [[String]] =
            [["tasks"], ["show", "k0"], ["show", "k1"], ["subject", "list"], ["subject", "show", Self.word]]
            + [["wait", "k3", "--timeout", "0"], ["download", "k9"], ["wait", Self.word]]
        for command in commands + commands.map({ $0 + ["--json"] }) {
            let ended = try await home.toccata(command, with: keys("http://127.0.0.1:1/api/vdr"))
            expectHarmless(ended, command)
            if command.last == "--json" { #expect(try ended.document["schema"] == "toccata/1", "\(command): \(ended)") }
        }
        let shown = try await home.toccata("show", "k0", "--json")
        #expect(try shown.document["data"]?["prompt"]?.stringValue == HostileText.text, "the value is not exact")
    }

    @Test("what a service answers becomes neither a line, nor a file's name, nor a side-car that hides anything")
    func service() async throws {
        let service = LoopbackServer(Self.answer)
        let made = try await home.toccata(
            ["submit", "text2video", "--request", "-", "--wait", "--poll-interval", "0.1", "--download", "out"],
            with: keys(service.url),
            input: #"{"model_name":"bach-1.0-preview","prompt":\#(Self.words),"duration":1,"resolution":"720p"}"#
        )
        #expect(made.code == 0, "\(made)")
        expectHarmless(made, ["submit"])
        let names = try FileManager.default.subpathsOfDirectory(atPath: home.path)
        for name in names { #expect(HostileText.trouble(in: name, allowing: []) == nil, "\(name)") }
        let saved = names.filter { $0.hasPrefix("out/") }.sorted()
        #expect(saved.count == 2 && saved.allSatisfy { $0.hasSuffix(".json") || $0.hasSuffix(".mp4") }, "\(saved)")
        let sidecar = try Data(contentsOf: URL(filePath: home.path + "/" + (saved.first ?? "")))
        #expect(HostileText.trouble(in: sidecar) == nil)
        for command in [["tasks"], ["show", "t"], ["list", "multi-image2video"], ["upload", "\u{1B}[2J.png"]] {
            expectHarmless(try await home.toccata(command, with: keys(service.url)), command)
        }
    }

    @Test("what a service refuses with is harmless, whatever bytes it sends", arguments: [false, true])
    func refusals(json: Bool) async throws {
        let bytes = (0...255).map { Unicode.Scalar(UInt8($0)) }.map(String.init).joined()
        let bodies = [
            #"{"code":1000,"message":\#(HostileText.jsonEscaped),"data":{}}"#,
            #"{"code":1000,"message":"\#(HostileText.text.filter { $0 != "\"" && $0 != "\\" })","data":{}}"#, bytes,
            "<html>\(HostileText.text)</html>", HostileText.jsonEscaped,
        ]
        for body in bodies {
            let service = LoopbackServer { _ in
                .json(body, status: "400 \u{1B}[31mBad", headers: ["X-Request-Id: \u{1B}[2J\u{9B}1m"])
            }
            let request = ["submit", "text2video", "--prompt", "a", "--duration", "1"] + (json ? ["--json"] : [])
            let ended = try await home.toccata(request, with: keys(service.url))
            #expect([4, 7].contains(ended.code), "\(ended)")
            expectHarmless(ended, [body])
        }
        expectHarmless(try await home.toccata("tasks"), ["tasks"])
    }

    @Test("what is typed, configured or set in the environment is said back without its controls")
    func typed() async throws {
        let text = Self.word
        let commands = [
            [text], ["--" + text], ["tasks", text], ["tasks", "--state", text], ["show", text], ["submit", text],
            ["submit", "text2video", "--prompt", "@" + text], ["submit", "text2video", "--seed", text],
            ["submit", "image2video", "--prompt", "a", "--image", text], ["upload", text],
            ["subject", "create", text, "--image", text], ["subject", "show", text], ["attach", text, text],
            ["submit", "text2video", "--prompt", text, "--dry-run"], ["watch", text], ["serve", text],
            ["serve", "--host", text], ["serve", "--data", text, "--fault", text], ["serve", "--plan", text],
            ["submit", "text2video", "--prompt", text, "--" + text],
        ]
        for command in commands {
            expectHarmless(try await home.toccata(command, with: ["BACH_API_TOKEN": "t"]), command)
        }
        for name in ["BACH_BASE_URL", "BACH_ACCESS_KEY", "BACH_SECRET_KEY", "BACH_API_TOKEN", "TERM", "XDG_STATE_HOME"]
        {
            for command in [["token"], ["submit", "text2video", "--prompt", "a", "--dry-run"], []] {
                let variables = keys("http://127.0.0.1:1/api/vdr").merging([name: "/" + text]) { $1 }
                expectHarmless(try await home.toccata(command, with: variables), command + [name])
            }
        }
    }

    @Test("a configuration of any bytes is complained about in harmless words")
    func configured() async throws {
        let files = [
            "\(HostileText.short): 1", "profile: \"\(HostileText.short)\"", "poll_interval: \"\\e[31m\\u202e\"",
            "profiles: {\"\\e[2J\": {base_url: \"http://\\e[2J\", access_key: \"a\", secret_key: \"b\"}}",
            "player: [\"\\e[2J", HostileText.text,
        ]
        for file in files {
            try home.configure(file)
            for command in [["tasks"], ["token"], ["submit", "text2video", "--prompt", "a", "--dry-run"]] {
                expectHarmless(try await home.toccata(command, with: [:]), command + [file])
            }
        }
    }

    private func expectHarmless(_ ended: Home.Ended, _ command: [String]) {
        for text in [ended.output, ended.errors] {
            guard let trouble = HostileText.trouble(in: text) else { continue }
            Issue.record("\(trouble) from \(command)")
        }
    }

    private func keys(_ baseURL: String) -> [String: String] {
        ["BACH_BASE_URL": baseURL, "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
    }

    /// Without the halves of surrogate pairs, which no request may hold.
    private static let words = HostileText.jsonEscaped.replacing(#"\ud800 \udfff \ud83d"#, with: "")

    /// A service whose every word is hostile.
    private static func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        if request.target.hasSuffix(".mp4") {
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(SmallVideo.text.utf8.count)\r\nETag: \"\u{1B}[2J\"\r\n\r\n"
            return .raw(head + SmallVideo.text)
        }
        let (host, words) = (request.header("Host") ?? "", HostileText.jsonEscaped)
        if request.method == "POST" {
            return .json(#"{"code":200,"message":\#(words),"data":{"task_id":"t-\u001b[2J\u202e","create_at":1}}"#)
        }
        return .json(
            #"{"code":200,"message":\#(words),"data":{"status":"TASK_SUCCEEDED","#
                + #""task_status_msg":\#(words),"video_url":"http://\#(host)/%1b%5b2J%e2%80%ae.mp4","#
                + #""task_result":{"videos":[{"url":"http://\#(host)/v.mp4"}]}}}"#
        )
    }

    private func fillLedger() async throws {
        let ledger = try Ledger(path: home.path + "/.local/state/toccata/ledger.sqlite")
        let text = HostileText.text
        let server = ServerIdentity.remote(baseURL: "http://127.0.0.1:1/api/vdr", keyID: "a")
        for (index, state) in TaskState.allCases.enumerated() {
            var task = VideoTask(
                id: ShortID(rawValue: "k\(index)"),
                mode: .textToVideo,
                server: index == 1 ? .remote(baseURL: text, keyID: text) : server,
                origin: .console,
                holder: nil,
                request: .object(JSONObject([("prompt", .string(text)), (text, .string(text))])),
                folder: home.path + "/out",
                createdAt: Date(timeIntervalSince1970: 1_800_000_000)
            )
            task.state = state
            (task.taskID, task.status, task.message) = (text, TaskStatus(rawValue: text), text)
            (task.videoURL, task.file, task.watermarkURL, task.code) = (text, text, text, 1001)
            try await ledger.accept(task, source: text)
        }
        try await ledger.hold(server, reason: text, code: 1302, at: Date(timeIntervalSince1970: 1_800_000_000))
        try await ledger.recordSubject(
            Subject(name: Self.word, description: text, style: text, type: text, pictures: [PictureSource(text)]),
            at: Date(timeIntervalSince1970: 1_800_000_000)
        )
    }
}
