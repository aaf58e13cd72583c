import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Names in the prompt")
struct NameCompletionTests {
    private func subject(_ name: String, pictures: Int = 2) -> Subject {
        Subject(name: name, pictures: (0..<pictures).map { PictureSource("https://x/\(name)-\($0).png") })
    }

    /// A console in the prompt of a draft with these subjects, in front of a library.
    private func writing(
        _ mode: Mode = .elementsToVideo,
        with names: [String] = [],
        library: [String] = ["anna", "bo", "Tofu the cat"]
    ) -> AppState {
        var draft = Draft(mode: mode)
        draft.references = names.map { .subject(subject($0)) }
        var state = makeState()
        _ = reduce(&state, .draftLoaded(draft))
        _ = reduce(&state, .subjectsLoaded(library.map { subject($0) }))
        state.press(.show(.compose))
        return state
    }

    private func write(_ text: String, _ state: inout AppState) {
        for character in text {
            if character == "@" { state.press(.completeName) } else { state.type(String(character)) }
        }
    }

    private func offers(_ state: AppState) -> [String] { state.nameOffers.map(\.subject.name) }
    private func prompt(_ state: AppState) -> String { state.compose.draft.prompt }

    @Test("are offered by @: those of the draft first, then those of the library")
    func offered() {
        var state = writing(with: ["zoe", "bo"])
        write("With @", &state)
        #expect(offers(state) == ["zoe", "bo", "anna", "Tofu the cat"])
        #expect(state.nameOffers.map(\.use) == [.reference(0), .reference(1), .added(2), .added(2)])
    }

    @Test("are narrowed by what is typed on, in capitals or not, those first that begin with it")
    func narrowed() {
        var state = writing(library: ["cat", "Tofu the cat", "Tom", "anna"])
        write("@t", &state)
        #expect(offers(state) == ["Tofu the cat", "Tom", "cat"])
        write("o", &state)
        #expect(offers(state) == ["Tofu the cat", "Tom"])
        _ = reduce(&state, .typed(.backspace, room))
        #expect(offers(state) == ["Tofu the cat", "Tom", "cat"])
        write("zz", &state)
        #expect(offers(state) == [])
        _ = reduce(&state, .typed(.backspace, room))
        _ = reduce(&state, .typed(.backspace, room))
        #expect(offers(state) == ["Tofu the cat", "Tom", "cat"])
    }

    @Test("take the place of the @ and what followed it, in one step that can be taken back")
    func taken() {
        var state = writing()
        write("a boat, @an", &state)
        state.press(.open)
        #expect(prompt(state) == "a boat, anna")
        #expect(offers(state) == [])
        write(" waits", &state)
        #expect(prompt(state) == "a boat, anna waits")
        state.press(.undo, .undo)
        #expect(prompt(state) == "a boat, anna")
        state.press(.undo)
        #expect(prompt(state) == "a boat, @an")
        state.press(.redo)
        #expect(prompt(state) == "a boat, anna")
    }

    @Test("bring a reference that undo takes away with the name, and redo brings back, as often as one likes")
    func undone() {
        var state = writing(with: ["zoe"])
        write("@an", &state)
        state.press(.open)
        let both = state.compose.draft.references
        #expect(both.map(\.name) == ["zoe", "anna"])
        for _ in 0..<2 {
            state.press(.undo)
            #expect(prompt(state) == "@an" && state.compose.draft.references.map(\.name) == ["zoe"])
            #expect(state.notice?.text.hasPrefix("anna is no reference of the draft any more") == true)
            state.press(.redo)
            #expect(prompt(state) == "anna" && state.compose.draft.references == both)
        }
        write(" waits", &state)
        state.press(.undo)
        #expect(state.compose.draft.references == both)
        state.press(.undo, .undo, .undo)
        #expect(prompt(state) == "@" && state.compose.draft.references.map(\.name) == ["zoe"])
    }

    @Test("leave a reference alone that was changed, or taken out, since it came with a name")
    func changedSince() {
        var state = writing(with: ["zoe"])
        write("@anna", &state)
        state.press(.open, .show(.references), .remove, .show(.compose), .undo)
        #expect(prompt(state) == "@anna" && state.compose.draft.references.map(\.name) == ["zoe"])
        #expect(state.notice == nil)
        write(" @bo", &state)
        state.press(.open, .show(.references), .edit)
        state.type("by")
        state.press(.back, .show(.compose), .undo)
        #expect(state.compose.draft.references.map(\.name) == ["zoe", "boby"])
    }

    @Test("are chosen by moves, and begin at the first again when they are narrowed")
    func moved() {
        var state = writing()
        write("@", &state)
        state.press(.move(.down), .move(.down), .move(.down), .move(.up), .open)
        #expect(prompt(state) == "bo")
        write(" @", &state)
        state.press(.move(.down), .move(.down))
        write("n", &state)
        state.press(.open)
        #expect(prompt(state) == "bo anna")
    }

    @Test(
        "leave what was typed as it is, and come no more, after a leave, a space, a second @, a move or a paste",
        arguments: ["leave", "space", "@", "left", "paste", "enter"]
    )
    func left(way: String) {
        var state = writing()
        write("@an", &state)
        #expect(offers(state) == ["anna"])
        switch way {
        case "leave": state.press(.back)
        case "space": write(" ", &state)
        case "@": write("@", &state)
        case "left": _ = reduce(&state, .typed(.left, room))
        case "paste": _ = reduce(&state, .pasted("n"))
        default: state.press(.zoom)
        }
        let added = ["space": " ", "@": "@", "paste": "n"][way] ?? ""
        #expect(prompt(state) == "@an" + added)
        #expect(offers(state) == [])
        #expect(state.screen == .compose)
        #expect(state.isTyping)
        write("x", &state)
        #expect(offers(state) == [])
    }

    @Test("are left by C-c, which does not warn of quitting then")
    func interrupted() {
        var state = writing()
        write("@an", &state)
        state.press(.interrupt)
        #expect(offers(state) == [])
        #expect(state.notice == nil)
        #expect(prompt(state) == "@an")
    }

    @Test(
        "are offered where a word begins",
        arguments: [("", true), ("a ", true), ("a\n", true), ("(", true), ("湖で", true), ("jo", false), ("7", false)]
    )
    func atWordStart(before: String, isOffered: Bool) {
        var state = writing()
        _ = reduce(&state, .pasted(before))
        write("@", &state)
        #expect(prompt(state) == before + "@")
        #expect(offers(state).isEmpty != isOffered)
    }

    @Test("are not offered for a pasted @, nor where no subject is known")
    func notOffered() {
        var state = writing()
        _ = reduce(&state, .pasted("@"))
        write("a", &state)
        #expect(offers(state) == [])
        state = writing(library: [])
        write("@a", &state)
        #expect(offers(state) == [])
        #expect(prompt(state) == "@a")
    }

    @Test("are not offered in another draft, however its words stand")
    func otherDraft() {
        var state = writing()
        write("@an", &state)
        _ = reduce(&state, .draftLoaded(Draft(mode: .elementsToVideo, prompt: "@an")))
        #expect(offers(state) == [])
    }

    @Test("bring a kept subject into a draft of elements, and say where it is")
    func added() {
        var state = writing(with: ["zoe"])
        write("@an", &state)
        state.press(.open)
        #expect(state.compose.draft.references == [.subject(subject("zoe")), .subject(subject("anna"))])
        #expect(state.notice == Notice("anna is reference 2 of the draft now, in References (4)."))
        write(" @an", &state)
        #expect(state.nameOffers.first?.use == .reference(1))
        state.press(.open)
        #expect(state.compose.draft.references.count == 2)
        #expect(prompt(state) == "anna anna")
        #expect(state.compose.isTyping)
    }

    @Test(
        "are only words in a mode without subjects",
        arguments: [Mode.textToVideo, .imageToVideo, .multiImageToVideo]
    )
    func otherModes(mode: Mode) {
        var state = writing(mode, with: ["zoe"])
        for name in ["zoe", "anna"] {
            write(" @\(name)", &state)
            #expect(state.nameOffers.map(\.use) == [.name])
            state.press(.open)
            #expect(state.notice == Notice("Only the name was written: \(mode.title) sends no subjects."))
        }
        #expect(prompt(state) == " zoe anna")
        #expect(state.compose.draft.mode == mode)
        #expect(state.compose.draft.references.count == 1)
    }

    @Test("are only words where nine references are there already, and of subjects without pictures")
    func noRoom() {
        var state = writing(with: (1...9).map { "s\($0)" })
        write("@anna", &state)
        state.press(.open)
        #expect(prompt(state) == "anna")
        #expect(state.compose.draft.references.count == 9)
        #expect(state.notice == Notice("Only the name was written: the draft has 9 references already."))
        state = writing()
        _ = reduce(&state, .subjectsLoaded([subject("ghost", pictures: 0)]))
        write("@gh", &state)
        state.press(.open)
        #expect(state.compose.draft.references == [])
        #expect(state.notice == Notice("Only the name was written: ghost has no pictures yet."))
    }

    @Test("are one line in the prompt, whatever was put into them")
    func hostileName() {
        var state = writing(library: ["an\na\u{1B}[2J"])
        write("@an", &state)
        state.press(.open)
        #expect(prompt(state) == "an a[2J")
    }

    @Test("can be asked for in the menu of actions, which says why there are none")
    func menu() {
        var state = writing(library: [])
        #expect(state.refusal(of: .completeName) == "No subject is known yet: A in References begins one.")
        state = writing()
        #expect(state.refusal(of: .completeName) == nil)
    }
}
