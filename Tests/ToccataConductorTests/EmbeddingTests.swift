import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Scratch
import Testing
import ToccataConductor
import ToccataCore
import ToccataLedger

@Suite("Pictures for a service without uploads")
struct EmbeddingTests {
    /// The beginning of a PNG of that size; nobody looks further.
    private func png(_ width: UInt8, _ height: UInt8) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 2, width, 0, 0, 2, height, 8, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 40)
    }

    private func stage() throws -> Stage {
        let service = FakeService()
        service.willCreate(.http(200, #"{"code":0,"data":{"task_id":"85"}}"#))
        return try Stage(service: service, clients: { _ in service.client(traits: ServiceTraits(takesUploads: false)) })
    }

    private func send(_ stage: Stage) async throws {
        let request: JSONValue = [
            "prompt": "x", "external_task_id": "e",
            "image_list": [["image": "https://x/a.png"], ["image": .string("file://" + stage.folder.file("a.png"))]],
        ]
        try await stage.conductor.submit(stage.task(mode: .multiImageToVideo, request: request))
        await stage.conductor.runWhatIsDue()
    }

    @Test("go out as base64, while the ledger keeps their paths")
    func embeds() async throws {
        let stage = try stage()
        let bytes = Data(png(128, 100))
        try bytes.write(to: URL(filePath: stage.folder.file("a.png")))

        try await send(stage)

        guard case .bytes(let data)? = stage.service.creates.first?.body else {
            Issue.record("no create")
            return
        }
        let list = try JSONValue(parsing: data)["image_list"]
        #expect(list == [["image": "https://x/a.png"], ["image": .string(bytes.base64EncodedString())]])
        let kept = try await stage.recorded()?.request["image_list"]?.arrayValue?.last?["image"]?.stringValue
        #expect(kept == "file://" + stage.folder.file("a.png"))
        #expect(stage.service.uploads.isEmpty)
        #expect(try await stage.state() == .pending)

        let exchange = try await stage.ledger.exchanges(of: ShortID(rawValue: "abc123")).first?.exchange
        let shown = try #require(exchange?.body)
        #expect(shown.json?["image_list"]?.arrayValue?.last?["image"]?.stringValue == kept)
        #expect(shown.bytes == data.count)
        #expect(shown.note == "paths in place of the pictures, sent as base64")
    }

    @Test("that are gone, or none that the service takes, fail the task in words, without a create")
    func refused() async throws {
        let gone = try stage()
        try await send(gone)
        #expect(try await gone.state() == .failed)
        #expect(try await gone.recorded()?.message?.hasSuffix("a.png cannot be read, or is larger than 10 MB.") == true)
        #expect(gone.service.creates.isEmpty)

        let text = try stage()
        try text.folder.write("no picture", to: "a.png")
        try await send(text)
        let message = "A picture cannot be sent: \(Message.Kling.pictureFormat(1))."
        #expect(try await text.recorded()?.message == message)
        #expect(text.service.creates.isEmpty)
    }
}
