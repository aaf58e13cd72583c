import BachAPI
import FoundationEssentials
import Testing
import ToccataApp
import ToccataCore
import ToccataUI

@Suite("Multi-image to video on the screen")
struct MultiImageViewTests {
    private func desk(_ references: [Reference], server: ServerIdentity = .local) -> Desk {
        var desk = Desk(server: server)
        var draft = Draft(mode: .multiImageToVideo, prompt: "both of them")
        draft.references = references
        desk.take(.draftLoaded(draft))
        desk.press("2")
        return desk
    }

    private let image = Reference.image(PictureSource("https://x/a.png"))

    private func lost(_ notFound: Int) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: "abc123"),
            mode: .multiImageToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "both", "external_task_id": "toccata-abc123-x", "watermark_info": ["enabled": true]],
            createdAt: start
        )
        task.state = .lost
        task.notFoundCount = notFound
        task.watermarkURL = "https://c/w.mp4"
        return task
    }

    @Test("Compose shows its fields and no other")
    func compose() {
        let desk = desk([image])
        let settings = desk.rows.compactMap { row in
            row.split(separator: "│").last.map { $0.filter { $0 != " " } }
        }
        let expected = [
            "Modemulti-imagetovideo", "References1/4pictures", "Duration5s", "Qualitystd", "Aspectratio16:9",
            "Negative-", "CallbackURL-", "Watermarkoff",
        ]
        for text in expected { #expect(settings.contains { $0.hasPrefix(text) }, "\(text)\n\(desk.screen)") }
        for text in ["Seed", "Resolution", "FPS", "CFG", "Audio"] { #expect(!desk.screen.contains(text)) }
        #expect(desk.screen.contains("12/2500"))
    }

    @Test("the references say how many there may be, and what becomes of subjects")
    func references() {
        var empty = desk([])
        empty.press("Esc 4")
        #expect(empty.screen.contains("1 to 4 images"), "\(empty.screen)")
        #expect(empty.screen.contains("Subjects do not go"))
        var mixed = desk([image, .subject(Subject(name: "Ann", pictures: [PictureSource("https://x/b.png")]))])
        mixed.press("Esc 4")
        #expect(mixed.screen.contains("2/4 pictures"), "\(mixed.screen)")
        #expect(mixed.screen.contains("knows no subjects: their pictures go as plain images"))
        var full = desk(Array(repeating: image, count: 5))
        full.press("Esc 4")
        #expect(full.screen.contains("4 pictures at most: x removes the selected."), "\(full.screen)")
    }

    @Test("the review names quality and external id, and no seed")
    func review() {
        var desk = desk([image])
        desk.press("C-x Enter")
        #expect(desk.screen.contains("multi-image2video, 5 s, 16:9, std"), "\(desk.screen)")
        #expect(desk.screen.contains("a lost answer can be looked up by it"))
        #expect(!desk.screen.contains("Seed"))
        desk.press("y")
        guard
            case .send(.multiImageToVideo, let bodies, _)? = desk.effects.last(where: {
                if case .send = $0 { true } else { false }
            })
        else {
            Issue.record("nothing was sent")
            return
        }
        #expect(bodies.count == 1)
        let body = bodies[0]
        #expect(body["seed"] == nil)
        #expect(body["duration"] == "5")
    }

    @Test("the review names the service that gets it, and how pictures travel there")
    func ownService() {
        var desk = desk(
            [.image(PictureSource("/p/a.png"))],
            server: .remote(baseURL: "https://bach.example/api", keyID: "a")
        )
        let kling = ServerIdentity.remote(baseURL: "https://kling.example/v1", keyID: "k")
        desk.state = AppState(
            destination: Destination(
                server: desk.state.destination.server,
                folder: "~",
                multiImage: kling,
                uploadsMultiImage: false
            ),
            places: desk.state.places,
            now: start
        )
        var draft = Draft(mode: .multiImageToVideo, prompt: "both of them")
        draft.references = [.image(PictureSource("/p/a.png"))]
        desk.take(.draftLoaded(draft))
        desk.take(.pictureChecked(path: "/p/a.png", .file(.png, bytes: 9, width: 400, height: 400)))
        desk.press("2 C-x Enter")
        #expect(desk.screen.contains("kling.example"), "\(desk.screen)")
        #expect(desk.screen.contains("sent as base64"))
        #expect(!desk.screen.contains("bach.example  "))
    }

    @Test("a lost task says that it is being looked up, and what is left when that was in vain")
    func lostWords() {
        var looking = Desk(columns: 120, rows: 40, tasks: [lost(0)])
        #expect(looking.screen.contains("look-up"), "\(looking.screen)")
        #expect(looking.screen.contains("by its external id"))
        looking = Desk(columns: 120, rows: 40, tasks: [lost(3)])
        #expect(looking.screen.contains("knows no task of this external id. R:"), "\(looking.screen)")
        #expect(looking.screen.contains("toccata-abc123-x"))
        #expect(looking.screen.contains("https://c/w.mp4"))
        #expect(looking.screen.contains("m2v  5 s  16:9  std  watermark"))
    }
}
