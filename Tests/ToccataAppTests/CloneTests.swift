import BachAPI
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("A task in Compose again")
struct CloneTests {
    private func failed(_ message: String?, code: Int? = nil, _ more: [(String, JSONValue)] = []) -> VideoTask {
        var task = makeTask("aaaaaa", .failed)
        task.taskID = nil
        task.request = .object(JSONObject([("prompt", "a lake"), ("duration", 9), ("seed", 7)] + more))
        (task.message, task.code, task.httpStatus) = (message, code, 400)
        return task
    }

    @Test("has the whole request, with its seed or for a new one, and sends nothing")
    func clone() {
        for (wish, seed) in [(UserAction.clone, "7"), (.cloneAnew, "")] {
            var state = makeState([makeTask("aaaaaa", .done)])
            let effects = state.press(wish)
            #expect(state.screen == .compose && state.compose.draft.prompt == "prompt of aaaaaa")
            #expect(state.compose.draft.seed == seed && !state.compose.isTyping)
            #expect(!effects.contains { if case .send = $0 { true } else { false } })
        }
    }

    @Test("is a draft of its own: what stood in Compose stays in the list, and an empty one is taken for it")
    func draft() {
        var state = makeState([makeTask("aaaaaa", .done)])
        state.press(.clone)
        #expect(state.draftList.map(\.draft.prompt) == ["prompt of aaaaaa"])
        state.press(.show(.queue))
        let effects = state.press(.clone)
        #expect(state.draftList.count == 2)
        #expect(effects.contains(.recordDraft(state.compose.draft, name: state.compose.name)))
        state.press(.drafts, .move(.down), .open)
        #expect(state.compose.name == NamedDraft.firstName)
    }

    @Test("gets the files back that its links stand for")
    func files() {
        var task = makeTask("aaaaaa", .done)
        task.request = [
            "prompt": "x", "reference_inputs": [["type": "image", "url": "https://up/1.png"]], "duration": 6,
            "resolution": "720p",
        ]
        task = VideoTask(
            id: task.id,
            mode: .elementsToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: task.request,
            createdAt: start
        )
        var state = makeState([task])
        #expect(state.press(.clone).contains(.findFiles(links: ["https://up/1.png"], .local)))
        let effects = reduce(&state, .filesFound(["https://up/1.png": "/films/a.png"]))
        #expect(state.compose.draft.references == [.image(PictureSource("/films/a.png"))])
        #expect(effects.contains(.checkPicture(path: "/films/a.png")))
    }

    @Test("that failed has what the service said beside the field, until that is changed")
    func refused() {
        var state = makeState([failed("Duration must be between 1 and 6 seconds.", code: 1000)])
        state.press(.correct)
        #expect(state.compose.focus == .duration)
        let said = "The service said: Duration must be between 1 and 6 seconds. (1000)"
        #expect(state.shown[.duration]?.last?.message == said)
        state.press(.show(.compose))
        state.type("more ")
        #expect(state.shown[.duration]?.last?.message == said)
        state.press(.nextField, .nextField, .nextChoice)
        #expect(state.shown[.duration] == nil)
    }

    @Test("that failed for no field has it above the form, until anything is changed")
    func refusedAsAWhole() {
        var state = makeState([failed("Insufficient credit package.", code: 1302)])
        state.press(.correct)
        #expect(state.compose.saidOfDraft?.field == nil)
        #expect(state.compose.saidOfDraft?.problem.message == "The service said: Insufficient credit package. (1302)")
        state.press(.show(.compose))
        state.type("x")
        #expect(state.compose.saidOfDraft == nil)
    }

    @Test(
        "is what is advised instead of sending the same again, where only another request helps",
        arguments: [(1000, true), (1001, true), (1201, true), (1302, false), (5000, false)]
    )
    func insteadOfSending(code: Int, isRefused: Bool) {
        let task = failed("No.", code: code)
        var state = makeState([task])
        #expect(task.mustBeChanged == isRefused)
        #expect((state.refusal(of: .send)?.contains("r puts it into Compose, to be changed") == true) == isRefused)
        state.press(.send)
        #expect(state.overlays.isEmpty == isRefused)
    }

    @Test("is refused while tasks are marked, and of what did not fail")
    func refusals() {
        var state = makeState([makeTask("aaaaaa", .done)])
        #expect(state.refusal(of: .correct)?.hasPrefix("Only a failed task") == true)
        state.press(.mark)
        #expect(state.refusal(of: .clone)?.hasPrefix("Compose takes one request at a time") == true)
        #expect(state.press(.clone).allSatisfy { $0 == .schedule(.notice, after: .seconds(8)) })
        #expect(state.screen == .queue)
    }

    @Test("of several are new tasks after one question, but not those that would be refused again or be made twice")
    func anew() {
        var refused = failed("Sensitive content detected", code: 1001)
        refused.state = .failed
        var broken = makeTask("bbbbbb", .failed)
        broken.request = [
            "prompt": "x", "duration": 6, "resolution": "720p", "seed": 1, "model_name": "bach-1.0-preview",
        ]
        var lost = makeTask("cccccc", .lost)
        var done = makeTask("dddddd", .done)
        (refused.request, lost.request, done.request) = (broken.request, broken.request, broken.request)
        var state = makeState([refused, broken, lost, done])
        state.press(.markAll)
        #expect(state.press(.cloneAnew) == [])
        guard case .question(.bulk(let bulk)) = state.overlays.last else {
            Issue.record("no question")
            return
        }
        #expect(bulk.others == [broken.id, done.id] && bulk.reasons == [.refused: 1, .state: 1])
        #expect(state.press(.yes).prefix(2) == [.sendAnew(broken.id), .sendAnew(done.id)])
    }

    @Test("of several is refused with the reasons that are true of them")
    func noneAnew() {
        var theirs = VideoTask(
            id: ShortID(rawValue: "bbbbbb"),
            mode: .textToVideo,
            server: .remote(baseURL: "https://api.example.com", keyID: "AK1"),
            origin: .console,
            holder: nil,
            request: ["prompt": "a lake"],
            createdAt: start
        )
        theirs.state = .failed
        var state = makeState([theirs])
        state.press(.markAll, .cloneAnew)
        #expect(state.notice == .warning("None of the marked tasks can be sent anew: another server's."))
        var refused = failed("Sensitive content detected", code: 1001)
        refused.state = .failed
        state = makeState([theirs, refused])
        state.press(.markAll, .cloneAnew)
        let reasons = "1 another server's, 1 refused for what was asked"
        let words = "None of the marked tasks can be sent anew: \(reasons). r puts right what was refused."
        #expect(state.notice == .warning(words))
    }

    @Test("that makes a subject is its form among the references")
    func subject() {
        let task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: .textToSubject,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["name": "anna", "description": "a woman"],
            createdAt: start
        )
        var state = makeState([task])
        state.press(.clone)
        guard case .subject(let form) = state.overlays.last else {
            Issue.record("no form")
            return
        }
        #expect(state.screen == .references && form.subject.name == "anna" && form.subject.description == "a woman")
    }
}
