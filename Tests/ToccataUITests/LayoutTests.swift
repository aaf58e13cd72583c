import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Layout")
struct LayoutTests {
    private func states() -> [AppState] {
        let tasks = [makeTask("aaaaaa"), makeTask("bbbbbb", .out)]
        return Screen.allCases.flatMap { screen in
            [(0, false), (1, false), (0, true), (1, true)].map { opened, isZoomed in
                var state = Desk(tasks: tasks).state
                state.screen = screen
                state.detailTop = opened == 1 ? 0 : nil
                state.isZoomed = isZoomed
                state.holds = screen == .queue && opened == 0 ? [makeHold()] : []
                return state
            }
        }
    }

    @Test("puts no pane over another or outside, at any size from 1x1 to 250x80", arguments: 1...80)
    func everySize(rows: Int) {
        for state in states() {
            for columns in 1...250 { check(Layout(state, Size(columns: columns, rows: rows))) }
        }
    }

    /// With no `#expect`, which costs more than a layout: there are two million panes.
    private func check(_ layout: Layout) {
        let panes = layout.panes
        let places = panes.map { layout[$0] }
        let bounds = Rect(layout.size)
        for (index, place) in places.enumerated() {
            if place.intersection(bounds) != place { Issue.record("\(panes[index]) sticks out at \(layout.size)") }
            for other in index + 1..<places.count where !place.intersection(places[other]).isEmpty {
                Issue.record("\(panes[index]) and \(panes[other]) overlap at \(layout.size)")
            }
        }
    }

    @Test(
        "leaves no cell without an owner once there is room for more than a line",
        arguments: [5, 10, 24, 30, 36, 50, 80]
    )
    func nothingUnused(rows: Int) {
        for state in states() {
            for columns in [20, 40, 79, 80, 84, 85, 99, 100, 159, 160, 250] {
                let layout = Layout(state, Size(columns: columns, rows: rows))
                let cells = layout.panes.map { layout[$0].columns * layout[$0].rows }
                #expect(cells.reduce(0, +) == columns * rows, "\(state.screen) \(columns)x\(rows)")
            }
        }
    }

    @Test(
        "has its breakpoints where the sketches have them",
        arguments: [
            (19, 50, "", 0), (20, 4, "", 0),
            (40, 10, "header list detail hints", 5), (79, 23, "header list detail notice hints", 17),
            (80, 24, "header list detail notice hints", 13), (84, 46, "header list detail notice hints", 24),
            (100, 24, "header list detail notice hints", 21),
            (100, 30, "header list detail draft notice hints", 22),
            (120, 40, "header list detail draft log notice hints", 26),
            (200, 60, "header filters list detail compose references log notice hints", 35),
        ]
    )
    func breakpoints(columns: Int, rows: Int, panes: String, listRows: Int) {
        var state = Desk(tasks: [makeTask("aaaaaa")]).state
        let layout = Layout(state, Size(columns: columns, rows: rows))
        #expect(layout.panes.map { "\($0)" }.joined(separator: " ") == panes)
        #expect(layout[.list].rows == listRows)
        state.isZoomed = true
        let zoomed = Layout(state, Size(columns: columns, rows: rows)).panes
        #expect(panes.isEmpty || Set(zoomed).isSubset(of: [.header, .list, .notice, .hints]))
    }

    @Test("keeps queue, detail, prompt and references in sight from 160x50 on, whichever has the keys")
    func together() {
        var desk = Desk(columns: 200, rows: 60, tasks: [makeTask("aaaaaa")])
        for key in ["1", "2", "Esc 4"] {
            desk.press(key)
            for title in ["─ Queue 1 ", "─ Task aaaaaa RUN ", "─ Prompt ", "─ References ", "─ Activity "] {
                #expect(desk.screen.contains(title), "\(key) \(title)\n\(desk.screen)")
            }
        }
        desk.press("+")
        #expect(!desk.screen.contains("─ Queue 1 "))
        desk.press("_")
        #expect(desk.screen.contains("─ Queue 1 "))
    }

    @Test("shows the draft in short beside the queue from 100x30 on")
    func strip() {
        var desk = Desk(columns: 100, rows: 30, tasks: [makeTask("aaaaaa")])
        #expect(desk.screen.contains("Prompt   (none yet)"))
        desk.press("2")
        desk.type("a tide at dusk")
        desk.press("Esc 1")
        #expect(desk.screen.contains("Prompt   a tide at dusk"))
        #expect(desk.screen.contains("Check    ready, NOT SENT"))
    }

    @Test("draws every screen at sizes around every breakpoint without a crash, each row as wide as the screen")
    func drawn() {
        for state in states() {
            for columns in [1, 19, 20, 39, 40, 79, 80, 84, 85, 100, 160, 250] {
                for rows in [1, 4, 5, 10, 16, 24, 30, 36, 46, 50, 80] {
                    let frame = view(state, size: Size(columns: columns, rows: rows))
                    #expect(frame.cells.count == columns * rows)
                }
            }
        }
    }
}
