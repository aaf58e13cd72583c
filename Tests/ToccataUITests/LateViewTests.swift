import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Slow tasks, and tasks without an end")
struct LateViewTests {
    /// One of its time, one that is slow, one that has no end, and five that took three minutes.
    private func desk(columns: Int = 80, rows: Int = 24) -> Desk {
        let done = (0..<5).map { number in
            var task = makeTask("done0\(number)", .done, age: 9000)
            task.took = .seconds(180)
            return task
        }
        let tasks = [makeTask("usual1", age: 20), makeTask("slow22", age: 190), makeTask("noend3", age: 3840)]
        return Desk(columns: columns, rows: rows, tasks: tasks + done)
    }

    @Test("stand out in the list, where others say how long they take yet")
    func list() {
        let desk = desk()
        #expect(
            desk.rows[2...4] == [
                "> RUN   usual1 t2v  Lake at dawn, golden light, slow dolly back    20s ~2m40s",
                "  RUN   slow22 t2v  Lake at dawn, golden light, slow dolly back     3m slow",
                "  RUN   noend3 t2v  Lake at dawn, golden light, slow dolly back     1h no end?",
            ]
        )
        #expect(desk.screen.contains("1 task needs a look"))
    }

    @Test("say what they are slow beside")
    func slow() {
        var desk = desk()
        desk.press("j")
        #expect(desk.screen.contains("slow: 9 of 10 such tasks took at most 3m00s, 5 seen"))
    }

    @Test("say what a person can do, at any size", arguments: [(80, 24), (120, 40)])
    func overdue(columns: Int, rows: Int) {
        var desk = desk(columns: columns, rows: rows)
        desk.press("j j")
        let words = desk.screen.split { " \n│".contains($0) }.joined(separator: " ")
        #expect(desk.screen.contains("No end after 1h04m."))
        #expect(desk.screen.contains("R ask on"))
        if columns == 80 {
            #expect(
                words.contains(
                    "It may still come, and be billed. R: ask now and further on. x: stop watching it. Until you say, "
                        + "Toccata goes on asking."
                )
            )
        }
    }

    @Test("go on with R, which the ledger is told, and are no question any more then")
    func askOn() {
        var desk = desk()
        desk.press("j j R")
        let id = ShortID(rawValue: "noend3")
        #expect(desk.effects.contains(.keepAsking(id)) && desk.effects.contains(.pollNow(id)))
        var task = makeTask("noend3", age: 3840)
        _ = task.apply(.keptAsking, at: start)
        desk.take(.taskChanged(task))
        #expect(!desk.screen.contains("no end?") && !desk.screen.contains("needs a look"))
        desk.press("R")
        #expect(desk.effects.count { $0 == .keepAsking(id) } == 1)
    }

    @Test("are no longer slow beside what took longer")
    func learns() {
        var desk = desk()
        for number in 0..<20 {
            var task = makeTask("more\(number)x", .running, age: 9000)
            desk.take(.taskChanged(task))
            (task.state, task.took) = (.done, .seconds(300))
            desk.take(.taskChanged(task))
        }
        #expect(!desk.rows[3].contains("slow22") || !desk.rows[3].hasSuffix(" slow"))
        #expect(!desk.screen.contains(" 3m slow"))
    }

    @Test("knows which tasks are on the screen")
    func shown() {
        var desk = Desk(tasks: (0..<40).map { makeTask("t\(10 + $0)aaa", age: Double($0)) })
        #expect(shownTasks(desk.state, size: desk.size) == Set((10..<22).map { ShortID(rawValue: "t\($0)aaa") }))
        desk.press("G")
        #expect(shownTasks(desk.state, size: desk.size).contains(ShortID(rawValue: "t49aaa")))
        #expect(!shownTasks(desk.state, size: desk.size).contains(ShortID(rawValue: "t10aaa")))
        desk.press("Enter")
        #expect(shownTasks(desk.state, size: desk.size) == [ShortID(rawValue: "t49aaa")])
        var saved = makeTask("saved1", .done)
        saved.file = "/videos/a.mp4"
        desk.take(.taskChanged(saved))
        for screen in ["3", "5"] {
            desk.press(screen)
            #expect(shownTasks(desk.state, size: desk.size) == [])
        }
    }
}
