import BachAPI
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

extension FakeService.Answer {
    static func subject(_ links: [String]) -> Self {
        let names = ["three_quarter", "side", "back", "front"]
        let images = zip(names, links).map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
        return .http(200, #"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{\#(images)}}}"#)
    }

    static func png(_ number: Int) -> Self { .http(200, "PNG-\(number)").asPNG }

    /// The same bytes behind the signature of a PNG.
    private var asPNG: Self {
        map { response in
            let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            return HTTPResponse(status: response.status, body: Data(signature) + response.body)
        }
    }
}

@Suite("Making subjects")
struct SubjectTests {
    private let id = ShortID(rawValue: "abc123")
    private let links = ["https://c/4.png", "https://c/2.png", "https://c/3.png", "https://c/1.png"]
    private let order = Subject(name: "Mara", description: "a keeper of lighthouses", style: "anime")

    private func make(_ stage: Stage) async throws {
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.subject(links))
        try await stage.conductor.submit(task(stage))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))
    }

    private func task(_ stage: Stage, request: JSONValue? = nil) -> VideoTask {
        VideoTask(
            id: id,
            mode: .textToSubject,
            server: Stage.server,
            origin: .console,
            holder: "me",
            request: request ?? order.order,
            folder: stage.folder.file("mara"),
            createdAt: stage.clock.now
        )
    }

    private func files(_ stage: Stage) -> [PictureSource] {
        (1...4).map { PictureSource(stage.folder.file("mara/\($0).png")) }
    }

    @Test("end with four files and the subject in the library, in the order of the views")
    func made() async throws {
        let stage = try Stage()
        stage.service.willServe(.png(1), .png(2), .png(3), .png(4))

        try await make(stage)

        let task = try await stage.recorded()
        #expect(task?.state == .done, "\(task?.message ?? "")")
        #expect(task?.file == stage.folder.file("mara"))
        #expect(task?.pictures == ["https://c/1.png", "https://c/2.png", "https://c/3.png", "https://c/4.png"])
        var subject = order
        subject.pictures = files(stage)
        #expect(try await stage.ledger.subjects() == [subject])
        #expect(stage.text("mara/1.png")?.hasSuffix("PNG-1") == true)
        #expect(stage.service.requests(.post).map(\.url) == ["https://service.example/api/vdr/subject/text2image"])
    }

    @Test("its pictures are sent by their links, without an upload")
    func reused() async throws {
        let stage = try Stage()
        stage.service.willServe(.png(1), .png(2), .png(3), .png(4))
        try await make(stage)
        let subject = try #require(try await stage.ledger.subject(named: "Mara"))
        let body: JSONValue = ["reference_inputs": [subject.element(in: Places(home: "/", directory: "/"))]]

        try await stage.conductor.submit(stage.task("video1", request: body))
        await stage.conductor.runWhatIsDue()

        #expect(stage.service.uploads.isEmpty)
        let sent = try await stage.recorded("video1")?.request["reference_inputs"]?.arrayValue?.first?["images"]
        #expect(sent == ["https://c/1.png", "https://c/2.png", "https://c/3.png", "https://c/4.png"])
    }

    @Test("asks for fresh links once, then keeps what is known, and a later download makes the subject")
    func deadLinks() async throws {
        let stage = try Stage()
        stage.service.willServe(.http(410, "gone"))
        try await make(stage)
        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .unsaved)
        #expect(
            try await stage.recorded()?.message?
                .hasPrefix("A link to the pictures is dead or expired (HTTP 410). So is the fresh one") == true
        )
        #expect(try await stage.ledger.subjects().isEmpty)

        stage.service.willServe(.png(1))
        _ = try await stage.conductor.download(id, .first)
        #expect(try await stage.state() == .done)
        #expect(try await stage.ledger.subjects().map(\.name) == ["Mara"])
    }

    @Test("have folders of their own, however alike their names, also in a folder that a person chose")
    func ownFolders() async throws {
        let stage = try Stage()
        let names = ["Ann, Lee", "Mara", "?!"].map {
            SubjectFolder.name(for: task(stage, request: ["name": .string($0)]))
        }
        #expect(names == ["ann-lee-abc123", "Mara-abc123", "subject-abc123"])

        try stage.folder.write("a person's own", to: "1.png")
        stage.service.willServe(.png(1), .png(2), .png(3), .png(4))
        try await make(stage)
        let again = try await stage.conductor.download(id, .another, to: stage.folder.path)
        #expect(again.file == stage.folder.file("Mara-abc123"))
        #expect(stage.text("1.png") == "a person's own")
    }

    @Test("never takes the place of another subject of the same name")
    func nameTaken() async throws {
        let stage = try Stage()
        let other = Subject(
            name: "Mara",
            pictures: [PictureSource("https://x/a.png"), PictureSource("https://x/b.png")]
        )
        stage.service.willServe(.png(1))
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.subject(links))
        try await stage.conductor.submit(task(stage))
        // While it is being made.
        try await stage.ledger.recordSubject(other, at: stage.clock.now)
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(10))

        #expect(try await stage.state() == .unsaved)
        #expect(try await stage.recorded()?.message?.contains("another subject Mara") == true)
        #expect(try await stage.ledger.subjects() == [other])
    }

    @Test("what comes as a picture and is none is not kept", arguments: ["<html>", ""])
    func noPicture(body: String) async throws {
        let stage = try Stage()
        stage.service.willServe(.http(200, body))

        try await make(stage)

        #expect(try await stage.state() == .unsaved)
        #expect(try await stage.recorded()?.message == "What came is not a picture.")
    }

    @Test("a success without pictures is asked about three times more, then said")
    func noLinks() async throws {
        let stage = try Stage()
        stage.service.willCreate(.made("t-1"))
        stage.service.willAnswer(.subject([]))
        try await stage.conductor.submit(task(stage))
        await stage.conductor.runWhatIsDue()
        for _ in 1...4 { await stage.pass(.seconds(10)) }

        #expect(try await stage.state() == .unsaved)
        #expect(try await stage.recorded()?.message?.contains("no link to the pictures") == true)
    }

    @Test("an answer that is lost is never sent again by itself")
    func lost() async throws {
        let stage = try Stage()
        stage.service.willCreate(.failure(.broken("cut")))
        try await stage.conductor.submit(task(stage))
        await stage.conductor.runWhatIsDue()
        await stage.pass(.seconds(600))

        #expect(try await stage.state() == .lost)
        #expect(stage.service.requests(.post).count == 1)
    }
}
