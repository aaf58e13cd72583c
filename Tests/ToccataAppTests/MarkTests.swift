import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Marked tasks")
struct MarkTests {
    private func state(_ states: TaskState...) -> AppState {
        makeState(zip("abcdefgh", states).map { makeTask(String(repeating: $0, count: 6), $1) })
    }

    private func marked(_ state: AppState) -> String { state.marks.ids.map { $0.rawValue.prefix(1) }.sorted().joined() }
    private func id(_ letter: Character) -> ShortID { ShortID(rawValue: String(repeating: letter, count: 6)) }

    private func question(_ state: AppState) -> Bulk? {
        guard case .question(.bulk(let bulk)) = state.overlays.last else { return nil }
        return bulk
    }

    @Test("are marked one by one going down, as a range, all that is shown, and the other way round")
    func marks() {
        var state = state(.running, .running, .done, .failed, .running)
        state.press(.mark)
        #expect(marked(state) == "a" && state.selectedTask?.id == id("b"))
        state.press(.move(.down), .markRange, .move(.down), .move(.down))
        #expect(marked(state) == "acde")
        state.press(.move(.up))
        #expect(marked(state) == "acd")
        state.press(.markRange, .move(.up), .move(.up), .mark)
        #expect(marked(state) == "abcd")
        state.press(.invertMarks)
        #expect(marked(state) == "e")
        state.press(.unmarkAll, .filter)
        state.type("state:running")
        state.press(.open, .markAll)
        #expect(marked(state) == "abe")
    }

    @Test("stay marked by id through reload, order and filter, and are gone with their task")
    func kept() {
        var state = state(.running, .held, .done)
        state.press(.mark, .mark, .order, .filter)
        state.type("state:done")
        state.press(.open)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .failed)))
        _ = reduce(&state, .tasksChanged([makeTask("bbbbbb"), makeTask("aaaaaa"), makeTask("dddddd")]))
        #expect(marked(state) == "ab")
        _ = reduce(&state, .taskRemoved(id("a")))
        #expect(marked(state) == "b")
    }

    @Test("are asked about together, and those that a key does not apply to are left out and counted")
    func bulk() throws {
        var state = state(.running, .held, .done, .lost, .pending)
        state.press(.markAll)
        let table: [(UserAction, String, String, Int)] = [
            (.remove, "b", "ae", 2), (.send, "", "b", 4), (.forget, "", "bc", 3), (.download, "", "c", 4),
        ]
        for (wish, unsent, others, leftOut) in table {
            #expect(state.press(wish) == [])
            let asked = try #require(question(state))
            #expect(asked.unsent == unsent.map { id($0) } && asked.others == others.map { id($0) })
            #expect(asked.leftOut == leftOut && asked.hidden == 0)
            state.press(.no)
        }
        state.press(.hold)
        #expect(question(state) == nil)
        #expect(state.notice == .warning("This applies to none of the marked tasks."))
        state.press(.remove)
        #expect(state.press(.yes).prefix(3) == [.takeBack(id("b")), .stopWatching(id("a")), .stopWatching(id("e"))])
        #expect(state.marks.isEmpty)
    }

    @Test("are only sent as far as they are still held at the yes, and never what was not asked about")
    func changedMeanwhile() {
        var state = state(.held, .held, .failed)
        state.press(.markAll, .send)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .lost)))
        _ = reduce(&state, .taskChanged(makeTask("cccccc", .held)))
        #expect(state.press(.yes) == [.release(id("b")), .schedule(.notice, after: .seconds(8))])
    }

    @Test("are downloaded once where they were not saved when the question was asked, whoever saves them meanwhile")
    func savedMeanwhile() {
        var state = state(.unsaved, .unsaved, .done)
        state.press(.markAll, .download)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .done)))
        let copies: [Effect] = [
            .download(id("a"), .first), .download(id("b"), .first), .download(id("c"), .another),
        ]
        #expect(state.press(.yes).prefix(3) == copies[...])
    }

    @Test("count those that the filter hides")
    func hidden() {
        var state = state(.running, .pending, .done)
        state.press(.markAll, .filter)
        state.type("state:done")
        state.press(.open, .remove)
        #expect(question(state)?.others == [id("a"), id("b")] && question(state)?.hidden == 2)
    }

    @Test("leave keys about one task to the selected one")
    func single() {
        var state = state(.running, .running)
        state.press(.mark)
        #expect(state.press(.pollNow).first == .pollNow(id("b")))
        state.press(.unmarkAll, .remove)
        #expect(state.overlays == [.question(.stopWatching(id("b")))])
    }
}
