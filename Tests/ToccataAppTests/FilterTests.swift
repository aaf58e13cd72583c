import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Filtering and sorting the tasks")
struct FilterTests {
    private func state() -> AppState {
        makeState([makeTask("aaaaaa"), makeTask("bbbbbb", .failed), makeTask("cccccc", .done), makeTask("dddddd")])
    }

    private func shown(_ state: AppState) -> String {
        (0..<state.queue.shownCount).map { state.queue[$0].id.rawValue.prefix(1) }.joined()
    }

    private func selected(_ state: AppState) -> String? { state.selectedTask?.id.rawValue }

    @Test("shows at each letter what fits, keeps the selection on its task, and gives it back when that is shown again")
    func live() {
        var state = state()
        state.press(.move(.down), .filter)
        #expect(state.isTyping && shown(state) == "abcd")
        state.type("state:")
        #expect(shown(state) == "abcd" && state.queue.filter.filter.hint != nil)
        state.type("ru")
        #expect(shown(state) == "ad" && state.queue.filter.problem == nil && selected(state) == "dddddd")
        state.type("x")
        #expect(shown(state) == "ad" && state.queue.filter.problem?.hasPrefix("no state rux") == true)
        state.press(.leaveField)
        #expect(shown(state) == "abcd" && selected(state) == "bbbbbb" && !state.isTyping)
    }

    @Test("is kept by Enter with the last that could be meant, and cleared by back before anything else")
    func kept() {
        var state = state()
        state.press(.filter)
        state.type("state:run state:x")
        state.press(.open)
        #expect(!state.isTyping && shown(state) == "ad" && state.queue.filter.editor.text == "state:run state:")
        state.press(.open)
        #expect(state.detailTop == 0)
        state.press(.back)
        #expect(state.detailTop == nil && shown(state) == "ad")
        state.press(.back)
        #expect(shown(state) == "abcd" && state.notice == nil)
        state.press(.back)
        #expect(state.notice?.level == .warning)
    }

    @Test("keeps the selected task in sight although it changes, until another one is selected")
    func changes() {
        var state = state()
        state.press(.filter)
        state.type("state:running")
        state.press(.open)
        #expect(selected(state) == "aaaaaa")
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .done)))
        #expect(shown(state) == "ad" && selected(state) == "aaaaaa")
        state.press(.move(.down))
        _ = reduce(&state, .taskChanged(makeTask("eeeeee", age: 0)))
        #expect(shown(state) == "ed" && selected(state) == "dddddd")
        _ = reduce(&state, .taskRemoved(ShortID(rawValue: "dddddd")))
        #expect(shown(state) == "e" && selected(state) == "eeeeee")
        _ = reduce(&state, .tasksChanged([]))
        #expect(shown(state) == "" && selected(state) == nil)
        _ = reduce(&state, .taskChanged(makeTask("ffffff")))
        #expect(shown(state) == "f" && selected(state) == "ffffff")
    }

    @Test("shows what waits for a person and what was just sent in spite of the filter")
    func exceptions() {
        var state = state()
        state.press(.filter)
        state.type("state:done")
        state.press(.open, .nextWaiting)
        #expect(selected(state) == "bbbbbb" && shown(state) == "bc")
        state.isAwaitingTask = true
        _ = reduce(&state, .taskRecorded(makeTask("eeeeee", .out, age: 0)))
        #expect(selected(state) == "eeeeee" && shown(state) == "ec")
    }

    @Test("is of each screen by itself, and not typed any more on another")
    func screens() {
        var state = state()
        state.press(.filter)
        state.type("zzz")
        #expect(shown(state) == "")
        state.press(.show(.library))
        #expect(!state.isTyping && !state.queue.filter.isTyping && !state.library.filter.isThere)
        state.press(.filter)
        state.type("a")
        #expect(state.library.filter.editor.text == "a" && state.queue.filter.editor.text == "zzz")
    }

    @Test("sorts by another key each time, says so, and keeps the selection on its task")
    func sorts() {
        var state = state()
        state.press(.move(.down))
        let orders = (0..<4).map { _ in
            state.press(.order)
            #expect(selected(state) == "bbbbbb")
            return shown(state)
        }
        #expect(orders == ["dcba", "adcb", "bacd", "abcd"])
        #expect(state.notice?.text == "Sorted: newest first.")
    }
}
