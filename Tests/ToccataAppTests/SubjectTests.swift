import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Subjects among the references")
struct SubjectTests {
    /// A console in References with this subject.
    private func referring(to subject: Subject) -> AppState {
        var draft = Draft(mode: .elementsToVideo)
        draft.references = [.subject(subject)]
        var state = makeState()
        _ = reduce(&state, .draftLoaded(draft))
        state.press(.show(.references))
        return state
    }

    private func names(_ state: AppState) -> [String] { state.compose.draft.references.map(\.name) }

    @Test("shows every message of an unfinished subject, and goes to the first wrong field")
    func subjectProblems() {
        var state = makeState(referringTo: [])
        state.press(.addSubject)
        state.press(.nextField)
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(subjectMessages(state) == ["URL array at index 0 cannot be empty.", "Subject name is required."])
        #expect(subjectForm(state)?.focus == .picture(0))
        state.type("https://x/1.png")
        #expect(
            subjectMessages(state) == [
                "URL array at index 0 must contain at least 2 URLs.", "Subject name is required.",
            ]
        )
        state.press(.nextField)
        state.type("x")
        state.press(.nextField, .nextField, .nextField, .nextField)
        #expect(subjectForm(state)?.focus == .name)
        state.type(String(repeating: "a", count: 51))
        #expect(subjectMessages(state) == ["The name length must not exceed 50 characters."])
    }

    private func subjectForm(_ state: AppState) -> SubjectForm? {
        guard case .subject(let form) = state.overlays.last else { return nil }
        return form
    }

    private func subjectMessages(_ state: AppState) -> [String] {
        subjectForm(state).map { state.problems(in: $0).map(\.message) } ?? []
    }

    @Test("keeps a finished subject in the draft, in the fields' own values")
    func finishedSubject() {
        var state = makeStateWithSubject()
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(state.overlays == [])
        let pictures = ["1.png", "https://x/3.png"].map(PictureSource.init)
        let anna = Subject(name: "anna", style: "anime", type: "object", pictures: pictures)
        #expect(state.compose.draft.references == [.subject(anna)])
    }

    @Test("leaving the form by any way loses nothing of it", arguments: [UserAction.back, .show(.queue), .interrupt])
    func unfinishedSubject(key: UserAction) {
        var state = makeState(referringTo: [])
        state.press(.addSubject)
        state.type("anna")
        state.press(key)
        #expect(names(state) == ["anna"])
        #expect(state.problems(ofReference: 0).map(\.message) == ["URL array at index 0 cannot be empty."])
    }

    @Test("a form in which nothing was typed leaves nothing")
    func emptySubject() {
        var state = makeState(referringTo: [])
        state.press(.addSubject, .back)
        #expect(state.compose.draft.references == [])
        #expect(state.overlays == [])
    }

    @Test("looks into a subject's files, and says what is wrong beside the picture")
    func subjectFiles() {
        var state = makeStateWithSubject()
        #expect(state.press(.nextField) == [])
        _ = reduce(&state, .pictureChecked(path: "/films/1.png", .file(nil, bytes: 10, width: nil, height: nil)))
        #expect(subjectMessages(state) == ["This is not a JPEG, PNG, WebP, GIF, BMP or TIFF picture."])
        _ = reduce(&state, .reviewAsked(seed: 1))
        #expect(subjectForm(state)?.focus == .picture(0))
    }

    @Test("keeps a subject for other drafts, and picks and deletes a kept one")
    func keptSubjects() {
        var state = makeStateWithSubject()
        state.press(.back)
        let effects = state.press(.keepSubject)
        guard case .subject(let anna) = state.compose.draft.references.first else {
            Issue.record("no subject was made: \(state.compose.draft.references)")
            return
        }
        var kept = anna
        kept.pictures[0] = PictureSource("/films/1.png")
        #expect(effects.contains(.recordSubject(kept)))
        _ = reduce(&state, .subjectsLoaded([anna]))
        state.press(.pickSubject, .open)
        #expect(state.compose.draft.references == [.subject(anna), .subject(anna)])
        state.press(.pickSubject, .remove)
        let deleted = state.subjects.first { $0.name == "anna" }
        #expect(state.press(.yes).first == .deleteSubject(name: "anna"))
        #expect(state.notice?.text == "Deleted the kept subject anna; z here brings it back.")
        _ = reduce(&state, .subjectsLoaded([]))
        #expect(deleted != nil && state.press(.undo).first == deleted.map(Effect.recordSubject))
        state.press(.undo)
        #expect(state.notice?.text == "No subject was deleted since the start.")
        #expect(state.press(.add, .back, .keepSubject).contains(.recordSubject(kept)))
    }

    @Test("offers kept subjects in the order of their last use, and keeps that order while it is looked at")
    func pickerOrder() {
        let subjects = ["anna", "bo", "cat", "zoe"].map { name in
            Subject(name: name, pictures: [PictureSource("https://x/1.png"), PictureSource("https://x/2.png")])
        }
        func task(_ id: String, with name: String, sent age: Double) -> VideoTask {
            var task = VideoTask(
                id: ShortID(rawValue: id),
                mode: .elementsToVideo,
                server: .local,
                origin: .console,
                holder: nil,
                request: ["reference_inputs": [["type": "subject", "subject": ["subject_name": .string(name)]]]],
                createdAt: start.addingTimeInterval(-age)
            )
            task.sentAt = task.createdAt
            return task
        }
        func names(_ state: AppState) -> [String] {
            guard case .picker(let picker) = state.overlays.last else { return [] }
            return state.subjects(in: picker).map(\.name)
        }
        var state = makeState([task("aaaaaa", with: "zoe", sent: 60), task("bbbbbb", with: "bo", sent: 120)])
        _ = reduce(&state, .subjectsLoaded(subjects))
        state.press(.show(.references), .pickSubject)
        #expect(names(state) == ["zoe", "bo", "anna", "cat"])
        _ = reduce(&state, .taskChanged(task("cccccc", with: "cat", sent: 10)))
        _ = reduce(&state, .subjectsLoaded([Subject(name: "aaron")] + subjects.dropFirst()))
        #expect(names(state) == ["zoe", "bo", "cat", "aaron"])
        state.press(.move(.down), .move(.down), .open)
        #expect(state.compose.draft.references.map(\.name) == ["cat"])
        state.press(.pickSubject)
        #expect(names(state) == ["cat", "zoe", "bo", "aaron"])
        _ = reduce(&state, .taskRemoved(ShortID(rawValue: "cccccc")))
        #expect(state.subjectUses["cat"] == nil)
    }

    @Test("keeps a subject with pictures that are found from another folder, too")
    func keptFromElsewhere() {
        let names = ["shots/1.png", "/films/2.png", "~/3.png", "https://x/4.png"]
        var state = referring(to: Subject(name: "bo", pictures: names.map(PictureSource.init)))
        let kept = state.press(.keepSubject).compactMap { effect in
            if case .recordSubject(let subject) = effect { subject.pictures.map(\.text) } else { nil }
        }
        #expect(kept == [["/films/shots/1.png", "/films/2.png", "~/3.png", "https://x/4.png"]])
    }

    @Test("a kept subject with more words than a reference has room for is cut, and that is said")
    func cutSubject() {
        var state = makeState()
        let pictures = [PictureSource("https://x.example/a.png"), PictureSource("https://x.example/b.png")]
        let anna = Subject(name: "anna", description: String(repeating: "a", count: 600), pictures: pictures)
        _ = reduce(&state, .subjectsLoaded([anna]))
        state.press(.show(.references), .pickSubject, .open)

        #expect(state.compose.draft.references == [.subject(anna.fitted)])
        #expect(state.notice?.text.contains("cut to its first 500 of 600 characters") == true)
        #expect(state.subjects == [anna])
    }

    @Test("has the pictures of a subject made after a yes, once, and puts them where they are waited for")
    func madePictures() {
        let anna = Subject(name: "anna", description: "grey braid")
        var state = referring(to: anna)
        #expect(state.press(.makePictures) == [])
        #expect(state.overlays.last == .question(.makePictures(anna)))
        #expect(state.press(.no) == [])
        state.press(.makePictures)
        #expect(state.press(.yes).contains(.send(mode: .textToSubject, requests: [anna.order])))

        let task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: .textToSubject,
            server: .local,
            origin: .console,
            holder: nil,
            request: anna.order,
            createdAt: start
        )
        _ = reduce(&state, .taskChanged(task))
        state.press(.makePictures)
        #expect(state.notice?.text == "aaaaaa is making anna already.")

        var made = anna
        made.pictures = [PictureSource("/a.png"), PictureSource("/b.png")]
        _ = reduce(&state, .subjectsLoaded([made]))
        #expect(state.compose.draft.references == [.subject(made)])
        state.press(.makePictures)
        #expect(state.notice?.text == "anna has pictures already.")
    }

    @Test("a subject that has words and no picture is done: its pictures can be made", arguments: [true, false])
    func doneWithoutPictures(isFinished: Bool) {
        var state = referring(to: Subject(name: "anna", description: "grey braid"))
        state.press(.edit)
        if isFinished { _ = reduce(&state, .reviewAsked(seed: 1)) } else { state.press(.leaveField, .back) }
        #expect(state.overlays.isEmpty)
        #expect(state.notice == Notice("anna has no pictures yet: m has the service make them."))
    }

    @Test("a subject with neither words nor a picture is not done")
    func doneWithoutWords() {
        var state = referring(to: Subject(name: "anna"))
        state.press(.edit)
        _ = reduce(&state, .reviewAsked(seed: 1))
        guard case .subject(let form)? = state.overlays.last else {
            Issue.record("the form is gone")
            return
        }
        #expect(form.focus == .picture(0))
    }

    @Test("has no pictures made of what the service would refuse")
    func unmadePictures() {
        var state = referring(to: Subject(name: "anna"))
        state.press(.makePictures)
        #expect(state.notice?.text == "Description is required.")
        #expect(state.overlays.isEmpty)
    }

    @Test("only a subject with a name can be kept")
    func keepNothing() {
        var state = makeState(referringTo: ["a.png"])
        #expect(!state.press(.keepSubject).contains { if case .recordSubject = $0 { true } else { false } })
        #expect(state.notice?.level == .warning)
    }
}
