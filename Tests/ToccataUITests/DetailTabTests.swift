import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("The tabs of Detail")
struct DetailTabTests {
    private func desk() -> Desk {
        var older = makeTask("bbbbbb", .done, prompt: "Lake at dawn", age: 600)
        older.request = ["prompt": "Lake at dawn", "duration": 5, "seed": 7]
        var newer = makeTask("aaaaaa", .failed, prompt: "Lake at dusk")
        newer.request = ["prompt": "Lake at dusk", "duration": 6, "seed": 7, "fps": 24]
        return Desk(columns: 120, rows: 40, tasks: [newer, older])
    }

    @Test("go round by ] and [, and the edge of the pane says which is shown")
    func round() {
        var desk = desk()
        #expect(desk.screen.contains("─ [Status] Params Events JSON Diff ─"))
        desk.press("]")
        #expect(desk.screen.contains("─ Status [Params] Events JSON Diff ─"))
        desk.press("[ [")
        #expect(desk.screen.contains("─ Status Params Events JSON [Diff] ─"))
        desk.press("]")
        #expect(desk.state.detailTab == .status)
    }

    @Test("are named one by one where there is no room for all", arguments: [(100, 30, ""), (40, 12, "Enter")])
    func narrow(columns: Int, rows: Int, opened: String) {
        var desk = desk()
        desk.size = Size(columns: columns, rows: rows)
        desk.press(opened)
        #expect(desk.screen.contains("─ [Status] 1 of 5 ─"), "\(desk.screen)")
        desk.press("]")
        #expect(desk.screen.contains("─ [Params] 2 of 5 ─"), "\(desk.screen)")
    }

    @Test("are named in the rule of a screen that stands")
    func portrait() {
        var desk = desk()
        desk.size = Size(columns: 60, rows: 50)
        #expect(!desk.screen.contains("[Status]"))
        desk.press("]")
        #expect(desk.screen.contains("aaaaaa FAIL [Params]"), "\(desk.screen)")
    }

    @Test("show the whole request by members, and as it is sent")
    func request() {
        var desk = desk()
        desk.press("]")
        for text in ["prompt: Lake at dusk", "duration: 6", "fps: 24"] { #expect(desk.screen.contains(text)) }
        desk.press("] ]")
        #expect(
            desk.screen.contains("\"prompt\" : \"Lake at dusk\"")
                || desk.screen.contains("\"prompt\": \"Lake at dusk\"")
        )
    }

    @Test("show all that happened with all that was said")
    func events() {
        var desk = desk()
        desk.press("] ]")
        #expect(desk.screen.contains("Reading the ledger ..."))
        let happenings = [
            TaskHappening(time: start, state: .out), TaskHappening(time: start, state: .failed, detail: "Sensitive"),
        ]
        desk.take(.historyLoaded(ShortID(rawValue: "aaaaaa"), happenings))
        #expect(desk.screen.contains("FAIL") && desk.screen.contains("  Sensitive"))
    }

    @Test("show what is different from the task of its mode before")
    func difference() {
        var desk = desk()
        desk.press("[")
        for text in ["Beside bbbbbb", "- Lake at dawn", "+ Lake at dusk", "- 5", "+ 6", "fps", "+ 24"] {
            #expect(desk.screen.contains(text), "\(text)")
        }
        #expect(!desk.screen.contains("│seed"))
        desk.press("j")
        #expect(desk.screen.contains("There is no earlier task of this mode"))
    }

    @Test("show what is different from what was sent of the same draft before, whatever its mode and what came between")
    func differenceOfDraft() {
        let first = makeTask("cccccc", .done, prompt: "Lake at noon", mode: .imageToVideo, age: 900)
        let other = makeTask("bbbbbb", .done, prompt: "Harbour", age: 500)
        var desk = Desk(columns: 120, rows: 40, tasks: [makeTask("aaaaaa", .done, age: 100), other, first])
        desk.take(.historyLoaded(ShortID(rawValue: "aaaaaa"), [], sentBefore: first.id))
        desk.press("[")
        for text in ["Beside cccccc, sent of the same draft", "- Lake at noon", "+ Lake at dawn"] {
            #expect(desk.screen.contains(text), "\(text)\n\(desk.screen)")
        }
        desk.take(.historyLoaded(ShortID(rawValue: "aaaaaa"), []))
        #expect(desk.screen.contains("Beside bbbbbb, the text to video before it"), "\(desk.screen)")
    }

    @Test("say how long it will take still only where enough like it were seen")
    func estimate() {
        let earlier = (0..<5).map { number in
            var task = makeTask("ccccc\(number)", .done, age: 5000 + Double(number))
            task.took = .seconds(120)
            return task
        }
        let desk = Desk(columns: 120, rows: 40, tasks: [makeTask("aaaaaa", .running, age: 20)] + earlier)
        #expect(desk.screen.contains("Left     ~1m40s  (half of 5 like it took at"), "\(desk.screen)")
        let young = Desk(columns: 120, rows: 40, tasks: [makeTask("aaaaaa", .running, age: 20)] + earlier.dropLast())
        #expect(!young.screen.contains("Left "))
    }
}
