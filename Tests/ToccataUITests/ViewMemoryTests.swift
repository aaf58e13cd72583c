import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("A frame made of the last one")
struct ViewMemoryTests {
    private static let keys = "j k Down Up PgDn PgUp G Home C-d l h q Space v n ] / x f z F h l S U 3 1 d Esc + R"

    /// Of every state, and three of one group.
    private var tasks: [VideoTask] {
        var tasks = (0..<70).map { number in
            makeTask("a\(100 + number)", TaskState.allCases[number % TaskState.allCases.count], prompt: "湖 \(number)")
        }
        for index in 4..<7 { tasks[index].group = tasks[4].id }
        return tasks
    }

    @Test(
        "is the one that would be drawn anew, whatever is pressed and whatever happens",
        arguments: [(120, 40), (80, 24), (200, 60), (40, 12), (84, 50), (60, 9)],
        0..<2
    )
    func same(size: (columns: Int, rows: Int), seed: UInt64) {
        var chance = Chance(seed: seed)
        var desk = Desk(columns: size.columns, rows: size.rows, tasks: tasks)
        var memory = ViewMemory()
        let keys = Self.keys.split(separator: " ").map(String.init)
        for step in 0..<100 {
            desk.waitsForQuiet = chance.below(3) == 0
            desk.press(chance.below(3) == 0 ? chance.pick(keys) : chance.pick(["j", "k"]))
            if chance.below(9) == 0 {
                let task = chance.pick(tasks)
                desk.take(chance.below(3) == 0 ? .taskRemoved(task.id) : .taskChanged(task))
            }
            #expect(memory.view(desk.state, size: desk.size) == desk.frame, "step \(step)")
        }
    }

    @Test("changes two rows of the list and what is said of the selected task where the mark moves on")
    func move() {
        var desk = Desk(columns: 120, rows: 40, tasks: (0..<50).map { makeTask("a\(100 + $0)") })
        desk.waitsForQuiet = false
        desk.press("j")
        let before = desk.frame
        desk.press("j")
        var rows: Set<Int> = []
        desk.frame.forEachChange(since: before) { _, point in rows.insert(point.row) }
        #expect(rows == [4, 5])
    }
}
