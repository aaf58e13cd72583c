import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("References")
struct ReferencesTests {
    private func names(_ state: AppState) -> [String] { state.compose.draft.references.map(\.name) }

    @Test("adds images by URL and by path, and turns a text draft into one of elements")
    func add() {
        let state = makeState(referringTo: ["https://x/a.png", "~/b.png"])
        #expect(names(state) == ["a.png", "b.png"])
        #expect(state.compose.draft.mode == .elementsToVideo)
        #expect(state.references.selection == 1)
    }

    @Test(
        "refuses an image with the service's words and keeps the line open",
        arguments: [
            ("", "Image URL at index 0 cannot be empty."),
            ("ftp://x/a.png", "Image URL must be a valid HTTP or HTTPS URL"),
        ]
    )
    func wrongImage(text: String, message: String) {
        let state = makeState(referringTo: [text])
        guard case .input(let input) = state.overlays.last else {
            Issue.record("the line is closed")
            return
        }
        #expect(input.problem == message)
        #expect(names(state) == [])
    }

    @Test("brings back what was removed, the last first, each to its place and only in its draft")
    func undo() {
        var state = makeState(referringTo: ["https://x/a.png", "~/b.png", "~/c.png"])
        state.press(.move(.top), .remove, .remove)
        #expect(names(state) == ["c.png"])
        #expect(state.notice?.text == "Removed b.png from the draft; z brings it back.")
        state.press(.undo)
        #expect(names(state) == ["b.png", "c.png"] && state.references.selection == 0)
        state.press(.undo)
        #expect(names(state) == ["a.png", "b.png", "c.png"])
        #expect(state.refusal(of: .undo) == "No reference was removed from this draft.")
    }

    @Test("takes nine and no tenth, in the service's words")
    func limit() {
        var state = makeState(referringTo: [
            "1.png", "2.png", "3.png", "4.png", "5.png", "6.png", "7.png", "8.png", "9.png",
        ])
        state.press(.add)
        #expect(state.overlays == [])
        #expect(state.notice == .error("Image URL list cannot exceed 9 elements."))
        state.press(.addSubject)
        #expect(state.overlays == [])
    }

    @Test("reorders, removes and says what was removed; the order is the order of the request")
    func order() {
        var state = makeState(referringTo: ["a.png", "b.png", "c.png"])
        state.press(.moveUp)
        #expect(names(state) == ["a.png", "c.png", "b.png"])
        #expect(state.references.selection == 1)
        state.press(.moveUp, .moveUp)
        #expect(names(state) == ["c.png", "a.png", "b.png"])
        state.press(.moveDown)
        #expect(names(state) == ["a.png", "c.png", "b.png"])
        state.press(.remove)
        #expect(names(state) == ["a.png", "b.png"])
        #expect(state.notice?.text == "Removed c.png from the draft; z brings it back.")
    }

    @Test("edits an image in its place")
    func editImage() {
        var state = makeState(referringTo: ["a.png", "b.png"])
        state.press(.move(.up), .edit)
        state.type("2")
        state.press(.open)
        #expect(names(state) == ["a.png2", "b.png"])
    }

    @Test("goes out in the order shown")
    func request() {
        var state = makeStateWithSubject()
        state.press(.back, .add)
        state.type("https://x/lake.png")
        state.press(.open, .moveUp, .show(.compose))
        state.type("anna walks")
        _ = reduce(&state, .pictureChecked(path: "/films/1.png", .file(.png, bytes: 9, width: 400, height: 400)))
        _ = reduce(&state, .reviewAsked(seed: 5))
        guard case .review(let review) = state.overlays.last else {
            Issue.record("no review: \(state.notice?.text ?? "")")
            return
        }
        let inputs = review.request["reference_inputs"]?.arrayValue ?? []
        #expect(inputs.map { $0["type"]?.stringValue } == ["image", "subject"])
        #expect(inputs[1]["images"] == ["file:///films/1.png", "https://x/3.png"])
        #expect(review.paths == ["/films/1.png"])
    }
}
