import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("The filter and the order of the list")
struct FilterViewTests {
    private let tasks = [
        makeTask("aaaaaa", age: 10), makeTask("bbbbbb", .failed, age: 20), makeTask("cccccc", .lost, age: 30),
    ]

    @Test("have a row above the list while it is typed, and below 100 columns until it is cleared")
    func medium() {
        var desk = Desk(tasks: tasks)
        desk.press("/")
        desk.type("state:att")
        #expect(desk.rows[1] == "/ state:att" + String(repeating: " ", count: 63) + "2 of 3")
        #expect(desk.rows[2].hasPrefix("  ST    ID ") && desk.rows[3].hasPrefix("> FAIL  bbbbbb"))
        #expect(desk.frame.cursor == Point(column: 11, row: 1))
        desk.type("x")
        #expect(desk.rows[1].hasPrefix("/ state:attx") && desk.rows[1].contains("  no state attx: active attention"))
        desk.press("Enter")
        #expect(
            desk.rows[1].contains("  no state attx: active attention") && desk.frame.cursor == Point(column: 12, row: 1)
        )
        #expect(desk.screen.contains("Esc clears: no state attx: active attention"))
        desk.press("Backspace Enter")
        #expect(desk.rows[1].hasPrefix("/ state:att ") && desk.rows[1].hasSuffix("  2 of 3  Esc clears"))
        #expect(desk.frame.cursor == nil)
        desk.press("Esc")
        #expect(desk.rows[1].hasPrefix("  ST ") && desk.rows[2].hasPrefix("  RUN   aaaaaa"))
        #expect(desk.rows[3].hasPrefix("> FAIL  bbbbbb"))
    }

    @Test("say all of what is wrong over two lines, as it is typed and after Enter, and all of what may follow a key")
    func whole() {
        var desk = Desk(tasks: tasks)
        func foot() -> String {
            desk.rows.suffix(2).joined(separator: " ").split(separator: " ").joined(separator: " ")
        }
        let states =
            "active attention unsent finished out held sending retry lost pending running downloading done unsaved "
            + "failed stopped gone"
        desk.press("/")
        desk.type("state:fialed")
        #expect(foot() == "no state fialed: \(states)")
        desk.press("Enter")
        #expect(foot() == "Esc clears: no state fialed: \(states)")
    }

    @Test("stand in the title where the list has a frame")
    func wide() {
        var desk = Desk(columns: 120, rows: 40, tasks: tasks)
        desk.press("/")
        desk.type("!state:lost")
        desk.press("Enter")
        #expect(desk.rows[1].hasPrefix("┌─ Queue 2 of 3  /!state:lost ──"))
        #expect(desk.rows[2].hasPrefix("│  ST    ID     KIND PROMPT   "))
        desk.press("S S S")
        #expect(desk.rows[2].hasPrefix("│  ST    ID     KIND PROMPT, longest waiting first "))
        #expect(desk.rows[3].contains("FAIL  bbbbbb"))
        #expect(desk.screen.contains("Sorted: longest waiting first."))
    }

    @Test(
        "say so where nothing fits, and fit into the smallest list",
        arguments: [(80, 24), (40, 10), (120, 40), (200, 60)]
    )
    func nothing(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows, tasks: tasks)
        desk.press("/")
        desk.type("zzz")
        #expect(desk.screen.contains("Nothing like that among 3."))
        #expect(desk.screen.contains("/ zzz"))
    }

    @Test("leave letters to the filter while it is typed, and the arrows to the list")
    func typing() {
        var desk = Desk(tasks: tasks)
        desk.press("/")
        desk.type("Q1xs")
        #expect(desk.state.queue.filter.editor.text == "Q1xs" && !desk.state.isQuitting && desk.state.overlays.isEmpty)
        desk.press("C-u Down")
        #expect(desk.state.selectedTask?.id.rawValue == "bbbbbb")
    }
}
