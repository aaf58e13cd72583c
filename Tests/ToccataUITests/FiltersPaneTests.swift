import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("The pane of filters, at 160 columns and more")
struct FiltersPaneTests {
    private func desk(columns: Int = 200, rows: Int = 60) -> Desk {
        var kept = makeTask("aaaaaa", .done)
        kept.tags = Tags(["keep", "lake"])
        var other = makeTask("bbbbbb", .failed)
        other.tags = Tags(["keep"])
        var desk = Desk(columns: columns, rows: rows, tasks: [kept, other, makeTask("cccccc")])
        desk.take(.subjectsLoaded([Subject(name: "anna"), Subject(name: "安娜")]))
        return desk
    }

    private func pane(_ desk: Desk) -> String {
        let rows = desk.frame.lines.dropFirst()
        return rows.prefix { $0.first == "┌" || $0.first == "│" || $0.first == "└" }
            .map { row in row.prefix(1) + row.dropFirst().prefix { !"┐│".contains($0) } + (row.first == "│" ? "│" : "")
            }
            .prefix(19).joined(separator: "\n")
    }

    @Test("has each filter with its key and how many fit, then tags, drafts and subjects")
    func whole() {
        var desk = desk()
        desk.press("2")
        desk.type("a tide at dusk")
        desk.press("Esc g 6")
        #expect(
            pane(desk) == """
                ┌─ Filters ────── / any ─
                │  g 1 Active           1│
                │  g 2 Attention        1│
                │  g 3 Unsent           0│
                │  g 4 Today            3│
                │  g 5 Unsaved          0│
                │> g 6 Failed           1│
                │  g 7 All              3│
                │                        │
                │ Tags                   │
                │  #keep                2│
                │  #lake                1│
                │                        │
                │ Drafts  C-x d          │
                │> a tide at dusk        │
                │                        │
                │ Subjects               │
                │  anna                  │
                │  安娜                  │
                """
        )
    }

    @Test("says how many tasks used each subject")
    func uses() {
        var task = makeTask("dddddd", mode: .elementsToVideo)
        task.request = ["reference_inputs": [["subject": ["subject_name": "anna"]]]]
        task.sentAt = start
        var desk = desk()
        desk.take(.taskChanged(task))
        #expect(desk.screen.contains("│  anna                 1│"))
    }

    @Test("leaves out what there is no room for, and says how much that is", arguments: [50, 52, 54])
    func short(rows: Int) {
        var desk = desk(columns: 160, rows: rows)
        var tasks = [makeTask("aaaaaa")]
        tasks[0].tags = Tags((10..<26).map { "tag\($0)" })
        desk.take(.tasksChanged(tasks))
        #expect(desk.screen.contains("g 7 All"))
        let shown = (10..<26).count { desk.screen.contains("│  #tag\($0) ") }
        #expect(shown > 0 && desk.screen.contains("│  and \(16 - shown) more"))
    }
}
