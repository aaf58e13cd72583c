import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Undo in text fields")
struct UndoTests {
    private func composing(_ prompt: String) -> AppState {
        var state = makeState()
        state.press(.show(.compose))
        state.type(prompt)
        return state
    }

    private func press(_ names: String, _ state: inout AppState) {
        for name in names.split(separator: " ") {
            if let chord = Chord(String(name)) { _ = reduce(&state, .typed(chord, room)) }
        }
    }

    @Test("survives a cleared prompt, and what was done elsewhere meanwhile")
    func survives() {
        var state = composing("a tide")
        press("C-u", &state)
        state.press(.nextField, .previousField, .show(.queue), .show(.compose), .undo)
        #expect(state.compose.draft.prompt == "a tide")
        state.press(.redo)
        #expect(state.compose.draft.prompt.isEmpty)
    }

    @Test("says when there is nothing more to take back or to do again")
    func ends() {
        var state = composing("a")
        state.press(.redo)
        #expect(state.notice?.text == "Nothing was taken back since the last change.")
        state.press(.undo, .undo)
        #expect(state.notice?.text == "This is the text as it was at first.")
        #expect(state.refusal(of: .redo) == nil)
    }

    @Test("yanks in one field what was cut in another")
    func ring() {
        var state = composing("a tide")
        press("C-w", &state)
        state.compose(focus: .negativePrompt)
        press("C-y", &state)
        #expect(state.compose.draft.negativePrompt == "tide")
    }
}

extension AppState {
    /// Goes to a field with Tab.
    fileprivate mutating func compose(focus field: ComposeField) {
        while compose.focus != field { press(.nextField) }
    }
}
