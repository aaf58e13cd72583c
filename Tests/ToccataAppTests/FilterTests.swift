import BachAPI
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
        #expect(shown(state) == "ad" && state.queue.filter.problem?.description.hasPrefix("no state rux") == true)
        state.press(.leaveField)
        #expect(shown(state) == "abcd" && selected(state) == "bbbbbb" && !state.isTyping)
    }

    @Test("is kept by Enter, and cleared by back before anything else")
    func kept() {
        var state = state()
        state.press(.filter)
        state.type("state:run state:")
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

    @Test(
        "is typed on from the word that is wrong when Enter is pressed, and acts on nothing until it is right",
        arguments: ["state:fialed", "mode:t2vv", "since:1x", "on:yesterdya", "on:2026-13-01", "stat:done", "!"]
    )
    func mistyped(word: String) throws {
        var state = state()
        state.press(.filter)
        state.type("state:done")
        state.press(.open, .filter)
        state.type(" \(word) a")
        state.press(.open)
        #expect(state.isTyping && state.queue.filter.editor.text == "state:done \(word) a")
        #expect(state.queue.filter.editor.cursor == 11 + word.count)
        let reason = try #require(state.queue.filter.problem?.description)
        #expect(state.notice == .warning("Esc clears: \(reason)"))
        state.press(.leaveField)
        #expect(!state.isTyping && shown(state) == "abcd")
    }

    @Test("is what it was when a text that is none is left in another way, and in what is kept for the next start")
    func left() {
        var state = state()
        state.press(.move(.down), .filter)
        state.type("state:failed")
        state.press(.open, .filter)
        state.type("x")
        #expect(shown(state) == "b" && state.session.json["queue"]?["filter"]?.stringValue == "state:failed")
        for _ in 0..<7 { _ = reduce(&state, .typed(Chord(.backspace), room)) }
        state.type("run state:x")
        #expect(shown(state) == "ad" && state.session.json["queue"]?["filter"]?.stringValue == "state:failed")
        state.press(.show(.library), .show(.queue))
        #expect(!state.isTyping && shown(state) == "b" && state.queue.filter.editor.text == "state:failed")
        #expect(state.queue.filter.problem == nil && selected(state) == "bbbbbb")
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
