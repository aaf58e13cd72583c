import BachAPI
import Testing
import ToccataCLI
import ToccataCore

@Suite("Command line")
struct CommandParserTests {
    @Test("without words is the console")
    func console() throws {
        #expect(try CommandParser.parse([]) == .console(isASCII: false))
        #expect(try CommandParser.parse(["--ascii"]) == .console(isASCII: true))
    }

    @Test("takes the API's names with dashes, the last of a repeated one")
    func submit() throws {
        let words = [
            "submit", "text2video", "--prompt", "a", "--duration=6", "--prompt", "--b", "--no-enhance-prompt",
            "--generate-audio", "--wait", "--poll-interval", "0.5", "--download", "out", "--json",
        ]
        guard case .submit(let submission) = try CommandParser.parse(words) else {
            Issue.record("no submit")
            return
        }
        #expect(submission.mode == .textToVideo)
        #expect(submission.waiting?.pollInterval == .milliseconds(500))
        #expect(submission.folder == "out")
        #expect(submission.json)
        guard case .options(let values) = submission.content else {
            Issue.record("no options")
            return
        }
        #expect(values.texts == ["prompt": "--b", "duration": "6"])
        #expect(values.switches == ["enhance_prompt": false, "generate_audio": true])
    }

    @Test("takes anything that a = joins to its option, and leaves the period of polling to the configuration")
    func joinedValue() throws {
        guard
            case .submit(let submission) = try CommandParser.parse([
                "submit", "text2video", "--prompt=--json", "--wait",
            ]),
            case .options(let values) = submission.content
        else {
            Issue.record("no submit")
            return
        }
        #expect(values.texts == ["prompt": "--json"])
        #expect(!submission.json)
        #expect(submission.waiting?.pollInterval == nil)
    }

    @Test("keeps references in the order given")
    func references() throws {
        let words = ["submit", "elements2video", "--image", "a.png", "--subject", "anna", "--image", "https://x/b"]
        guard case .submit(let submission) = try CommandParser.parse(words),
            case .options(let values) = submission.content
        else {
            Issue.record("no submit")
            return
        }
        #expect(values.references == [.image("a.png"), .subject("anna"), .image("https://x/b")])
    }

    @Test("has the options of multi-image to video, and the list of its service")
    func multiImage() throws {
        let words = [
            "submit", "multi-image2video", "--image", "a.png", "--image", "b.png", "--mode", "pro", "--duration", "10",
            "--watermark", "--external-task-id", "mine",
        ]
        guard case .submit(let submission) = try CommandParser.parse(words),
            case .options(let values) = submission.content
        else {
            Issue.record("no submit")
            return
        }
        #expect(values.references == [.image("a.png"), .image("b.png")])
        #expect(values.texts == ["mode": "pro", "duration": "10", "external_task_id": "mine"])
        #expect(values.switches == ["watermark": true])

        let list = try CommandParser.parse(["list", "multi-image2video", "--page", "2", "--page-size", "500", "--json"])
        #expect(list == .list(Command.ListQuery(mode: .multiImageToVideo, page: 2, pageSize: 500, json: true)))
        let first = try CommandParser.parse(["list", "multi-image2video"])
        #expect(first == .list(Command.ListQuery(mode: .multiImageToVideo, page: 1, pageSize: 30)))
    }

    @Test("has tag, with words by their signs")
    func tags() throws {
        let change = TagChange(added: ["keep"], removed: ["x"])
        let words = ["tag", "a", "+keep", "-x", "b", "--json"]
        #expect(try CommandParser.parse(words) == .tag(ids: ["a", "b"], change, json: true))
        for words in [["tag", "a"], ["tag", "+x"], ["tag", "a", "+a:b"], ["tag", "a", "--plain", "+x"]] {
            #expect(throws: UsageError.self) { try CommandParser.parse(words) }
        }
    }

    @Test("has hold and release, of tasks or of all sending")
    func holding() throws {
        #expect(try CommandParser.parse(["hold", "a", "b", "--json"]) == .hold(.init(.tasks(["a", "b"]), json: true)))
        #expect(try CommandParser.parse(["release", "--sending"]) == .release(.init(.sending)))
        for words in [["hold"], ["release", "a", "--sending"], ["hold", "--all"]] {
            #expect(throws: UsageError.self, "\(words)") { try CommandParser.parse(words) }
        }
    }

    @Test(
        "knows no option of another mode in multi-image to video",
        arguments: [
            "--seed", "--resolution", "--fps", "--cfg-scale", "--audio-prompt", "--subject", "--generate-audio",
            "--enhance-prompt", "--no-enable-moderation",
        ]
    )
    func missing(option: String) {
        #expect(throws: UsageError("multi-image2video has no option \(option).")) {
            try CommandParser.parse(["submit", "multi-image2video", option, "1"])
        }
    }

    @Test(
        "is refused with a sentence when it makes no sense",
        arguments: [
            (["sbmit"], "There is no command 'sbmit'. See toccata --help."),
            (["submit"], "Usage: toccata submit MODE [options] [--wait] [--download DIR] [--dry-run] [--json]"),
            (
                ["submit", "text3video"],
                "There is no mode 'text3video'. The modes are text2video, image2video, elements2video, multi-image2video."
            ),
            (["submit", "text2video", "--image", "a"], "text2video has no option --image."),
            (["submit", "image2video", "--aspect-ratio", "1:1"], "image2video has no option --aspect-ratio."),
            (["submit", "elements2video", "--cfg-scale", "5"], "elements2video has no option --cfg-scale."),
            (["submit", "text2video", "--duration", "six"], "--duration takes a number, not 'six'."),
            (["submit", "text2video", "--prompt"], "--prompt needs a value."),
            (
                ["submit", "text2video", "--prompt", "--json"],
                "--prompt needs a value, and --json is an option; --prompt=--json takes it as one."
            ),
            (["wait", "a", "--poll-interval", "0"], "--poll-interval takes at least 0.1 seconds."),
            (["submit", "text2video", "--duration", "0x3"], "--duration takes a number, not '0x3'."),
            (["help", "sbmit"], "There is no command 'sbmit'. See toccata --help."),
            (["sbmit", "--help"], "There is no command 'sbmit'. See toccata --help."),
            (["submit", "text2video", "--no-prompt"], "submit has no option --no-prompt. See toccata submit --help."),
            (["submit", "text2video", "-x"], "submit has no option -x. See toccata submit --help."),
            (
                ["submit", "text2video", "--request", "a", "--seed", "1"],
                "--request gives the whole body; it goes with no option that makes one."
            ),
            (["wait"], "wait needs the id of a task. toccata tasks lists them."),
            (["tasks", "--limit", "0"], "--limit takes a whole number above 0, not '0'."),
            (["subject"], "subject needs create, list, show or delete. See toccata subject --help."),
            (["subject", "show"], "Usage: toccata subject show NAME [--json]"),
            (["show"], "Usage: toccata show ID [--json]"),
            (["submit", "text2video", "--mode", "pro"], "text2video has no option --mode."),
            (["list"], "Usage: toccata list MODE [--page N] [--page-size M] [--json]"),
            (["list", "text2video"], "The service has no list of text2video; multi-image2video has."),
            (["list", "multi-image2video", "--page", "1001"], "--page takes a number from 1 to 1000."),
            (["list", "multi-image2video", "--page-size", "501"], "--page-size takes a number from 1 to 500."),
        ]
    )
    func refusals(words: [String], message: String) {
        #expect(throws: UsageError.self) { try CommandParser.parse(words) }
        do {
            _ = try CommandParser.parse(words)
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("watch writes lines or documents, the last word counting, and takes no id")
    func watch() throws {
        let words = ["watch", "--plain", "--json", "--poll-interval", "2"]
        #expect(try CommandParser.parse(words) == .watch(.init(pollInterval: .seconds(2), json: true)))
        #expect(try CommandParser.parse(["watch", "--json", "--plain"]) == .watch(.init()))
        #expect(throws: UsageError("watch takes no 'abc'. See toccata watch --help.")) {
            try CommandParser.parse(["watch", "abc"])
        }
    }

    @Test("listen keeps what is not said, and refuses what is no port, host or URL")
    func listen() throws {
        #expect(try CommandParser.parse(["listen"]) == .listen(.init()))
        let words = ["listen", "--port", "8090", "--json", "--public-url", "https://a.example/hooks/", "--host", "::1"]
        var all = Command.Listening()
        (all.port, all.host, all.publicURL) = (8090, "::1", "https://a.example/hooks")
        all.watching.json = true
        #expect(try CommandParser.parse(words) == .listen(all))
        var print = Command.Listening()
        (print.publicURL, print.hasNewPath, print.printsURL) = ("", true, true)
        #expect(try CommandParser.parse(["listen", "--print-url", "--new-path", "--public-url="]) == .listen(print))
        for words in [
            ["--port", "65536"], ["--port", "-1"], ["--port", "x"], ["--host="], ["abc"], ["--public-url", "ftp://a"],
            ["--public-url", "https://"], ["--public-url", "https:/a/b"], ["--public-url", "https://a?b"],
            ["--public-url", "https://a/\u{1B}"], ["--public-url", "https://a/" + String(repeating: "b", count: 500)],
        ] {
            #expect(throws: UsageError.self, "\(words)") { try CommandParser.parse(["listen"] + words) }
        }
    }

    @Test("hands everything behind serve to bach-local, help included")
    func serve() throws {
        #expect(try CommandParser.parse(["serve", "--help", "--port", "0"]) == .serve(["--help", "--port", "0"]))
        #expect(try CommandParser.parse(["wait", "--help"]) == .help(topic: "wait"))
    }

    @Test("help names each command, and fits a terminal of 80 columns")
    func help() {
        for command in [
            "submit", "tasks", "show", "wait", "download", "attach", "list", "upload", "subject", "keys", "token",
            "serve",
            "watch", "listen",
        ] {
            #expect(Help.page(nil).contains("toccata \(command)"))
            #expect(Help.page(command).hasPrefix("toccata \(command)"))
        }
        let topics = [
            nil, "submit", "tasks", "show", "wait", "download", "attach", "list", "upload", "subject", "keys", "token",
            "watch", "listen",
        ]
        let lines = topics.flatMap { Help.page($0).split(separator: "\n") }
        #expect(lines.filter { $0.count > 80 } == [])
    }
}
