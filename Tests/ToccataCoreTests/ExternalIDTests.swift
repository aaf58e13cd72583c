import BachAPI
import Testing
import ToccataCore

@Suite("External ids")
struct ExternalIDTests {
    private let id = ShortID(rawValue: "k3f9ax")

    @Test("tell Toccata's own id and are not to be guessed")
    func form() {
        var next = 0
        let made = ExternalID.make(for: id) { range in
            next += 1
            return range.lowerBound + (next * 7) % range.count
        }
        #expect(made == "toccata-k3f9ax-hov2ahov2ahov2ahov2a" || made.count == 35)
        #expect(made.hasPrefix("toccata-k3f9ax-"))
        #expect(Limits.current.multiImage.externalIDLength >= made.count)
    }

    @Test(
        "are added where the author gave none, in the one mode that has them",
        arguments: [
            (.multiImageToVideo, ["prompt": "x"], "toccata-k3f9ax-aaaaaaaaaaaaaaaaaaaa"),
            (.multiImageToVideo, ["external_task_id": ""], "toccata-k3f9ax-aaaaaaaaaaaaaaaaaaaa"),
            (.multiImageToVideo, ["external_task_id": .null], "toccata-k3f9ax-aaaaaaaaaaaaaaaaaaaa"),
            (.multiImageToVideo, ["external_task_id": "mine"], "mine"),
            (.elementsToVideo, ["prompt": "x"], nil),
        ] as [(Mode, JSONValue, String?)]
    )
    func added(mode: Mode, body: JSONValue, expected: String?) {
        let added = ExternalID.added(to: body, mode: mode, id: id) { $0.lowerBound }
        #expect(added["external_task_id"]?.stringValue == expected)
        #expect(added["prompt"] == body["prompt"])
    }
}
