import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Prompts that were sent")
struct RecallTests {
    private func task(_ id: String, _ prompt: String, _ state: TaskState = .done) -> VideoTask {
        var task = makeTask(id, state)
        task.request = ["prompt": .string(prompt), "seed": 7]
        return task
    }

    private func composing(_ prompt: String) -> AppState {
        var state = makeState([
            task("eeeeee", "never left", .held), task("dddddd", "a kite"), task("cccccc", "a boat", .failed),
            task("bbbbbb", "a kite"), task("aaaaaa", "a lake\nat dawn"),
        ])
        state.press(.show(.compose))
        state.type(prompt)
        return state
    }

    @Test("come back newest first, each once, and one's own text behind the latest")
    func order() {
        var state = composing("a tide")
        var seen: [String] = []
        for wish in Array(repeating: UserAction.earlierPrompt, count: 4)
            + Array(repeating: UserAction.laterPrompt, count: 4)
        {
            state.press(wish)
            seen.append(state.compose.draft.prompt)
        }
        #expect(
            seen == [
                "a kite", "a boat", "a lake\nat dawn", "a lake\nat dawn", "a boat", "a kite", "a tide", "a tide",
            ]
        )
        #expect(state.notice?.text == "This is your own text.")
    }

    @Test("are taken back by undo, step by step")
    func undo() {
        var state = composing("a tide")
        state.press(.earlierPrompt, .earlierPrompt, .undo)
        #expect(state.compose.draft.prompt == "a kite")
        state.press(.undo)
        #expect(state.compose.draft.prompt == "a tide")
    }

    @Test("become one's own text when they are changed")
    func changed() {
        var state = composing("a tide")
        state.press(.earlierPrompt)
        state.type("!")
        state.press(.earlierPrompt)
        #expect(state.compose.draft.prompt == "a kite")
        state.press(.laterPrompt)
        #expect(state.compose.draft.prompt == "a kite!")
    }

    @Test("are not there before anything was sent, and the text stays")
    func none() {
        var state = makeState([task("aaaaaa", "never left", .out)])
        state.press(.show(.compose))
        state.type("a tide")
        state.press(.earlierPrompt)
        #expect(state.compose.draft.prompt == "a tide")
        #expect(state.notice?.text == "No other prompt was sent before.")
    }
}
