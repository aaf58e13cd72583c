import BachAPI
import FoundationEssentials
import Testing
import ToccataApp
import ToccataCore

@Suite("Uploads of the draft's pictures")
struct UploadTests {
    private let good = PictureFinding.file(.png, bytes: 900_000, width: 800, height: 600)

    /// A console with a draft of elements with these pictures, all of which were looked into.
    private func drafting(_ pictures: String..., mode: Mode = .elementsToVideo, uploads: Bool = true) -> AppState {
        var state = makeState()
        if !uploads {
            let destination = Destination(server: .local, folder: "~/videos", uploadsMultiImage: false)
            state = AppState(destination: destination, places: state.places, now: start)
        }
        var draft = Draft(mode: mode)
        draft.references = pictures.map { .image(PictureSource($0)) }
        _ = reduce(&state, .draftLoaded(draft))
        return state
    }

    private func check(_ path: String, _ state: inout AppState) -> [Effect] {
        reduce(&state, .pictureChecked(path: path, good))
    }

    private func uploads(_ state: AppState) -> [PictureUpload] {
        state.compose.draft.references.flatMap(\.pictures).map(state.upload)
    }

    @Test("are looked for once a file is found to be a picture, and shown as the ledger knows them")
    func looked() {
        var state = drafting("a.png", "~/b.png", "https://x/c.png")
        #expect(uploads(state) == [.unknown, .unknown, .asItIs])
        #expect(check("/films/a.png", &state) == [.findUpload(path: "/films/a.png", at: .local)])
        #expect(check("/home/jo/b.png", &state) == [.findUpload(path: "/home/jo/b.png", at: .local)])
        #expect(uploads(state) == [.unknown, .unknown, .asItIs])
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: nil))
        _ = reduce(&state, .uploadFound(path: "/home/jo/b.png", at: start))
        #expect(uploads(state) == [.waiting, .done(start), .asItIs])
        #expect(state.uploadCount?.done == 1)
        #expect(state.uploadCount?.all == 2)
    }

    @Test("are not looked for where a file is no picture")
    func wrongPicture() {
        var state = drafting("a.png")
        let effects = reduce(&state, .pictureChecked(path: "/films/a.png", .unreadable("It is gone.")))
        #expect(effects == [])
        #expect(uploads(state) == [.unknown])
    }

    @Test("go up with the task that has them, as far as that is, and are looked for again when it has links")
    func goingUp() {
        var state = drafting("a.png", "b.png")
        for name in ["a", "b"] {
            _ = check("/films/\(name).png", &state)
            _ = reduce(&state, .uploadFound(path: "/films/\(name).png", at: nil))
        }
        var task = makeTask("aaaaaa", .out)
        task.request = ["reference_inputs": [["type": "image", "url": "file:///films/a.png"]]]
        _ = reduce(&state, .taskChanged(task))
        _ = reduce(&state, .uploadProgressed(task.id, Progress(300, of: 1200)))
        #expect(uploads(state) == [.uploading(25), .waiting])
        task.request = ["reference_inputs": [["type": "image", "url": "https://cdn/a.png"]]]
        let effects = reduce(&state, .taskChanged(task))
        #expect(effects.contains(.findUpload(path: "/films/a.png", at: .local)))
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: start))
        #expect(uploads(state) == [.done(start), .waiting])
    }

    @Test("are looked for again when a task fails, whose links are not trusted any more")
    func failed() {
        var state = drafting("a.png")
        _ = check("/films/a.png", &state)
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: start))
        var task = makeTask("aaaaaa", .running)
        _ = reduce(&state, .taskChanged(task))
        task.state = .failed
        #expect(reduce(&state, .taskChanged(task)).contains(.findUpload(path: "/films/a.png", at: .local)))
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: nil))
        #expect(uploads(state) == [.waiting])
    }

    @Test("are none for multi-image where that has a service of its own")
    func base64() {
        var state = drafting("a.png", mode: .multiImageToVideo, uploads: false)
        _ = check("/films/a.png", &state)
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: start))
        #expect(uploads(state) == [.base64])
        state = drafting("a.png", mode: .multiImageToVideo)
        _ = check("/films/a.png", &state)
        _ = reduce(&state, .uploadFound(path: "/films/a.png", at: start))
        #expect(uploads(state) == [.done(start)])
    }
}
