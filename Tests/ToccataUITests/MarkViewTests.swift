import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Marks on the screen")
struct MarkViewTests {
    private let tasks = [
        makeTask("aaaaaa", age: 10), makeTask("bbbbbb", .pending, age: 20), makeTask("cccccc", .held, age: 30),
        makeTask("dddddd", .held, age: 40), makeTask("eeeeee", .unsaved, age: 50), makeTask("ffffff", age: 60),
    ]

    private func words(_ desk: Desk) -> String { desk.screen.split { " \n│".contains($0) }.joined(separator: " ") }

    @Test("stand beside the selection, with their number and their keys below and in the title")
    func shown() {
        var desk = Desk(tasks: tasks)
        desk.press("Space")
        desk.press("v j j")
        #expect(desk.rows[2...6].map { $0.prefix(8) } == [" *RUN   ", " *PEND  ", " *HELD  ", ">*HELD  ", "  DONE! "])
        #expect(desk.rows[22] == " 4 tasks are marked: x s X t mean them, U unmarks; v ends the range")
        var wide = Desk(columns: 120, rows: 40, tasks: tasks)
        wide.press("Space")
        #expect(wide.rows[1].hasPrefix("┌─ Queue 6, 1 marked ──"))
    }

    @Test("are beside the tags that a person puts on, which stand behind the prompt and in Detail")
    func tags() {
        var tagged = makeTask("aaaaaa", .done, age: 10)
        tagged.tags = Tags(["keep", "lake"])
        var desk = Desk(tasks: [tagged, makeTask("bbbbbb", age: 20)])
        #expect(desk.rows[2].contains("  Lake at dawn, golden light, slow~ #keep #lake  10s"), "\(desk.rows[2])")
        #expect(desk.screen.contains(" Tags     #keep #lake"))
        desk.press("Space Space t")
        #expect(desk.screen.contains("Tags of 2 tasks"))
        desk.type("+draft")
        desk.press("Enter")
        #expect(desk.rows[22] == " +draft on 2 tasks; z takes it back.")
    }

    @Test("say all of why a word is no tag, and in the smallest window that first", arguments: [(80, 24), (24, 6)])
    func badTag(columns: Int, rows: Int) {
        var desk = Desk(columns: columns, rows: rows, tasks: [makeTask("aaaaaa", .done, age: 10)])
        desk.press("t")
        desk.type("b@d")
        desk.press("Enter")
        let isLarge = rows == 24
        #expect(desk.screen.contains("b@d is no tag: 1 to"))
        #expect(desk.rows.contains { $0.contains("b@d") && !$0.contains("no tag") }, "the field stays")
        #expect(desk.screen.contains("and no sign") == isLarge && desk.screen.contains("Enter takes it") == isLarge)
        #expect(desk.screen.contains("first.") == isLarge)
    }

    @Test("are only sent by a question that names where they go and says that it costs money")
    func costs() {
        let remote = ServerIdentity.remote(baseURL: "https://api.example.com", keyID: "AK1")
        let ours = [makeTask("gggggg", .done, age: 10), makeTask("hhhhhh", .held, age: 20)]
        let theirs = [
            makeTask("iiiiii", .done, server: remote, age: 30), makeTask("jjjjjj", .failed, server: remote, age: 40),
            makeTask("kkkkkk", .held, server: remote, age: 50),
        ]
        for (keys, expected) in [
            (
                "A C",
                "Send 2 tasks again as new ones to api.example.com, each with another seed? Each of these 2 costs money; a sent task cannot be cancelled. 3 marked ones are left out: 2 lost or not ended, 1 another server's."
            ),
            (
                "A s",
                "Send 2 held tasks to api.example.com and the LOCAL server? 1 of them costs money; a sent task cannot be cancelled."
            ),
            ("G Space s", "Send 1 held task to api.example.com? It costs money; a sent task cannot be cancelled."),
        ] {
            var desk = Desk(columns: 80, rows: 24, server: remote, tasks: ours + theirs)
            desk.press(keys)
            #expect(words(desk).contains(expected), "\(words(desk))")
        }
    }

    @Test(
        "are asked about in words that count",
        arguments: [
            (
                "A x",
                "Take back 2 unsent tasks, and stop watching 3 running? The running go on and are billed. 1 marked one is left out: neither unsent nor running."
            ),
            ("Space Space x", "Stop watching 2 running tasks? They go on and are billed. [y] stop watching [n] no"),
            (
                "j j Space Space s",
                "Send 2 held tasks to the LOCAL server? That costs nothing; a sent task cannot be cancelled. [y] send 2 [n] no"
            ),
            (
                "j j j j Space X",
                "Forget 1 task? The rows here are deleted; saved files and the tasks at the service stay. 1 of them finished and not saved: the video may be lost."
            ),
            ("j j Space x", "Take back 1 unsent task? Nothing of that was sent, nor will be. [y] take back [n] no"),
            (
                "A d",
                "Download the video of 1 task, again where saved before? 5 marked ones are left out: without a finished video."
            ),
        ]
    )
    func questions(keys: String, expected: String) {
        for (columns, rows) in [(80, 24), (120, 40)] {
            var desk = Desk(columns: columns, rows: rows, tasks: tasks)
            desk.press(keys)
            guard case .question(let question) = desk.state.overlays.last else {
                Issue.record("no question: \(desk.screen)")
                continue
            }
            var plain = Desk(columns: columns, rows: rows)
            plain.state.isLoaded = false
            plain.state.overlays = [.question(question)]
            #expect(words(plain).contains(expected), "\(words(plain))")
        }
    }
}
