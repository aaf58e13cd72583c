import BachAPI
import FoundationEssentials
import Glibc
import Testing

/// However the console loses its terminal, or gives it up for a while: nothing that was typed is lost, and the
/// terminal is left as it was found.
@Suite("A terminal that ends", .serialized, .timeLimit(.minutes(3)))
struct TerminalEndTests {
    let home: Home
    init() throws { home = try Home() }

    /// Compose with a text in it that is not recorded yet.
    private func typed(_ text: String) throws -> PtyProgram {
        let program = try PtyProgram(columns: 80, rows: 24, environment: home.environment())
        program.wait(for: "LOCAL")
        program.type("2")
        program.wait(for: "0/10000")
        program.type(text)
        while !program.next().contains(UInt8(ascii: "w")) {}
        return program
    }

    private func expectKept(_ text: String) throws {
        let program = try PtyProgram(columns: 80, rows: 24, environment: home.environment())
        // Where one was is where one is again.
        program.wait(for: text)
    }

    /// Whether what was said last of a mode of the terminal is that it is off.
    private func isOff(_ mode: String, in written: String) -> Bool {
        written.components(separatedBy: "\u{1B}[" + mode).last?.first == "l"
    }

    @Test("by a signal while a prompt is typed keeps it, and leaves no mode on", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signalled(signal: Int32) throws {
        let program = try typed("a lake at daw")
        #expect(program.settings != program.settingsBefore)
        program.signal(signal)
        let end = try #require(program.ended())
        #expect(end.status == 0)
        _ = program.rest()
        let written = String(decoding: program.written, as: UTF8.self)
        for mode in ["?1049", "?2004", "?1004"] {
            #expect(written.contains(mode + "h") && isOff(mode, in: written), "\(mode) in \(written.debugDescription)")
        }
        #expect(!isOff("?25", in: written), "the cursor is hidden")
        #expect(program.settings == program.settingsBefore)
        try expectKept("a lake at daw")
    }

    @Test("is shown a first frame and given back with the reason where there can be no record")
    func noLedger() throws {
        let folder = home.path + "/.local/state/toccata"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("no ledger".utf8).write(to: URL(filePath: folder + "/ledger.sqlite"))
        let program = try PtyProgram(columns: 80, rows: 24, environment: home.environment())
        let end = try #require(program.ended())
        #expect(end.status >> 8 == 2)
        _ = program.rest()
        let written = String(decoding: program.written, as: UTF8.self)
        #expect(written.contains("Reading the ledger"))
        let last = try #require(written.components(separatedBy: "\u{1B}[?1049l").last)
        #expect(last.contains("toccata: ") && last.contains("ledger.sqlite"), "\(last.debugDescription)")
        #expect(program.settings == program.settingsBefore)
    }

    @Test("that is gone without a signal ends the console, which does not spin and loses nothing")
    func gone() throws {
        let program = try typed("a boat at daw")
        program.hangUp()
        let end = try #require(program.ended())
        #expect(end.seconds < 5, "\(end.seconds) s of CPU")
        try expectKept("a boat at daw")
    }

    @Test("that changes its size all the time while one types takes every letter, and sends nothing")
    func resizing() async throws {
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(),
            command: ["env", "-u", "TMUX", Project.program("toccata")]
        )
        try await terminal.wait(for: "LOCAL")
        try await terminal.press("2")
        try await terminal.wait(for: "0/10000")
        let text = "a kite over dunes in a storm"
        let sizes = [(120, 40), (40, 12), (21, 6), (200, 60), (10, 3), (80, 24), (60, 50)]
        for (number, letter) in text.enumerated() {
            let (columns, rows) = sizes[number % sizes.count]
            try await terminal.resize(columns: columns, rows: rows)
            try await terminal.type(String(letter))
        }
        try await terminal.resize(columns: 80, rows: 24)
        try await terminal.wait(for: text)
        let tasks = try await home.toccata("tasks", "--json")
        #expect(try tasks.document["data"]?.arrayValue?.isEmpty == true)
    }

    @Test("that is given back by C-z has its settings, and fg goes on where one was")
    func suspended() async throws {
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            environment: home.environment(["PS1": "shell> "]),
            command: ["env", "-u", "TMUX", "bash", "--norc", "--noprofile", "-i"]
        )
        func settings() async throws -> String {
            try await terminal.type("clear; stty -a; echo END")
            try await terminal.press("Enter")
            let screen = try await terminal.wait(until: "what stty says") {
                $0.contains("\nEND") && $0.contains("echoctl")
            }
            // The next prompt may be there already.
            return try #require(screen.components(separatedBy: "\nEND").first)
        }
        try await terminal.wait(for: "shell>")
        let before = try await settings()
        try await terminal.type("clear; \(Project.program("toccata"))")
        try await terminal.press("Enter")
        try await terminal.wait(for: "LOCAL")
        try await terminal.press("2")
        try await terminal.wait(for: "0/10000")
        try await terminal.type("a tram in the rain")
        try await terminal.wait(for: "a tram in the rain")
        try await terminal.press("C-z")
        try await terminal.wait(for: "Stopped")
        #expect(try await settings() == before)
        try await terminal.type("fg")
        try await terminal.press("Enter")
        try await terminal.wait(for: "a tram in the rain")
        try await terminal.type(", slowly")
        try await terminal.wait(for: "a tram in the rain, slowly")
    }
}
