import BachAPI
import FoundationEssentials
import Scratch
import TerminalKit
import Testing
import ToccataConfig
import ToccataCore

@Suite("Configuration file")
struct ConfigFileTests {
    let folder: ScratchFolder
    var path: String { folder.file("config.yaml") }

    init() throws {
        folder = try ScratchFolder()
    }

    private func read(_ text: String, permissions: Int = 0o600) throws -> ConfigFile {
        try folder.write(text, to: "config.yaml", permissions: permissions)
        return try ConfigFile.read(path)
    }

    @Test("says everything that can be said")
    func everything() throws {
        let file = try read(
            """
            # mine
            profile: work
            profiles:
              work:
                base_url: https://api.example.com/vdr
                access_key: "AK 1"
                secret_key: 'SK#1'
              other: {api_token: t0ken}
              third:
                key_command: [pass, show, "bach key"]
            download_dir: ~/clips
            poll_interval: 2.5
            grace: 0
            downloads: 16
            editor: nano -w
            player: [mpv, --fs]
            clipboard: wl-copy -n
            notify: [notify-send, Toccata]
            keys:
              queue: {hold: [F6, "C-x f"], stop: n}
              everywhere:
                quit:
            filters:
              Keepers: tag:keep !state:failed
              Everything:
            colors:
              bad: bright-red bold
              selection: [white, on, blue]
            """
        )

        var expected = ConfigFile(path: path)
        expected.profile = "work"
        expected.profiles = [
            "work": Profile(
                baseURL: "https://api.example.com/vdr",
                accessKey: "AK 1",
                secretKey: Secret("SK#1")
            ),
            "other": Profile(apiToken: Secret("t0ken")),
            "third": Profile(keyCommand: ["pass", "show", "bach key"]),
        ]
        expected.downloadFolder = "~/clips"
        expected.pollInterval = .seconds(2.5)
        expected.grace = .zero
        expected.downloadsAtOnce = 16
        expected.editor = ["nano", "-w"]
        expected.player = ["mpv", "--fs"]
        expected.clipboard = ["wl-copy", "-n"]
        expected.notify = ["notify-send", "Toccata"]
        expected.keys = [
            KeyChange(place: "queue", action: "hold", keys: ["F6", "C-x f"]),
            KeyChange(place: "queue", action: "stop", keys: ["n"]),
            KeyChange(place: "everywhere", action: "quit", keys: []),
        ]
        expected.filters = [NamedFilter("Keepers", "tag:keep !state:failed"), NamedFilter("Everything", "")]
        expected.looks = try [
            .bad: #require(Look(words: ["bright-red", "bold"])),
            .selection: #require(Look(words: ["white", "on", "blue"])),
        ]
        #expect(file == expected)
    }

    @Test("takes the filters that are some, up to as many as there are digits, and says what is wrong with the others")
    func filters() throws {
        let lines = (1...10).map { "  F\($0): tag:t\($0)" } + ["  Bad: state:rux"]
        let file = try read("filters:\n" + lines.joined(separator: "\n"))
        #expect(file.filters?.map(\.name) == (1...9).map { "F\($0)" })
        #expect(file.notices.map(\.position?.line) == [12, 1])
        #expect(file.firstError?.message.hasPrefix("Bad is no filter: no state rux: active") == true)
        #expect(file.notices.last?.message == "filters: the first 9 of them have a key.")
    }

    @Test(
        "tells of a colour that is none, where it stands and which was meant",
        arguments: [
            (
                text: "bda: red", kind: ConfigNotice.Kind.warning,
                says: "line 2, column 3: bda is not known; did you mean bad?"
            ),
            (text: "bad: rde", kind: .error, says: "line 2, column 8: bad must be a colour and attributes, like"),
            (text: "bad: rde", kind: .error, says: "; did you mean red?"),
            (text: "bad: red boldd", kind: .error, says: "; did you mean bold?"),
            (text: "bad: red blue", kind: .error, says: ": known are default, on, black, red"),
            (text: "bad: on", kind: .error, says: ": known are default, on,"),
            (text: "bad:", kind: .error, says: "bad must be a colour and attributes"),
            (text: "bad: [red, [bold]]", kind: .error, says: "bad must be a colour and attributes"),
        ]
    )
    func wrongColour(text: String, kind: ConfigNotice.Kind, says: String) throws {
        let file = try read("colors:\n  \(text)\n")

        #expect(file.looks.isEmpty)
        #expect(file.notices.map(\.kind) == [kind])
        #expect(file.notices[0].description.contains(says), "\(file.notices)")
    }

    @Test("says nothing when it is missing or empty", arguments: [nil, "", "\n# only this\n", "~", "---\n..."])
    func nothing(text: String?) throws {
        let file = try text.map { try read($0) } ?? ConfigFile.read(path)

        #expect(file == ConfigFile(path: path))
    }

    @Test(
        "tells where it is broken, and is not used then",
        arguments: [
            (text: "profile: work\neditor: [nano", line: 3, column: 1),
            (text: "profile: work\n  editor: nano", line: 2, column: 9),
            (text: "profile: work\n\teditor: nano", line: 2, column: 1),
            (text: "profile: work\neditor: &a nano\nplayer: *a", line: 3, column: 9),  // no aliases
            (text: "profile: work\n? [a]\n: b", line: 2, column: 3),
        ]
    )
    func broken(text: String, line: Int, column: Int) throws {
        let notice = try #require(try read(text).firstError)

        #expect(notice.position == Position(line: line, column: column))
        #expect(notice.description.hasPrefix("\(path), line \(line), column \(column): The file cannot be read"))
    }

    @Test("is not read at all when its bytes are no UTF-8, or nested without end", arguments: [0, 1])
    func hostile(kind: Int) throws {
        let bytes = kind == 0 ? Data([0x61, 0x3A, 0x20, 0xFF]) : Data(String(repeating: "[", count: 100_000).utf8)
        try bytes.write(to: URL(filePath: path))

        #expect(try ConfigFile.read(path).firstError != nil)
    }

    @Test(
        "warns of a key that it does not know, naming the nearest one",
        arguments: [
            (text: "pofile: x", says: "pofile is not known; did you mean profile?"),
            (text: "Editor: x", says: "Editor is not known; did you mean editor?"),
            (text: "download-dir: x", says: "download-dir is not known; did you mean download_dir?"),
            (text: "colour: x", says: "colour is not known; did you mean colors?"),
            (text: "weather: x", says: "weather is not known; known are profile, profiles, "),
            (text: "profiles: {a: {acess_key: x}}", says: "acess_key is not known; did you mean access_key?"),
        ]
    )
    func unknownKey(text: String, says: String) throws {
        let notice = try #require(try read(text).notices.first)

        #expect(notice.kind == .warning)
        #expect(notice.message.hasPrefix(says))
    }

    @Test("lets the last of a repeated key count, and says so")
    func repeatedKey() throws {
        let file = try read("editor: nano\nplayer: mpv\neditor: vim")

        #expect(file.editor == ["vim"])
        #expect(file.notices.map(\.position) == [Position(line: 3, column: 1)])
    }

    @Test(
        "leaves out a value that is of no use, without repeating it",
        arguments: [
            "downloads: 0", "downloads: 17", "downloads: s3cret",
            "max_running: s3cret", "max_running: 0", "max_running: 2.5", "max_running: 1001",
            "poll_interval: s3cret", "poll_interval: 0", "poll_interval: 1e9", "poll_interval: nan",
            "poll_interval: [s3cret]", "grace: -1", "grace: 61", "grace: s3cret", "editor: {s3cret: x}", "editor: []",
            "editor: [nano, [s3cret]]", "editor:",
            "profile: [s3cret]", "profiles: s3cret", "profiles: [s3cret]", "[s3cret]", "s3cret",
            "profiles: {a: {secret_key: [s3cret]}}", "profiles: {a: s3cret}",
            "keys: s3cret", "keys: {queue: s3cret}", "keys: {queue: {hold: {s3cret: x}}}",
        ]
    )
    func badValue(text: String) throws {
        let file = try read(text)

        #expect(file.firstError != nil)
        #expect(file.notices.allSatisfy { !$0.description.contains("s3cret") })
        #expect(file.keys.isEmpty && file.downloadsAtOnce == nil && file.mostRunning == nil)
        #expect(file.pollInterval == nil && file.grace == nil && file.editor == nil && file.profile == nil)
    }

    @Test(
        "with secrets in it, must be its owner's alone",
        arguments: [
            (text: "profiles: {a: {secret_key: x}}", permissions: 0o600, isRefused: false),
            (text: "profiles: {a: {secret_key: x}}", permissions: 0o400, isRefused: false),
            (text: "profiles: {a: {secret_key: x}}", permissions: 0o640, isRefused: true),
            (text: "profiles: {a: {api_token: x}}", permissions: 0o604, isRefused: true),
            (text: "profiles: {a: {access_key: x, key_command: [k]}}", permissions: 0o644, isRefused: false),
            (text: "editor: nano", permissions: 0o644, isRefused: false),
        ]
    )
    func permissions(text: String, permissions: Int, isRefused: Bool) throws {
        do {
            _ = try read(text, permissions: permissions)
            #expect(!isRefused)
        } catch let error as ConfigError {
            #expect(isRefused)
            #expect(error == .readableByOthers(path: path, mode: permissions))
            #expect(error.description.hasSuffix("run chmod 600 '\(path)'"))
        }
    }
}
