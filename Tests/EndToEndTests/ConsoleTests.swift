import BachAPI
import FoundationEssentials
import Glibc
import MediaTools
import Testing

/// The built program in a real terminal, from an empty home, on the embedded default.
@Suite("The console in tmux", .serialized)
struct ConsoleTests {
    let home: Home
    init() throws { home = try Home() }

    /// - Parameter grace: Seconds in which a send can be taken back; nil for the usual ones.
    private func open(columns: Int = 80, rows: Int = 24, grace: Int? = 0) async throws -> Tmux {
        try home.configure(grace.map { "grace: \($0)" } ?? "")
        let terminal = try await Tmux(
            columns: columns,
            rows: rows,
            environment: home.environment(),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        try await terminal.wait(for: "LOCAL placeholder videos")
        return terminal
    }

    /// Types a prompt and stops at the review.
    private func compose(_ prompt: String, in terminal: Tmux) async throws {
        try await terminal.press("2")
        try await terminal.wait(for: "Prompt")
        try await terminal.type(prompt)
        try await terminal.wait(for: prompt)
        try await terminal.press("C-x", "Enter")
        try await terminal.wait(for: "nothing has been sent")
    }

    private func savedVideos() -> [String] {
        let folder = home.path + "/.local/share/toccata/videos"
        // No folder: nothing was saved yet.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".mp4") }.map { folder + "/" + $0 }
    }

    private func recipe(of videos: [String]) throws -> JSONValue {
        let path = String(try #require(videos.first).dropLast(4)) + ".json"
        return try JSONValue(parsing: Data(contentsOf: URL(filePath: path)))
    }

    private var createsAtTheServer: Int {
        let log = home.path + "/.local/state/toccata/local/bach-local.log"
        // No log: no server was started.
        guard let data = try? Data(contentsOf: URL(filePath: log)) else { return 0 }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").count {
            $0.contains(": made, ")
        }
    }

    @Test("goes from an empty home through review, PEND and RUN to a finished file")
    func wholeWay() async throws {
        let terminal = try await open(columns: 120, rows: 40)
        try await compose("a tide at dusk 42", in: terminal)
        try await terminal.press("Enter")
        try await terminal.press("y")
        try await terminal.wait(for: "PEND")
        try await terminal.wait(for: "RUN", upTo: .seconds(40))
        try await terminal.wait(for: "DONE", upTo: .seconds(90))
        let videos = savedVideos()
        #expect(videos.count == 1)
        let video = try await Ffprobe(try #require(videos.first))
        #expect(video.codec == "h264")
        #expect([video.width, video.height, video.frames] == [1280, 720, 180])
        #expect(video.frameRate == "30/1")
        #expect(createsAtTheServer == 1)
        #expect(try recipe(of: videos)["request"]?["prompt"] == "a tide at dusk 42")
    }

    @Test("leads from an empty home to a video by Enter, C-x Enter and y")
    func firstStart() async throws {
        let terminal = try await open()
        try await terminal.wait(for: "Enter    a first draft, filled in")
        try await terminal.press("Enter")
        try await terminal.wait(for: "it costs nothing here")
        try await terminal.press("C-x", "Enter")
        try await terminal.wait(for: "nothing has been sent")
        try await terminal.press("y")
        try await terminal.wait(for: "PEND")
        try await terminal.wait(for: "RUN", upTo: .seconds(40))
        try await terminal.wait(for: "DONE", upTo: .seconds(90))
        #expect(savedVideos().count == 1 && createsAtTheServer == 1)
    }

    @Test("takes a send back within its three seconds, and nothing reaches the service")
    func grace() async throws {
        let terminal = try await open(grace: nil)
        try await compose("a slip of the hand", in: terminal)
        try await terminal.press("y")
        try await terminal.wait(for: "x takes it back")
        try await terminal.press("x")
        try await terminal.wait(for: "nothing was sent")
        // What is sent after it goes out, and is the only one that does.
        try await compose(" meant", in: terminal)
        try await terminal.press("y")
        try await terminal.wait(for: "PEND", upTo: .seconds(20))
        #expect(createsAtTheServer == 1)
        try await terminal.wait(for: "STOP")
    }

    @Test("lists in the Log what another process sends as it is sent, and shows it whole")
    func log() async throws {
        let terminal = try await open()
        try await terminal.press("5")
        try await terminal.wait(for: "[5 Log]")
        let ended = try await home.toccata("submit", "text2video", "--prompt", "a kite", "--duration", "1")
        #expect(ended.code == 0, "\(ended)")
        try await terminal.wait(for: "POST create 200")
        try await terminal.press("/")
        try await terminal.type("create")
        try await terminal.wait(for: "/ create")
        try await terminal.press("Enter", "Enter")
        try await terminal.wait(for: "Authorization: Bearer ***")
        try await terminal.wait(for: #""prompt": "a kite""#)
    }

    @Test("killed while a task runs, it finishes the task at the next start, with one create")
    func killed() async throws {
        let first = try await open()
        try await compose("a boat", in: first)
        try await first.press("y")
        try await first.wait(for: "PEND")
        let pid = try #require(pid_t(try await first.value("#{pane_pid}")))
        kill(pid, SIGKILL)
        let second = try await open()
        try await second.wait(for: "DONE", upTo: .seconds(90))
        #expect(savedVideos().count == 1)
        #expect(createsAtTheServer == 1)
    }

    @Test("keeps a draft through a kill, and digits typed into a prompt are digits")
    func draft() async throws {
        let first = try await open()
        try await first.press("2")
        try await first.wait(for: "Prompt")
        try await first.type("1 lake, 3 boats, 湖 🕊")
        try await first.wait(for: "1 lake, 3 boats")
        try await first.wait(for: " kept, NOT SENT")
        let pid = try #require(pid_t(try await first.value("#{pane_pid}")))
        kill(pid, SIGKILL)
        let second = try await open()
        try await second.press("2")
        try await second.wait(for: "1 lake, 3 boats")
    }

    @Test(
        "leaves a clean terminal on quit, by signal, and when it crashes",
        arguments: [nil, SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGABRT]
    )
    func leaving(signal: Int32?) async throws {
        let script =
            "ulimit -c 0; before=$(stty -a); \(Project.program("toccata"));"
            + " if [ \"$before\" = \"$(stty -a)\" ]; then echo left as found; else echo left changed; fi; cat"
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(),
            command: ["sh", "-c", script]
        )
        try await terminal.wait(for: "LOCAL placeholder videos")
        if let signal {
            try await signalChild(of: try await terminal.value("#{pane_pid}"), signal)
        } else {
            try await terminal.press("Q")
        }
        let screen = try await terminal.wait(for: "left as found")
        #expect(!screen.contains("TOCCATA"))
        #expect(
            try await terminal.value("#{alternate_on}#{cursor_flag}#{mouse_any_flag}#{bracket_paste_flag}").hasPrefix(
                "010"
            )
        )
    }

    private func signalChild(of shell: String, _ signal: Int32) async throws {
        let children = try Data(contentsOf: URL(filePath: "/proc/\(shell)/task/\(shell)/children"))
        let child = try #require(
            String(decoding: children, as: UTF8.self).split(separator: " ").first.flatMap { pid_t($0) }
        )
        kill(child, signal)
    }

    @Test("a wrong field shows the service's message beside it, and nothing is sent")
    func wrongField() async throws {
        let terminal = try await open()
        try await terminal.press("2")
        try await terminal.wait(for: "Prompt")
        try await terminal.press("C-x", "Enter")
        try await terminal.wait(for: "Please provide a prompt.")
        #expect(createsAtTheServer == 0)
    }
}
