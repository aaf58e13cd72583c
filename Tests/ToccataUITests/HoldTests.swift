import PlainText
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Sending on hold")
struct HoldTests {
    private func desk(columns: Int = 80, rows: Int = 24, waiting: Int = 2) -> Desk {
        let tasks = (0..<waiting).map { makeTask("wait0\($0)", .out) } + [makeTask("failed", .failed)]
        let server = ServerIdentity.remote(baseURL: "https://api.example.com/vdr", keyID: nil)
        var desk = Desk(columns: columns, rows: rows, server: server, tasks: tasks)
        desk.take(.outboxHeld(reason: "Insufficient credit package. (code 1302)"))
        return desk
    }

    @Test("is said above the queue and in the header for as long as it lasts, notice or not")
    func lasts() {
        var desk = desk()
        desk.take(.noted(Note(.error("something else"), at: start)))
        #expect(desk.rows[0].contains(" HELD"))
        #expect(desk.rows[1] == " On hold, 2 wait; s on one lets all go: Insufficient credit package. (code 1302)")
        #expect(desk.rows[2].hasPrefix("  ST    ID"))
        desk.take(.outboxHeld(reason: nil))
        #expect(!desk.screen.contains("n hold"))
        #expect(!desk.screen.contains("HELD"))
    }

    @Test("is said below the other rooms")
    func elsewhere() {
        var desk = desk()
        desk.press("2")
        #expect(desk.rows[0].contains(" HELD"))
        #expect(desk.rows[22].hasPrefix(" On hold, 2 wait; s on one lets all go"))
    }

    @Test("says that nothing waits where nothing does")
    func nothingWaits() {
        let desk = desk(waiting: 0)
        #expect(desk.rows[1].hasPrefix(" On hold (the next send tries again): Insufficient credit package."))
    }

    @Test("is seen at every size", arguments: [(40, 10), (40, 12), (80, 24), (100, 30), (120, 40), (200, 60)])
    func sizes(columns: Int, rows: Int) {
        let desk = desk(columns: columns, rows: rows)
        #expect(desk.rows[0].contains(columns < 100 ? " HELD" : " ON HOLD"))
        #expect(desk.rows[1].hasPrefix(" On hold, 2 wait; s on one lets all go"))
        #expect(desk.screen.contains("wait00"))
        #expect(desk.frame.lines.allSatisfy { PlainText.columns(of: $0) == columns })
    }

    @Test("ends by s on a task that waits, after a yes")
    func released() {
        var desk = desk()
        desk.press("g g s y")
        #expect(desk.effects.contains(.resumeOutbox))
    }
}
