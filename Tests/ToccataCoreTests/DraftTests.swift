import BachAPI
import Testing
import ToccataCore

@Suite("Draft")
struct DraftTests {
    let places = Places(home: "/home/jo", directory: "/films")

    @Test("can be sent with nothing but a prompt")
    func firstDraft() {
        #expect(Draft(prompt: "a tide").problems(in: places) == [])
        #expect(Draft().problems(in: places).map(\.message) == ["Please provide a prompt."])
    }

    @Test("sends the fields of its mode, in the order of the page, and the seed it was given")
    func bodies() {
        let text = Draft(prompt: "a tide").body(seed: 7, in: places)
        #expect(
            text.text()
                == #"{"model_name":"bach-1.0-preview","prompt":"a tide","resolution":"720p","aspect_ratio":"16:9","#
                + #""duration":6,"seed":7}"#
        )
        var image = Draft(mode: .imageToVideo)
        image.image = PictureSource("~/a.png")
        image.seed = "42"
        #expect(
            image.body(seed: 7, in: places).text()
                == #"{"model_name":"bach-1.0-preview","image_url":"file:///home/jo/a.png","resolution":"720p","#
                + #""duration":6,"seed":42}"#
        )
    }

    @Test("keeps wrong input and shows the service's words for it", arguments: ["", "six", "9", "5.5"])
    func wrongDuration(text: String) {
        var draft = Draft(prompt: "a tide")
        draft.duration = text
        #expect(draft.problems(in: places).map(\.message) == ["Duration must be between 1 and 6 seconds."])
        #expect(draft.duration == text)
    }

    @Test("says that an audio prompt without audio does nothing")
    func audioPrompt() {
        var draft = Draft(prompt: "a tide")
        draft.audioPrompt = "waves"
        #expect(draft.problems(in: places).map(\.field) == ["audio_prompt"])
        draft.generatesAudio = true
        #expect(draft.problems(in: places) == [])
    }

    @Test("sends references and subjects in the order shown")
    func references() {
        var draft = Draft(mode: .elementsToVideo, prompt: "anna walks")
        let anna = Subject(name: "anna", pictures: [PictureSource("f.png"), PictureSource("https://x/s.png")])
        draft.references = [.subject(anna), .image(PictureSource("https://x/lake.png"))]
        let references = draft.body(seed: nil, in: places)["reference_inputs"]?.arrayValue ?? []
        #expect(references.map { $0["type"]?.stringValue } == ["subject", "image"])
        #expect(references[0]["images"] == ["file:///films/f.png", "https://x/s.png"])
        #expect(draft.problems(in: places) == [])
        draft.references.swapAt(0, 1)
        #expect(draft.body(seed: nil, in: places)["reference_inputs"]?.arrayValue == references.reversed())
    }

    @Test("comes back from the ledger as it went in")
    func json() throws {
        var draft = Draft(mode: .elementsToVideo, prompt: "湖 🕊\nzwei")
        draft.duration = "six"
        draft.generatesAudio = false
        draft.references = [
            .image(PictureSource("~/a.png")),
            .subject(Subject(name: "anna", description: "d", style: "anime", type: "object", pictures: [])),
        ]
        #expect(Draft(json: try JSONValue(parsing: draft.json.text())) == draft)
        #expect(Draft(json: .null) == Draft())
    }

    @Test("finds local pictures only where the API takes a URL, each once, and replaces them")
    func localPictures() {
        let body: JSONValue = [
            "prompt": "file:///not/me", "image_url": "file:///a.png",
            "reference_inputs": [
                ["type": "image", "url": "file:///b c.png"],
                ["type": "subject", "images": ["file:///a.png", "https://x"]],
            ],
        ]
        #expect(LocalPictures.paths(in: body) == ["/a.png", "/b c.png"])
        let sent = LocalPictures.replacing(["/a.png": "https://u/a", "/b c.png": "https://u/b"], in: body)
        #expect(LocalPictures.paths(in: sent) == [])
        #expect(sent["prompt"] == "file:///not/me")
        #expect(sent["reference_inputs"]?.arrayValue?[1]["images"] == ["https://u/a", "https://x"])
    }

    @Test("a request file's pictures lie below its folder, unless they are absolute")
    func relativePictures() {
        let body: JSONValue = [
            "image_url": "file://a.png", "reference_inputs": [["type": "image", "url": "file:///b"]],
        ]
        #expect(
            LocalPictures.paths(in: LocalPictures.absolute(in: body, folder: "/assets")) == ["/assets/a.png", "/b"]
        )
    }
}
