import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("An editor of one's own")
struct EditorTests {
    private func composing() -> AppState {
        var state = makeState()
        state.press(.show(.compose))
        state.type("a tide")
        return state
    }

    @Test("records the draft before the editor gets the text")
    func opens() {
        var state = composing()
        let effects = state.press(.editor)
        #expect(effects.prefix(2) == [.recordDraft(state.compose.draft), .editText("a tide")])
    }

    @Test("takes what the editor left as one change, and records it at once")
    func taken() {
        var state = composing()
        state.press(.editor)
        let effects = reduce(&state, .textEdited(.changed("a tide\nat dusk")))
        #expect(state.compose.draft.prompt == "a tide\nat dusk")
        #expect(effects.contains(.recordDraft(state.compose.draft)))
        state.press(.undo)
        #expect(state.compose.draft.prompt == "a tide")
    }

    @Test("keeps the text when nothing can be taken, and says why until a key comes")
    func refused() {
        var state = composing()
        state.press(.editor)
        _ = reduce(&state, .textEdited(.refused("The editor ended with 1.")))
        #expect(state.compose.draft.prompt == "a tide")
        #expect(state.notice == .error("The editor ended with 1."))
    }

    @Test("edits the field with the focus, in one line, and the prompt where there is no text")
    func fields() {
        var state = composing()
        while state.compose.focus != .negativePrompt { state.press(.nextField) }
        #expect(state.press(.editor).contains(.editText("")))
        _ = reduce(&state, .textEdited(.changed("blur,\nnoise")))
        #expect(state.compose.draft.negativePrompt == "blur, noise")
        while state.compose.focus != .duration { state.press(.previousField) }
        #expect(state.press(.editor).contains(.editText("a tide")))
        _ = reduce(&state, .textEdited(.changed("a boat")))
        #expect(state.compose.draft.prompt == "a boat")
    }
}
