import BachAPI
import FoundationEssentials
import Scratch
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Compose")
struct ComposeTests {
    /// A console in Compose with a prompt typed.
    func composing(_ prompt: String = "a tide") -> AppState {
        var state = makeState()
        state.press(.show(.compose))
        state.type(prompt)
        return state
    }

    @Test("sends nothing that cannot be recorded: the review stays, and its yes works when the trouble is over")
    func trouble() {
        var state = composing()
        _ = reduce(&state, .ledgerTroubled(LedgerTrouble(.readOnly, reason: "It cannot be written to.")))
        _ = reduce(&state, .reviewAsked(seed: 42))
        #expect(state.press(.yes).isEmpty)
        #expect(state.notice == .error("Nothing was sent. It cannot be written to."))
        #expect(state.overlays.count == 1)
        _ = reduce(&state, .ledgerTroubled(nil))
        #expect(state.press(.yes).contains { $0.isSend })
    }

    @Test("sends exactly what the review shows, and only after its yes")
    func send() {
        var state = composing()
        #expect(!reduce(&state, .reviewAsked(seed: 42)).contains { $0.isSend })
        let request: JSONValue = [
            "model_name": "bach-1.0-preview", "prompt": "a tide", "resolution": "720p", "aspect_ratio": "16:9",
            "duration": 6, "seed": 42,
        ]
        #expect(state.overlays == [.review(Review(mode: .textToVideo, requests: [request], isSeedChosen: true))])
        #expect(state.press(.open) == [])
        let named = state.compose.named
        #expect(state.press(.yes).first == .send(mode: .textToVideo, requests: [request], draft: named))
        #expect(state.screen == .queue)
        #expect(state.compose.draft.prompt == "a tide")
        _ = reduce(&state, .taskRecorded(makeTask("nnnnnn", .out, age: 0)))
        #expect(state.selectedTask?.id.rawValue == "nnnnnn")
        #expect(!state.press(.yes).contains { $0.isSend })
    }

    @Test("goes back from the review without sending", arguments: [UserAction.edit, .back, .no])
    func leaveReview(key: UserAction) {
        var state = composing()
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(!state.press(key).contains { $0.isSend })
        #expect(state.overlays == [])
        #expect(state.screen == .compose)
        #expect(state.compose.isTyping)
    }

    @Test("shows the service's words and the first wrong field instead of a review")
    func problems() {
        var state = composing("")
        #expect(state.shown == [:])
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(state.overlays == [])
        #expect(state.compose.focus == .prompt)
        #expect(state.notice == .error("Nothing was sent. Please provide a prompt."))
        #expect(state.shown[.prompt]?.map(\.message) == ["Please provide a prompt."])
        state.type("a tide")
        state.compose = state.compose.focusing(.seed)
        state.type("10000001")
        #expect(state.shown[.seed]?.map(\.message) == ["Seed must be between 0 and 10000000."])
        state.press(.nextField)
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(state.compose.focus == .seed)
        #expect(state.compose.draft.seed == "10000001")
    }

    @Test("sends a seed that was typed, not the one handed in")
    func typedSeed() {
        var state = composing()
        state.compose = state.compose.focusing(.seed)
        state.type("7")
        _ = reduce(&state, .reviewAsked(seed: 42))
        guard case .review(let review) = state.overlays.last else {
            Issue.record("no review")
            return
        }
        #expect(review.request["seed"] == 7)
        #expect(!review.isSeedChosen)
    }

    @Test(
        "has the fields of its mode",
        arguments: [(Mode.textToVideo, 14), (.imageToVideo, 15), (.elementsToVideo, 13), (.multiImageToVideo, 9)]
    )
    func fields(mode: Mode, count: Int) {
        #expect(ComposeField.fields(of: mode).count == count + 1)
    }

    @Test("changes choices in both directions and round the end")
    func choices() {
        var state = composing()
        state.press(.nextField)
        #expect(state.compose.focus == .mode)
        state.press(.nextChoice)
        #expect(state.compose.draft.mode == .imageToVideo)
        state.press(.previousChoice, .previousChoice)
        #expect(state.compose.draft.mode == .multiImageToVideo)
        state.press(.previousChoice)
        state.compose = state.compose.focusing(.audio)
        state.press(.nextChoice)
        #expect(state.compose.draft.generatesAudio == true)
        state.press(.nextChoice)
        #expect(state.compose.draft.generatesAudio == nil)
    }

    @Test("takes a paste as one insertion, in one line if the field has only one")
    func paste() {
        var state = composing("")
        _ = reduce(&state, .pasted("one\r\ntwo"))
        #expect(state.compose.draft.prompt == "one\ntwo")
        state.compose = state.compose.focusing(.callback)
        _ = reduce(&state, .pasted("https://x\n/y"))
        #expect(state.compose.draft.callbackURL == "https://x /y")
        state.press(.leaveField)
        _ = reduce(&state, .pasted("lost"))
        #expect(state.compose.draft.callbackURL == "https://x /y")
    }

    @Test("records the draft two seconds after typing and whenever its author turns elsewhere")
    func autosave() {
        var state = composing("")
        #expect(state.type("a") == [.schedule(.autosave, after: .seconds(2))])
        let draft = state.compose.draft
        #expect(reduce(&state, .timerFired(.autosave, start)) == [.recordDraft(draft)])
        #expect(reduce(&state, .timerFired(.autosave, start)) == [])
        state.type("b")
        #expect(state.press(.nextField) == [.recordDraft(state.compose.draft), .cancel(.autosave)])
        state.press(.previousField)
        state.type("c")
        #expect(state.press(.leaveField, .show(.queue)) == [])
        state.press(.show(.compose))
        state.type("d")
        #expect(reduce(&state, .hungUp) == [.recordDraft(state.compose.draft), .quit])
    }

    @Test("records the draft while typing goes on, every two seconds")
    func autosaveWhileTyping() {
        var state = composing("")
        #expect(state.type("a") == [.schedule(.autosave, after: .seconds(2))])
        #expect(state.type("bc") == [])
        #expect(reduce(&state, .timerFired(.autosave, start)) == [.recordDraft(state.compose.draft)])
        #expect(state.compose.draft.prompt == "abc")
        #expect(state.type("d") == [.schedule(.autosave, after: .seconds(2))])
    }

    @Test("says how to go on typing when letters come after the field was left")
    func lettersAside() {
        var state = composing()
        state.press(.leaveField)
        _ = reduce(&state, .keyIgnored)
        #expect(state.notice == Notice("Enter or i types into the field again."))
        state.press(.enterField)
        #expect(state.type("s") == [.schedule(.autosave, after: .seconds(2))])
        #expect(state.compose.draft.prompt == "a tides")
    }

    @Test("looks into a file once its name is typed, and shows what is wrong with it beside the field")
    func pictureCheck() {
        var state = composing()
        state.press(.nextField, .nextChoice, .nextField)
        #expect(state.compose.focus == .image)
        #expect(!state.type("~/a.png").contains(.checkPicture(path: "/home/jo/a.png")))
        #expect(state.press(.nextField).contains(.checkPicture(path: "/home/jo/a.png")))
        let small = PictureFinding.file(.png, bytes: 10, width: 299, height: 400)
        _ = reduce(&state, .pictureChecked(path: "/home/jo/a.png", small))
        #expect(
            state.shown[.image]?.map(\.message) == ["The picture is 299x400; it has to be at least 300x300."]
        )
        #expect(reduce(&state, .reviewAsked(seed: 1)).contains(.checkPicture(path: "/home/jo/a.png")))
        #expect(state.overlays == [])
        _ = reduce(&state, .pictureChecked(path: "/home/jo/a.png", .file(.png, bytes: 10, width: 300, height: 300)))
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(state.press(.yes).contains { $0.isSend })
    }

    @Test("takes a pasted path without the spaces around it")
    func pastedPath() {
        var state = composing()
        state.press(.nextField, .nextChoice, .nextField)
        _ = reduce(&state, .pasted(" /my pictures/a.png\n"))
        #expect(state.press(.nextField).contains(.checkPicture(path: "/my pictures/a.png")))
        #expect(state.compose.draft.image == PictureSource("/my pictures/a.png"))
    }

    @Test("a picture that is still being looked into cannot be sent; a wrong one closes the review")
    func lateCheck() {
        var state = composing()
        state.press(.nextField, .nextChoice, .nextField)
        state.type("/a.png")
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(!state.press(.yes).contains { $0.isSend })
        #expect(state.overlays.count == 1)
        _ = reduce(&state, .pictureChecked(path: "/a.png", .unreadable("There is no such file.")))
        #expect(state.overlays == [])
        #expect(state.compose.focus == .image)
        #expect(state.notice == .error("Nothing was sent. There is no such file."))
    }

    @Test("no typing in Compose ever sends", arguments: 0..<50)
    func fuzz(seed: UInt64) {
        var random = Chance(seed: seed)
        var state = composing()
        for _ in 0..<200 {
            let chord = Chord(random.pick(keys), random.pick([[], [], [], .control, .alt, .shift]))
            let effects = reduce(&state, .typed(chord, room)) + reduce(&state, .pasted("y\n"))
            #expect(!effects.contains { $0.isSend })
        }
    }

    private let keys: [Key] =
        "abcdefghijklmnopqrstuvwxyz yY1?\u{1F54A}湖".map(Key.character) + [
            .enter, .backspace, .delete, .up, .down, .left, .right, .home, .end, .tab, .escape, .pageUp,
        ]
}

extension Effect {
    var isSend: Bool {
        switch self {
        case .send, .release: true
        default: false
        }
    }
}

extension ComposeState {
    /// The state after moving to a field as Tab does.
    func focusing(_ field: ComposeField) -> ComposeState {
        var state = makeState()
        state.compose = self
        state.press(.show(.compose))
        for _ in ComposeField.allCases where state.compose.focus != field { state.press(.nextField) }
        return state.compose
    }
}
