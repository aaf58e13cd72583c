import PlainText
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Sending on hold")
struct HoldTests {
    private let server = ServerIdentity.remote(baseURL: "https://api.example.com/vdr", keyID: nil)

    private func desk(columns: Int = 80, rows: Int = 24, waiting: Int = 2) -> Desk {
        let tasks =
            (0..<waiting).map { makeTask("wait0\($0)", .out, server: server) } + [makeTask("failed", .failed)]
        var desk = Desk(columns: columns, rows: rows, server: server, tasks: tasks)
        desk.take(.holdsChanged([makeHold(server, "Insufficient credit package. (code 1302)")]))
        return desk
    }

    @Test("is said above the queue and in the header for as long as it lasts, notice or not")
    func lasts() {
        var desk = desk()
        desk.take(.noted(Note(.error("something else"), at: start)))
        #expect(desk.rows[0].contains(" HELD"))
        #expect(desk.rows[1] == " On hold, 2 wait; s on one lets all go: Insufficient credit package. (code 1302)")
        #expect(desk.rows[2].hasPrefix("  ST    ID"))
        desk.take(.holdsChanged([]))
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

    private func draft() -> Desk {
        var desk = Desk(rows: 40, server: server)
        desk.press("2")
        desk.type("a tide")
        return desk
    }

    @Test("is said in the review first of all, and while it is a person's pause, in what comes of its yes")
    func paused() {
        var desk = draft()
        desk.take(.holdsChanged([makeHold(nil)]))
        desk.press("M-Enter")
        let first = desk.rows.firstIndex { $0.contains("Review and send") }.map { desk.rows[$0 + 1] }
        #expect(first?.contains("Sending is paused: y records it, and it waits until P.") == true)
        desk.press("y")
        #expect(desk.state.notice?.text == "Recording it ...")
        desk.take(.taskRecorded(makeTask("aaaaaa", .out, server: server)))
        let expected = "aaaaaa is recorded and waits: sending is paused until P. The draft stays as it is."
        #expect(desk.state.notice == .warning(expected))
    }

    @Test("is no pause where the service says it: y tries, and the review says why it may be in vain")
    func tried() {
        var desk = draft()
        desk.take(.holdsChanged([makeHold(server)]))
        desk.press("M-Enter")
        #expect(desk.screen.contains("Sending is on hold, and y tries it all the same: Insufficient credit"))
        desk.press("y")
        desk.take(.taskRecorded(makeTask("aaaaaa", .out, server: server)))
        #expect(desk.state.notice?.text == "aaaaaa is recorded and goes out. The draft stays as it is.")
    }

    @Test("is said where several are recorded, and before what was kept back is let go")
    func pausedOthers() {
        var desk = Desk(server: server, tasks: [makeTask("aaaaaa", .held, server: server)])
        desk.take(.holdsChanged([makeHold(nil)]))
        desk.press("s")
        let words = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(words.contains("and is billed. It waits then: sending is paused until P."))
        desk.press("y")
        #expect(desk.state.notice?.text == "aaaaaa waits: sending is paused until P.")
        desk.state.isAwaitingTask = true
        let group = ShortID(rawValue: "gggggg")
        for id in ["cccccc", "bbbbbb"] {
            var task = makeTask(id, .out, server: server, age: 0)
            task.group = group
            desk.take(id == "cccccc" ? .taskChanged(task) : .taskRecorded(task))
        }
        #expect(desk.state.notice?.text.hasPrefix("2 tasks are recorded and wait: sending is paused until P.") == true)
        desk.press("G Space s y")
        #expect(desk.state.notice?.text == "Done with 1 of 1 tasks. They wait: sending is paused until P.")
    }

    @Test("ends by s on a task that waits, after a yes")
    func released() {
        var desk = desk()
        desk.press("g g s y")
        #expect(desk.effects.contains(.resumeOutbox))
    }

    @Test("tells a person's pause from what a service said, at every size", arguments: [40, 80, 120])
    func paused(columns: Int) {
        var desk = Desk(columns: columns, tasks: [makeTask("wait00", .out), makeTask("wait01", .retry)])
        desk.take(.networkChanged(.reachable))
        desk.take(.holdsChanged([makeHold(.local), makeHold(nil)]))
        #expect(desk.rows[0].contains(columns < 80 ? "LOCAL PAUSED" : "LOCAL placeholder videos PAUSED"))
        #expect(desk.rows[1].hasPrefix(" Paused, 2 wait; P lets sending go on."))
        #expect(desk.rows.contains { $0.contains("RETRY wait01") && (columns < 80 || $0.contains("paused")) })
    }

    @Test("are begun and ended by P, without a question")
    func pauseKey() {
        var desk = desk(waiting: 1)
        desk.press("P")
        #expect(desk.effects.contains(.pauseOutbox) && !desk.effects.contains(.unpauseOutbox))
        desk.take(.holdsChanged([makeHold(nil)]))
        desk.press("P")
        #expect(desk.effects.contains(.unpauseOutbox))
    }

    @Test("say that a task waits until fewer run, and how many do in the header", arguments: [80, 120])
    func slots(columns: Int) {
        var desk = Desk(
            columns: columns,
            server: server,
            tasks: [
                makeTask("wait00", .out, server: server), makeTask("run000", .running, server: server),
            ]
        )
        desk.state.mostRunning = 1
        #expect(desk.rows[0].hasSuffix(columns < 100 ? " 1/1" : " active 1/1"))
        desk.press("g g")
        #expect(desk.rows.contains { $0.contains("OUT   wait00") && $0.contains("slot") })
        desk.press("Enter")
        #expect(desk.screen.contains("Waits: 1 of 1 run at"))
    }
}
