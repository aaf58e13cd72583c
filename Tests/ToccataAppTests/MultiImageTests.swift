import BachAPI
import FoundationEssentials
import Testing
import ToccataApp
import ToccataCore

@Suite("Multi-image to video in the console")
struct MultiImageTests {
    private func composing(_ references: [Reference] = [], duration: String = "5") -> AppState {
        var state = makeState()
        var draft = Draft(mode: .multiImageToVideo, prompt: "both of them")
        draft.references = references
        draft.duration = duration
        _ = reduce(&state, .draftLoaded(draft))
        state.screen = .compose
        return state
    }

    private func image(_ name: String) -> Reference { .image(PictureSource(name)) }

    private func lost(_ notFound: Int) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: "abc123"),
            mode: .multiImageToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["external_task_id": "e"],
            createdAt: start
        )
        task.state = .lost
        task.notFoundCount = notFound
        return task
    }

    @Test("has its own fields alone")
    func fields() {
        #expect(
            ComposeField.fields(of: .multiImageToVideo) == [
                .prompt, .mode, .references, .duration, .quality, .aspectRatio, .negativePrompt, .callback, .watermark,
                .review,
            ]
        )
    }

    @Test("keeps what was typed for another mode, and says beside the field that it does not fit")
    func switching() {
        var state = makeState()
        var draft = Draft(mode: .elementsToVideo, prompt: "x")
        draft.seed = "7"
        draft.references = [image("https://x/a.png")]
        _ = reduce(&state, .draftLoaded(draft))
        state.screen = .compose
        state.press(.leaveField, .nextField, .nextChoice)
        #expect(state.compose.draft.mode == .multiImageToVideo)
        #expect(state.compose.draft.duration == "6")
        #expect(state.shown[.duration]?.map(\.message) == [Message.Kling.duration])

        state.press(.previousChoice)
        #expect(state.compose.draft == draft)
        #expect(state.shown.isEmpty)
    }

    @Test("chooses between 5 and 10 seconds, std and pro, with and without a watermark")
    func choices() {
        var state = composing([image("https://x/a.png")])
        for field in [ComposeField.duration, .quality, .watermark] {
            while state.compose.focus != field { state.press(.nextField) }
            state.press(.nextChoice)
        }
        let body = state.compose.draft.body(seed: nil, in: state.places)
        #expect(body["duration"] == "10")
        #expect(body["mode"] == "pro")
        #expect(body["watermark_info"] == ["enabled": true])
        #expect(state.problems.isEmpty)
    }

    @Test("takes four pictures; those of a subject count, and are named by their place in it")
    func pictures() {
        let subject = Subject(name: "Ann", pictures: ["https://x/1", "no link://"].map { PictureSource($0) })
        var state = composing([image("https://x/a.png"), .subject(subject)])
        #expect(state.problems.map(\.element) == [1])
        #expect(state.problems.map(\.position) == [1])
        #expect(state.problems(ofReference: 1).map(\.message) == [Message.Kling.pictureNoBase64(2)])

        let good = Subject(name: "Ann", pictures: ["https://x/1", "https://x/2"].map { PictureSource($0) })
        state = composing([.subject(good), image("no link://")])
        #expect(state.problems.map(\.element) == [1])

        state = composing((1...4).map { image("https://x/\($0)") })
        state.screen = .references
        state.press(.add)
        #expect(state.overlays.isEmpty)
        #expect(state.notice?.text == "Multi-image to video takes 4 pictures at most.")
    }

    @Test("takes a picture that was pasted as a data URI without its beginning")
    func dataURI() {
        let state = composing([image("data:image/png;base64,iVBORw0KGgo=")])
        let body = state.compose.draft.body(seed: nil, in: state.places)
        #expect(body["image_list"] == [["image": "iVBORw0KGgo="]])
    }

    @Test(
        "takes files that are JPEG or PNG and not too long or high",
        arguments: [
            (PictureFormat.png, 640, 480, nil), (.jpeg, 1000, 400, nil),
            (.webp, 640, 480, "Multi-image to video takes JPEG and PNG pictures only."),
            (.png, 1010, 400, "The picture is 1010x400; multi-image takes 1:2.5 to 2.5:1."),
            (.png, 299, 400, "The picture is 299x400; it has to be at least 300x300."),
        ] as [(PictureFormat, Int, Int, String?)]
    )
    func files(format: PictureFormat, width: Int, height: Int, problem: String?) {
        var state = composing([image("/p/a")])
        let finding = PictureFinding.file(format, bytes: 1000, width: width, height: height)
        _ = reduce(&state, .pictureChecked(path: "/p/a", finding))
        #expect(state.problems.map(\.message) == [problem].compactMap { $0 })
        #expect(state.problems.allSatisfy { $0.element == 0 })
    }

    @Test("a lost answer is no error while it is looked up, and none any more once the task is found")
    func lookUpNews() {
        var sending = lost(0)
        sending.state = .sending
        var state = makeState([sending])
        var task = lost(0)
        task.message = "The connection broke."
        _ = reduce(&state, .taskChanged(task))
        #expect(state.notice == .warning("abc123 is looked up: the answer was lost: The connection broke."))
        var found = task
        found.state = .pending
        found.taskID = "85"
        var other = state
        _ = reduce(&state, .taskChanged(found))
        #expect(state.notice == Notice("abc123 was made after all, and goes on as 85."))

        task.notFoundCount = VideoTask.patience
        _ = reduce(&other, .taskChanged(task))
        #expect(other.notice == .error("abc123 may or may not have been made: The connection broke."))
    }

    @Test("a lost task can be asked for by its external id, and sent again without a second one")
    func lostTask() {
        var state = makeState([lost(0)])
        #expect(state.press(.pollNow).first == .pollNow(ShortID(rawValue: "abc123")))
        state.press(.send)
        #expect(state.overlays == [.question(.sendSame(ShortID(rawValue: "abc123")))])
        #expect(state.press(.yes).first == .release(ShortID(rawValue: "abc123")))
    }
}
