import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Paths in fields")
struct PathCompletionTests {
    /// A console that is about to add an image.
    private func adding(_ text: String) -> AppState {
        var state = makeState()
        state.press(.show(.references), .add)
        state.type(text)
        return state
    }

    private func text(_ state: AppState) -> String? {
        guard case .input(let input) = state.overlays.last else { return nil }
        return input.editor.text
    }

    @Test(
        "ask for the folder that is meant, and for names that begin as typed",
        arguments: [
            ("", "/films/", ""), ("la", "/films/", "la"), ("pics/la", "/films/pics/", "la"), ("/a b/c", "/a b/", "c"),
            ("~", "/home/jo/", ""), ("~/", "/home/jo/", ""), ("~/x/y", "/home/jo/x/", "y"),
        ]
    )
    func asked(typed: String, folder: String, beginning: String) {
        var state = adding(typed)
        #expect(state.press(.completePath) == [.listFiles(folder: folder, beginning: beginning, of: typed)])
    }

    @Test("are completed as far as all names agree, and the names are told")
    func agreed() {
        var state = adding("pics/l")
        _ = reduce(&state, .filesListed(["lake.jpg", "lamp/", "lava.png"], beginning: "l", of: "pics/l"))
        #expect(text(state) == "pics/la")
        #expect(state.notice == Notice("3 files: lake.jpg  lamp/  lava.png"))
        _ = reduce(&state, .typed(.character("m"), room))
        _ = reduce(&state, .filesListed(["lamp/"], beginning: "lam", of: "pics/lam"))
        #expect(text(state) == "pics/lamp/")
        state.press(.undo)
        #expect(text(state) == "pics/lam")
    }

    @Test("stay as they are where no file begins so, and where something else was typed meanwhile")
    func unchanged() {
        var state = adding("no")
        _ = reduce(&state, .filesListed([], beginning: "no", of: "no"))
        #expect(text(state) == "no")
        #expect(state.notice == .warning("No file is called no..."))
        state.type("w")
        _ = reduce(&state, .filesListed(["nothing.png"], beginning: "no", of: "no"))
        #expect(text(state) == "now")
    }

    @Test("are completed behind a tilde, in a subject, in the image of a draft and as a word of the prompt")
    func everywhere() {
        var state = adding("~")
        _ = reduce(&state, .filesListed(["films/"], beginning: "", of: "~"))
        #expect(text(state) == "~/films/")

        state = makeState()
        state.press(.show(.references), .addSubject, .nextField, .nextField, .nextField, .nextField)
        state.type("a")
        #expect(state.press(.completePath) == [.listFiles(folder: "/films/", beginning: "a", of: "a")])

        state = makeState()
        state.press(.show(.compose))
        state.type("as in ~/x")
        #expect(state.press(.completePath) == [.listFiles(folder: "/home/jo/", beginning: "x", of: "~/x")])
        _ = reduce(&state, .filesListed(["x.txt"], beginning: "x", of: "~/x"))
        #expect(state.compose.draft.prompt == "as in ~/x.txt")
    }

    @Test("are none in links and in fields that name no file")
    func noPath() {
        var state = adding("https://x/a")
        #expect(!state.press(.completePath).contains { if case .listFiles = $0 { true } else { false } })
        #expect(state.notice?.text == "This is a link: only files of this machine are completed.")
        state = makeState()
        state.press(.show(.references), .addSubject)
        #expect(!state.press(.completePath).contains { if case .listFiles = $0 { true } else { false } })
        #expect(state.notice?.text == "No file is named here.")
        #expect(state.refusal(of: .completePath) == "No file is named here.")
    }
}
