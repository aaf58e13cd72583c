import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("What was just sent")
struct GraceViewTests {
    private func waiting(_ id: String, mode: Mode = .textToVideo) -> VideoTask {
        var task = makeTask(id, .out, mode: mode, age: 0)
        task.retryAt = start.addingTimeInterval(3)
        return task
    }

    private func sent(_ desk: Desk) -> [ShortID] {
        desk.effects.compactMap { if case .takeBack(let id) = $0 { id } else { nil } }
    }

    /// A console whose only task was sent a moment ago.
    private func desk() -> Desk {
        var desk = Desk(tasks: [makeTask("dddddd", .done, age: 60)])
        desk.state.isAwaitingTask = true
        desk.take(.taskRecorded(waiting("aaaaaa")))
        return desk
    }

    @Test(
        "is taken back by the key that says so, also behind a y too many",
        arguments: ["x", "z", "y x", "y z", "y y x"]
    )
    func takenBack(keys: String) {
        var desk = desk()
        #expect(desk.rows[22] == " aaaaaa goes out in 3 s: x takes it back.")
        desk.press(keys)
        #expect(sent(desk).map(\.rawValue) == ["aaaaaa"])
    }

    @Test("is still said to go out after keys without a use, and whatever is finished meanwhile")
    func said() {
        var desk = desk()
        desk.press("y y")
        desk.take(.taskChanged(makeTask("dddddd", .downloading)))
        desk.take(.taskChanged(makeTask("dddddd", .done)))
        #expect(desk.rows[22] == " aaaaaa goes out in 3 s: x takes it back.")
        desk.press("j")
        #expect(desk.rows[22] != " aaaaaa goes out in 3 s: x takes it back.")
    }

    @Test("once it has left, x behind a y means nothing")
    func gone() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .running)])
        desk.press("y x")
        #expect(desk.state.overlays.isEmpty && sent(desk).isEmpty)
    }

    @Test("is taken back together, where it was marked together")
    func marked() {
        var desk = Desk(tasks: ["dddddd", "eeeeee", "ffffff"].map { makeTask($0, .failed, age: 60) })
        desk.press("A C y")
        #expect(desk.rows[22] == " Sending 3 of 3 tasks as new ones ...")
        for id in ["aaaaaa", "bbbbbb", "cccccc"] { desk.take(.taskRecorded(waiting(id))) }
        #expect(desk.rows[22] == " 3 tasks go out in 3 s: z takes all back.")
        desk.press("z")
        #expect(Set(sent(desk).map(\.rawValue)) == ["aaaaaa", "bbbbbb", "cccccc"])
        #expect(desk.rows[22] == " Taking 3 tasks back ...")
    }

    @Test("is taken back among the references, too, where the service was to make a subject's pictures")
    func pictures() {
        var desk = Desk()
        desk.press("4 A")
        desk.type("anna")
        desk.press("Tab")
        desk.type("grey braid")
        desk.press("Esc q m")
        let words = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(words.contains("Have the LOCAL server make four pictures") && words.contains("It costs nothing."))
        desk.press("y")
        desk.take(.taskRecorded(waiting("aaaaaa", mode: .textToSubject)))
        #expect(desk.rows[22] == " aaaaaa goes out in 3 s: z takes it back.")
        desk.press("z")
        #expect(sent(desk).map(\.rawValue) == ["aaaaaa"])
    }

    @Test("was reviewed to the last word of its prompt")
    func prompt() {
        var desk = Desk()
        desk.press("2")
        desk.type((1...80).map { "word\($0)" }.joined(separator: " "))
        desk.press("C-x Enter")
        #expect(desk.screen.contains("characters, all of them below") && !desk.screen.contains("word80"))
        desk.press("G")
        #expect(desk.screen.contains("word80") && desk.screen.contains("[y] send"), "\(desk.screen)")
    }
}
