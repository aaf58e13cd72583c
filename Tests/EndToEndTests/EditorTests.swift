import FoundationEssentials
import Glibc
import Scratch
import Testing

/// The built program and a script in the place of an editor, in a real terminal.
@Suite("An editor in tmux", .serialized)
struct EditorTests {
    let home: Home
    init() throws { home = try Home() }

    /// Opens the console in a shell that tells how the terminal was left, and types a prompt.
    ///
    /// - Parameter script: The editor's; `$1` is the file. Before it, `EDITING` is on the screen and Enter is waited for.
    private func open(editor script: String) async throws -> Tmux {
        let editor = home.folder.file("editor")
        try home.folder.write(
            "#!/bin/sh\nprintf '\\033[2J\\033[5;5HEDITING'; read line\n\(script)\n",
            to: "editor",
            permissions: 0o700
        )
        try home.configure("editor: \(editor)\n")
        let shell =
            "trap : INT; before=$(stty -g); \(Project.program("toccata"));"
            + " if [ \"$before\" = \"$(stty -g)\" ]; then echo left as found; else echo left changed; fi; cat"
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(["BACH_UNKNOWN": "s3cret", "VISUAL": "/no/such/editor"]),
            command: ["env", "-u", "TMUX", "sh", "-c", shell]
        )
        try await terminal.wait(for: "LOCAL placeholder videos")
        try await terminal.press("2")
        try await terminal.wait(for: "Prompt")
        try await terminal.type("a tide")
        try await terminal.wait(for: "a tide")
        try await terminal.press("C-x", "C-e")
        let screen = try await terminal.wait(for: "EDITING")
        #expect(!screen.contains("TOCCATA"))
        return terminal
    }

    private func quit(_ terminal: Tmux) async throws {
        try await terminal.press("Escape")
        try await terminal.wait(for: "i type")
        try await terminal.press("Q")
        try await terminal.wait(for: "left as found")
    }

    @Test("gets the terminal and the text, and the console comes back whole with what it left")
    func edits() async throws {
        let terminal = try await open(
            editor: #"stty raw -echo; echo "$(cat "$1") at dusk, $(env | grep -c BACH_)" > "$1""#
        )
        try await terminal.resize(columns: 100, rows: 30)
        try await terminal.press("Enter")
        let screen = try await terminal.wait(for: "a tide at dusk, 0")
        #expect(screen.contains("TOCCATA") && !screen.contains("EDITING"))
        #expect(screen.contains("Taken from the editor"))
        try await terminal.type("!")
        try await terminal.wait(for: "a tide at dusk, 0!")
        try await terminal.press("C-_", "C-_")
        try await terminal.wait(until: "the text of before") { $0.contains("a tide") && !$0.contains("dusk") }
        try await quit(terminal)
    }

    @Test("that fails or is interrupted leaves the text alone, and the console goes on", arguments: ["Enter", "C-c"])
    func fails(key: String) async throws {
        let terminal = try await open(editor: #"echo other > "$1"; exit 3"#)
        try await terminal.press(key)
        let screen = try await terminal.wait(for: "the text stays as it was")
        #expect(screen.contains("a tide") && screen.contains(key == "C-c" ? "by signal 2" : "with 3"))
        try await quit(terminal)
    }

    @Test("that outlives its console loses nothing: the file stays, and the next start says where it is")
    func killed() async throws {
        let first = try await open(editor: #"echo "$(cat "$1") at dusk" > "$1"; echo WRITTEN; cat"#)
        try await first.press("Enter")
        try await first.wait(for: "WRITTEN")
        let pid = try await first.value("#{pane_pid}")
        let children = try Data(contentsOf: URL(filePath: "/proc/\(pid)/task/\(pid)/children"))
        let console = String(decoding: children, as: UTF8.self).split(separator: " ").first.flatMap { pid_t($0) }
        kill(try #require(console), SIGKILL)
        try await first.wait(for: "left as found")
        let second = try await Tmux(
            columns: 120,
            rows: 40,
            environment: home.environment(),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        try await second.wait(for: "A console ended while a prompt was being edited")
        try await second.press("2")
        try await second.wait(for: "a tide")
        let folder = home.path + "/.local/state/toccata"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("prompt-") }
        )
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")) == Data("a tide at dusk\n".utf8))
    }

    @Test("that is stopped by C-z stops the console with it, which polls no more until fg")
    func stopped() async throws {
        let editor = home.folder.file("editor")
        let script = #"printf '\033[2JEDITING'; read line; echo "$(cat "$1") at dusk" > "$1""#
        try home.folder.write("#!/bin/sh\n\(script)\n", to: "editor", permissions: 0o700)
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(["PS1": "shell> ", "VISUAL": editor]),
            command: ["env", "-u", "TMUX", "bash", "--norc", "--noprofile", "-i"]
        )
        try await terminal.wait(for: "shell>")
        try await terminal.type("clear; stty -g > ~/before; \(Project.program("toccata"))")
        try await terminal.press("Enter")
        try await terminal.wait(for: "LOCAL")
        try await terminal.press("2")
        try await terminal.wait(for: "0/10000")
        try await terminal.type("a tide")
        try await terminal.wait(for: "a tide")
        try await terminal.press("C-x", "C-e")
        try await terminal.wait(for: "EDITING")
        try await terminal.press("C-z")
        try await terminal.wait(for: "Stopped")
        try await terminal.type(
            "clear; flock -n \(home.path)/.local/state/toccata/ledger.sqlite-poller echo nobody polls"
        )
        try await terminal.press("Enter")
        try await terminal.wait(until: "that the right to poll is free") {
            $0.split(separator: "\n").contains("nobody polls")
        }
        try await terminal.type("fg")
        try await terminal.press("Enter")
        try await terminal.wait(for: "/toccata")
        try await terminal.press("Enter")
        try await terminal.wait(for: "a tide at dusk")
        try await terminal.type("!")
        try await terminal.wait(for: "a tide at dusk!")
        try await terminal.press("Escape")
        try await terminal.wait(for: "i type")
        try await terminal.press("Q")
        try await terminal.wait(until: "the shell again") { $0.contains("/toccata") && !$0.contains("TOCCATA") }
        try await terminal.type("stty -g > ~/after; echo IT IS $((6 * 7))")
        try await terminal.press("Enter")
        try await terminal.wait(for: "IT IS 42")
        let files = ["before", "after"].map { home.path + "/" + $0 }
        #expect(try Data(contentsOf: URL(filePath: files[0])) == Data(contentsOf: URL(filePath: files[1])))
    }

    @Test("ends with a console that is told to end, and its file stays", arguments: [SIGTERM, SIGHUP])
    func ended(signal: Int32) async throws {
        let terminal = try await open(editor: "")
        let pid = try await terminal.value("#{pane_pid}")
        let children = try Data(contentsOf: URL(filePath: "/proc/\(pid)/task/\(pid)/children"))
        let console = String(decoding: children, as: UTF8.self).split(separator: " ").first.flatMap { pid_t($0) }
        kill(try #require(console), signal)
        try await terminal.wait(for: "left as found")
    }
}
