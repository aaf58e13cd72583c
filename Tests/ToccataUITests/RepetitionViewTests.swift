import Testing
import ToccataApp
import ToccataCore

@Suite("A review of what was just sent")
struct RepetitionViewTests {
    @Test("says so at the top, and y sends it all the same", arguments: [(40, 12), (80, 24), (120, 40)])
    func warns(columns: Int, rows: Int) throws {
        var desk = Desk(columns: columns, rows: rows)
        desk.press("2")
        desk.type("a lake")
        desk.press("C-x Enter")
        #expect(!desk.screen.contains("The same request"))
        guard case .review(let review)? = desk.state.overlays.last else { throw Missing() }
        var task = makeTask("k3f9ax", .running, age: 120)
        task.request = review.request
        desk.take(.taskChanged(task))
        #expect(desk.screen.contains("The same request went out 2 min"))
        let words = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(words.contains("y sends it once more."), "\(desk.screen)")
        desk.press("y")
        let named = desk.state.compose.named
        #expect(desk.effects.contains(.send(mode: review.mode, requests: review.requests, draft: named)))
    }

    @Test("says that it is one of several that go out")
    func several() throws {
        var desk = Desk(columns: 120, rows: 40)
        desk.press("2")
        desk.type("a lake")
        desk.press("Esc j j j j j j")
        var draft = desk.state.compose.draft
        (draft.variants, draft.seed) = ("3", "7")
        desk.take(.draftLoaded(draft))
        desk.press("C-x Enter")
        guard case .review(let review)? = desk.state.overlays.last else { throw Missing() }
        var task = makeTask("k3f9ax", .running, age: 120)
        task.request = review.requests[1]
        desk.take(.taskChanged(task))
        let words = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(words.contains("y sends that one once more, beside 2 new."), "\(desk.screen)")
    }

    @Test("of what failed names the key that changes it, and says until then that it is the same")
    func unchanged() {
        var desk = Desk(rows: 40, tasks: [])
        var task = makeTask("aaaaaa", .failed)
        (task.taskID, task.code, task.httpStatus, task.message) = (nil, 1001, 400, "Sensitive content detected")
        desk.take(.tasksChanged([task]))
        #expect(desk.screen.contains("Nothing was made. r puts its request into Compose, to be changed"))
        desk.press("r C-x Enter")
        let words = "Unchanged since it failed. The service said: Sensitive content detected"
        #expect(desk.screen.contains(words), "\(desk.screen)")
        desk.press("Esc 1 2 x C-x Enter")
        #expect(!desk.screen.contains("Unchanged since it failed") && desk.screen.contains("[y] send"))
    }

    @Test("what was kept back for being like what was refused says so before it is sent")
    func alike() {
        var held = makeTask("aaaaaa", .held)
        held.message = "bbbbbb was refused for its content, and this one has the same words and pictures."
        var desk = Desk(tasks: [held])
        desk.press("s")
        let words = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(words.contains("Send aaaaaa now to the LOCAL server? It costs nothing. bbbbbb was refused"))
        held.message = VideoTask.heldByYou
        desk = Desk(tasks: [held])
        desk.press("s")
        let own = desk.screen.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(own.contains("It costs nothing.") && !own.contains("It costs nothing. Held by you"))
    }

    private struct Missing: Error {}
}
