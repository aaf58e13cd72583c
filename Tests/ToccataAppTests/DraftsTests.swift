import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Several drafts")
struct DraftsTests {
    private func composing(_ prompt: String) -> AppState {
        var state = makeState()
        state.press(.show(.compose))
        state.type(prompt)
        return state
    }

    /// The drafts that effects record, in their order.
    private func recorded(_ effects: [Effect]) -> [NamedDraft] {
        effects.compactMap { effect in
            if case .recordDraft(let draft, let name) = effect { NamedDraft(name: name, draft: draft) } else { nil }
        }
    }

    @Test("a new one is empty, and the one that is left is recorded before it")
    func new() {
        var state = composing("a tide")
        let before = state.press(.drafts)
        let effects = state.press(.add)
        #expect(state.compose.draft == Draft() && state.overlays.isEmpty && state.screen == .compose)
        #expect(state.draftList.map(\.draft.prompt) == ["", "a tide"])
        #expect(recorded(before + effects).map(\.draft.prompt) == ["a tide", ""])
        #expect(recorded(effects).last?.name == state.compose.name)
    }

    @Test("going back finds the text as it was left, and its undo, whatever the ledger tells late")
    func back() {
        var state = composing("a tide")
        state.press(.drafts, .add)
        let stale = KeptDraft(name: NamedDraft.firstName, draft: Draft(prompt: "a t"), updatedAt: start)
        _ = reduce(&state, .draftsLoaded([stale]))
        state.press(.drafts, .move(.down), .open)
        #expect(state.compose.draft.prompt == "a tide")
        state.press(.undo)
        #expect(state.compose.draft.prompt == "a ")
    }

    @Test("what another console wrote meanwhile is what is opened")
    func elsewhere() {
        var state = composing("a tide")
        state.press(.drafts, .add)
        var kept = state.draftList.reversed().map(\.self)
        _ = reduce(&state, .draftsLoaded(kept))
        kept[0].draft.prompt = "a tide at noon"
        _ = reduce(&state, .draftsLoaded(kept))
        state.press(.drafts, .move(.down), .open)
        #expect(state.compose.draft.prompt == "a tide at noon")
    }

    @Test("what another console wrote into the open one is told at once and in Compose, until it is looked for")
    func contested() {
        var state = composing("a tide")
        _ = reduce(&state, .draftContested(name: "another", revision: 2))
        #expect(state.compose.rival == nil)
        let name = state.compose.name
        _ = reduce(&state, .draftContested(name: name, revision: 4))
        let words =
            "Another console wrote the draft \"a tide\" too. Nothing is lost: its text is revision 4, C-x d H and Enter bring it back."
        #expect(state.notice == .warning(words) && state.log.entries.last?.text == words)
        state.type(" at noon")
        #expect(state.compose.draft.prompt == "a tide at noon" && state.compose.rival == 4)
        state.press(.drafts, .revisions)
        #expect(state.compose.rival == nil)
    }

    @Test("what is typed is recorded under the name of the open one")
    func named() {
        var state = composing("a tide")
        state.press(.drafts, .add)
        #expect(state.compose.name != NamedDraft.firstName)
        #expect(state.type("a").contains(.schedule(.autosave, after: .seconds(2))))
        let effects = reduce(&state, .timerFired(.autosave, start))
        #expect(effects == [.recordDraft(state.compose.draft, name: state.compose.name)])
    }

    @Test("is kept once the ledger has answered, and not before")
    func kept() {
        var state = composing("a tide")
        #expect(!state.compose.isKept)
        _ = reduce(&state, .timerFired(.autosave, start))
        #expect(!state.compose.isKept)
        _ = reduce(&state, .draftRecorded(NamedDraft(name: "another", draft: state.compose.draft)))
        #expect(!state.compose.isKept)
        let named = state.compose.named
        _ = reduce(&state, .draftRecorded(named))
        #expect(state.compose.isKept)
        state.type("!")
        #expect(!state.compose.isKept)
    }

    @Test("one that was left and could not be recorded is recorded with the next, and stays as it was")
    func refused() {
        var state = composing("a tide")
        state.press(.drafts, .add)
        _ = reduce(&state, .draftNotRecorded(name: NamedDraft.firstName, reason: "The disk is full."))
        _ = reduce(&state, .draftsLoaded([]))
        #expect(state.compose.unconfirmed.map(\.draft.prompt) == ["", "a tide"])
        state.type("a boat")
        let effects = reduce(&state, .timerFired(.autosave, start))
        #expect(recorded(effects).map(\.draft.prompt) == ["a tide", "a boat"])
        #expect(reduce(&state, .timerFired(.autosave, start)) == [])
    }

    @Test(
        "all of them are a key away on every screen, and the one that is chosen is open in Compose",
        arguments: Screen.allCases
    )
    func everywhere(screen: Screen) {
        var state = composing("a tide")
        state.press(.drafts, .add)
        state.type("a boat")
        state.press(.leaveField, .show(screen), .drafts)
        #expect(state.keymap.binding(for: [.control("x"), .character("d")], in: Context.stack(state)) != nil)
        state.press(.move(.down), .open)
        #expect(state.screen == .compose && state.compose.draft.prompt == "a tide")
    }

    @Test("a title is shown in place of the first words, and may be taken away")
    func title() {
        var state = composing("a tide")
        state.press(.drafts, .edit)
        state.type("Harbour")
        let effects = state.press(.open)
        #expect(effects.contains(.nameDraft(NamedDraft.firstName, title: "Harbour")))
        #expect(state.draftList.map(\.words) == ["Harbour"])
        state.press(.edit)
        state.type(" at night")
        state.press(.open)
        #expect(state.draftList.map(\.words) == ["Harbour at night"])
        state.press(.edit)
        _ = reduce(&state, .typed(.control("u"), room))
        state.press(.open)
        #expect(state.draftList.map(\.words) == ["a tide"])
        state.press(.edit)
        state.type(String(repeating: "x", count: 61))
        state.press(.open)
        guard case .input(let input) = state.overlays.last else { return #expect(Bool(false)) }
        #expect(input.problem == "A name has at most 60 characters.")
    }

    @Test("a deleted one asks first, makes room for the next, and comes back with its name")
    func delete() {
        var state = composing("a tide")
        state.press(.drafts, .add)
        state.type("a boat")
        let name = state.compose.name
        state.press(.drafts, .remove)
        #expect(state.overlays.last == .question(.deleteDraft(name: name)))
        let effects = state.press(.yes)
        #expect(effects.contains(.deleteDraft(name: name)))
        #expect(state.compose.name == NamedDraft.firstName && state.compose.draft.prompt == "a tide")
        #expect(!recorded(effects).contains { $0.name == name })
        let back = state.press(.undo)
        #expect(recorded(back).last == NamedDraft(name: name, draft: Draft(prompt: "a boat")))
        #expect(state.draftList.map(\.draft.prompt) == ["a boat", "a tide"])
    }

    @Test("the last one that is deleted leaves an empty one of another name")
    func deleteLast() {
        var state = composing("a tide")
        state.press(.drafts, .remove)
        let effects = state.press(.yes)
        #expect(state.draftList.map(\.draft) == [Draft()])
        #expect(recorded(effects).map(\.name) == [state.compose.name])
        #expect(state.compose.name != NamedDraft.firstName)
    }

    @Test("an earlier state takes the place of what stands there, which is recorded before, and undo takes it back")
    func revision() {
        var state = composing("a tide at noon")
        state.press(.drafts)
        state.type("")
        #expect(state.press(.revisions).contains(.loadRevisions(of: NamedDraft.firstName)))
        let earlier = DraftRevision(number: 3, draft: Draft(mode: .imageToVideo, prompt: "a lake"), recordedAt: start)
        _ = reduce(&state, .revisionsLoaded([earlier], of: "another"))
        #expect(state.press(.open) == [])
        _ = reduce(&state, .revisionsLoaded([earlier], of: NamedDraft.firstName))
        let effects = state.press(.open)
        #expect(state.compose.draft == earlier.draft && state.overlays.isEmpty)
        #expect(recorded(effects).map(\.draft.prompt) == ["a lake"])
        state.press(.undo)
        #expect(state.compose.draft.prompt == "a tide at noon")
    }

    @Test("a send names the draft and what it was")
    func send() {
        var state = composing("a tide")
        _ = reduce(&state, .reviewAsked(seed: 1))
        let draft = state.compose.named
        #expect(
            state.press(.yes).contains { effect in
                if case .send(_, _, let sent) = effect { sent == draft } else { false }
            }
        )
    }
}
