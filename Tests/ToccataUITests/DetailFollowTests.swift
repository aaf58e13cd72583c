import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Detail behind a mark that moves")
struct DetailFollowTests {
    private func desk() -> Desk {
        var desk = Desk(columns: 120, rows: 40, tasks: ["aaaaaa", "bbbbbb", "cccccc"].map { makeTask($0) })
        desk.waitsForQuiet = false
        return desk
    }

    @Test("waits until the mark stays where it is, and costs neither a read nor a cell meanwhile")
    func waits() {
        var desk = desk()
        desk.effects = []
        desk.press("j j")
        #expect(desk.screen.contains("> RUN   cccccc"))
        #expect(desk.screen.contains("─ Task aaaaaa RUN "))
        #expect(!desk.effects.contains(.loadHistory(ShortID(rawValue: "bbbbbb"))))
        desk.take(.timerFired(.detail, start))
        #expect(desk.screen.contains("─ Task cccccc RUN "))
        #expect(desk.effects.filter { if case .loadHistory = $0 { true } else { false } }.count == 1)
    }

    @Test("has the line of hints with it: a key changes two rows and no more")
    func hints() {
        var desk = desk()
        desk.take(.taskChanged(makeTask("bbbbbb", .failed)))
        desk.press("j")
        #expect(desk.state.selectedTask?.id.rawValue == "bbbbbb")
        #expect(desk.screen.contains("x stop") && !desk.screen.contains("X forget"), "\(desk.screen)")
        desk.take(.timerFired(.detail, start))
        #expect(!desk.screen.contains("x stop") && desk.screen.contains("X forget"), "\(desk.screen)")
    }

    @Test("follows at once where it is opened, and where the mark did not get by a move")
    func atOnce() {
        var desk = desk()
        desk.press("j Enter")
        #expect(desk.screen.contains("─ Task bbbbbb RUN "))
        desk.press("q G")
        desk.take(.taskRecorded(makeTask("dddddd", .out)))
        #expect(desk.state.detailedTask?.id.rawValue == "cccccc" || desk.state.detailedTask?.id.rawValue == "bbbbbb")
        desk.press("3 1")
        #expect(desk.state.detailedTask?.id == desk.state.selectedTask?.id)
    }

    @Test("is about the mark again when its task is gone")
    func gone() {
        var desk = desk()
        desk.press("j")
        desk.take(.taskRemoved(ShortID(rawValue: "aaaaaa")))
        #expect(desk.state.detailedTask?.id.rawValue == "bbbbbb")
    }
}
