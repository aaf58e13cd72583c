import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("A draft of what was sent")
struct CloneTests {
    private let places = Places(home: "/home/jo", directory: "/films")

    private func task(_ mode: Mode, _ request: JSONValue) -> VideoTask {
        VideoTask(
            id: ShortID(rawValue: "k3f9ax"),
            mode: mode,
            server: .local,
            origin: .console,
            holder: nil,
            request: request,
            createdAt: Date(timeIntervalSince1970: 0)
        )
    }

    private func full(_ mode: Mode) -> Draft {
        var draft = Draft(mode: mode, prompt: "湖 🕊\nzwei")
        draft.negativePrompt = "rain"
        draft.aspectRatio = "9:16"
        draft.callbackURL = "https://example.org/x"
        if mode.hasSeedAndSound {
            (draft.resolution, draft.framesPerSecond, draft.seed) = ("1080p", "24", "42")
            (draft.generatesAudio, draft.audioPrompt) = (true, "waves")
        }
        if mode.hasModelFields { (draft.guidance, draft.enhancesPrompt) = ("7.5", false) }
        if mode == .imageToVideo { (draft.image, draft.moderates) = (PictureSource("/films/a.png"), false) }
        if mode == .multiImageToVideo { (draft.quality, draft.watermarks) = ("pro", true) }
        let anna = Subject(
            name: "anna",
            description: "d",
            style: "anime",
            type: "object",
            pictures: [PictureSource("/films/f.png"), PictureSource("https://x/s.png")]
        )
        if mode.hasReferences { draft.references = [.image(PictureSource("https://x/l.png"))] }
        if mode == .elementsToVideo { draft.references.append(.subject(anna)) }
        return draft
    }

    @Test("sends the same request again in every mode, pictures and subjects included", arguments: Mode.videos)
    func roundTrip(mode: Mode) {
        let request = full(mode).body(seed: nil, in: places)
        let clone = Draft(of: task(mode, request))
        #expect(clone.body(seed: nil, in: places) == request)
        #expect(clone.omissions(from: task(mode, request), in: places) == [])
        #expect(clone.prompt == "湖 🕊\nzwei" && clone.references == full(mode).references)
    }

    @Test("has files where it was sent with their links")
    func files() {
        let request: JSONValue = ["prompt": "x", "image_url": "https://up/1.png"]
        let clone = Draft(of: task(.imageToVideo, request), paths: ["https://up/1.png": "/films/a.png"])
        #expect(clone.image == PictureSource("/films/a.png"))
        let later = Draft(of: task(.imageToVideo, request)).replacing(links: ["https://up/1.png": "/films/a.png"])
        #expect(later.image == PictureSource("/films/a.png"))
    }

    @Test("keeps a picture that was sent as base64")
    func base64() {
        let bytes = String(repeating: "iVBORw0KGgo", count: 40)
        let request: JSONValue = ["prompt": "x", "image_list": [["image": .string(bytes)]]]
        let clone = Draft(of: task(.multiImageToVideo, request))
        #expect(clone.body(seed: nil, in: places)["image_list"] == [["image": .string(bytes)]])
    }

    @Test("leaves the sender's id behind, and says what else it would not send")
    func omissions() {
        let request: JSONValue = [
            "prompt": "x", "external_task_id": "mine", "model_name": "bach-2", "camera": "left", "seed": 7,
            "duration": 6, "resolution": "720p",
        ]
        var clone = Draft(of: task(.textToVideo, request))
        #expect(clone.omissions(from: task(.textToVideo, request), in: places).sorted() == ["camera", "model_name"])
        clone.seed = ""
        #expect(clone.omissions(from: task(.textToVideo, request), in: places).sorted() == ["camera", "model_name"])
    }

    @Test("is another task's request with another seed and no id of the sender's")
    func anew() {
        let video = task(.textToVideo, ["prompt": "x", "seed": 7]).requestAnew(seed: 9)
        #expect(video == ["prompt": "x", "seed": 9])
        let multi: JSONValue = [
            "prompt": "x", "external_task_id": "mine", "image_list": [["image": "https://up/1.png"]],
        ]
        let anew = task(.multiImageToVideo, multi).requestAnew(seed: 9, paths: ["https://up/1.png": "/a.png"])
        #expect(anew == ["prompt": "x", "image_list": [["image": "file:///a.png"]]])
    }
}
