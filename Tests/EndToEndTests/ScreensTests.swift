import FoundationEssentials
import PlainText
import ProcessKit
import Testing

/// The real screens of the real program on a ledger with one of everything; `make screens` writes them down.
@Suite("Real screens", .serialized, .timeLimit(.minutes(5)))
struct ScreensTests {
    struct Look: CustomTestStringConvertible, Sendable {
        let columns: Int
        let rows: Int
        let isASCII: Bool

        var testDescription: String { "\(columns)x\(rows)\(isASCII ? " --ascii" : "")" }

        static let all = [(40, 12), (80, 24), (120, 40), (200, 60)].flatMap { columns, rows in
            [false, true].map { Look(columns: columns, rows: rows, isASCII: $0) }
        }
    }

    /// A screen as it was: what it shows, and how.
    struct Shot {
        let title: String
        let screen: String
    }

    let home: Home
    let ledger: SeededLedger

    init() async throws {
        home = try Home()
        ledger = try await SeededLedger.various(in: home)
    }

    @Test("fit and say how to go on, in lines of Unicode and in ASCII", arguments: Look.all)
    func fit(look: Look) async throws {
        let shots = try await shots(look)
        for shot in shots {
            let lines = shot.screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.allSatisfy { PlainText.columns(of: $0) <= look.columns }, "\(shot.title)\n\(shot.screen)")
            // What is drawn right of a text stands where it belongs only if all agree how wide the text is.
            let askew = lines.filter { line in
                line.first.map("│|".contains) == true && PlainText.columns(of: line) != look.columns
            }
            #expect(askew.isEmpty, "\(askew.map { "\(PlainText.columns(of: $0)): \($0)" }.joined(separator: "\n"))")
            let last = lines.last { !$0.isEmpty } ?? ""
            #expect(last.contains(" help"), "\(shot.title): no hints\n\(shot.screen)")
            let isPlain = shot.screen.unicodeScalars.allSatisfy(\.isASCII)
            #expect(!look.isASCII || isPlain, "\(shot.title)\n\(shot.screen)")
        }
        try ScreensPage.write(shots.map { ($0.title, $0.screen) }, for: look.testDescription)
    }

    private func shots(_ look: Look) async throws -> [Shot] {
        let options = look.isASCII ? ["--ascii"] : []
        let terminal = try await Tmux(
            columns: look.columns,
            rows: look.rows,
            environment: home.environment(),
            command: ["env", "-u", "TMUX", Project.program("toccata")] + options
        )
        var shots: [Shot] = []
        func shoot(_ title: String, _ text: String) async throws {
            // What is read from the ledger comes a moment after the frame that shows the rest.
            var last = ""
            let screen = try await terminal.wait(until: "'\(text)' on a screen that holds still") { screen in
                defer { last = screen }
                return screen.contains(text) && screen == last
            }
            shots.append(Shot(title: title, screen: screen))
        }
        try await terminal.wait(for: "f3e99a")
        try await terminal.press("j")
        try await shoot("Queue", "k9f31c RUN")
        try await terminal.press("j", "j", "j", "j")
        try await terminal.wait(for: "> FAIL")
        try await terminal.press("Enter")
        try await shoot("Detail of a failed task", "sensitive")
        try await terminal.press("q", "?")
        try await shoot("The keys of a place", "Find")
        try await terminal.press("Escape", "2")
        try await terminal.wait(for: "Prompt")
        try await terminal.type("Lake at dawn, golden light across still water, slow dolly back from the reeds")
        try await terminal.wait(until: "a kept draft") { $0.contains("77/10000") && !$0.contains("not kept yet") }
        try await shoot("Compose", "77/10000")
        try await terminal.press("C-x", "Enter")
        try await shoot("The review", "y send")
        try await terminal.press("Escape", "Escape", "3")
        try await terminal.wait(until: "the Library") { $0.contains("[3 Library]") || $0.contains("TOCCATA Library") }
        try await shoot("Library", "wolf")
        try await shootReferences(terminal, shoot)
        return shots
    }

    /// A kept subject and a picture of this machine, then what lies over other screens.
    private func shootReferences(_ terminal: Tmux, _ shoot: (String, String) async throws -> Void) async throws {
        try Data(contentsOf: URL(filePath: Project.root + "/assets/lake.jpg"))
            .write(to: URL(filePath: home.path + "/lake.jpg"))
        try await terminal.press("4", "p")
        try await shoot("Kept subjects", "anna")
        try await terminal.press("Enter", "a")
        try await terminal.wait(for: "Add an image")
        try await terminal.type("~/lake.jpg")
        try await terminal.press("Enter")
        try await shoot("References", "not uploaded")
        try await terminal.press("2")
        try await terminal.wait(for: "Lake at dawn")
        try await terminal.press("C-x", "d")
        try await shoot("The drafts", "> open")
        try await terminal.press("Escape")
        try await terminal.wait(until: "no sheet") { !$0.contains("> open") }
        try await terminal.press("Escape", "1")
        try await terminal.wait(for: "> FAIL")
        try await terminal.press("X")
        try await shoot("A question", "Forget f3e99a?")
        try await terminal.press("n")
        try await terminal.wait(until: "no question") { !$0.contains("Forget f3e99a?") }
        try await terminal.press("5")
        try await shoot("Log", "info and worse")
    }
}
