import FoundationEssentials
import Glibc
import Scratch
import Testing

/// The built program with more text than fits, in a real terminal.
@Suite("Long prompts in tmux", .serialized)
struct LongPromptTests {
    let home: Home
    init() throws { home = try Home() }

    private func open() async throws -> Tmux {
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        try await terminal.wait(for: "LOCAL placeholder videos")
        try await terminal.press("2")
        try await terminal.wait(for: "Prompt")
        return terminal
    }

    @Test("takes a paste of 20,000 characters as one, goes on typing behind it, and takes it back in one step")
    func paste() async throws {
        let terminal = try await open()
        let text = String(repeating: "mist on the water,\n", count: 1053).prefix(20_000)
        try await terminal.paste(String(text), through: home.folder.file("paste"))
        try await terminal.wait(for: "20000/10000")
        try await terminal.type("!")
        try await terminal.wait(for: "20001/10000")
        try await terminal.resize(columns: 44, rows: 12)
        try await terminal.resize(columns: 120, rows: 40)
        try await terminal.wait(for: "20001/10000")
        // Nothing of it was a key: it was not sent, and no screen was left.
        try await terminal.press("C-_", "C-_")
        try await terminal.wait(for: " 0/10000")
        try await terminal.press("C-x", "C-r")
        try await terminal.wait(for: "20000/10000")
    }

    @Test("loses no more than the last words to a kill, and C-u and C-c nothing at all")
    func killed() async throws {
        let first = try await open()
        try await first.type("a lake at dawn")
        try await first.wait(for: "a lake at dawn")
        try await first.wait(for: " kept, NOT SENT")
        try await first.press("C-u")
        try await first.wait(for: " 0/10000")
        try await first.press("C-_", "C-c")
        try await first.wait(for: "a lake at dawn")
        try await first.wait(for: "C-c again quits")
        try await first.type(" and what is lost")
        let pid = try #require(pid_t(try await first.value("#{pane_pid}")))
        kill(pid, SIGKILL)
        let second = try await open()
        try await second.wait(for: "a lake at dawn")
    }

    @Test("keeps several drafts through a kill, opens the one that was open, and brings back what one once was")
    func severalDrafts() async throws {
        let first = try await open()
        try await first.type("a lake at dawn")
        try await first.wait(for: "14/10000")
        try await first.wait(for: " kept, NOT SENT")
        try await first.press("C-w")
        try await first.type("night")
        try await first.press("C-x", "d")
        try await first.wait(for: "Drafts")
        try await first.press("a")
        try await first.wait(for: " 0/10000")
        try await first.type("a boat")
        try await first.wait(for: " 6/10000")
        try await first.wait(for: " kept, NOT SENT  (C-x d: 1 more)")
        let pid = try #require(pid_t(try await first.value("#{pane_pid}")))
        kill(pid, SIGKILL)
        let second = try await open()
        try await second.wait(for: "a boat")
        try await second.press("C-x", "d")
        try await second.wait(for: "a lake at night")
        try await second.press("j", "H")
        try await second.wait(for: "Revisions")
        try await second.wait(for: "r1")
        try await second.press("j")
        try await second.wait(for: "What it would change:")
        try await second.press("Enter")
        try await second.wait(for: " 14/10000")
    }
}
