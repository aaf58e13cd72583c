import BachAPI
import Testing
import ToccataCore

@Suite("Words and pictures of a request")
struct RequestContentTests {
    private static let request: JSONValue = [
        "prompt": "a tide", "negative_prompt": "people", "image_url": "https://h/a.png", "seed": 7, "duration": 6,
    ]

    @Test(
        "are the same whatever stands beside them",
        arguments: [
            ("seed", .integer(8)), ("duration", .integer(5)), ("resolution", .string("1080p")),
            ("audio_prompt", .string("")), ("fps", .integer(24)),
        ] as [(String, JSONValue)]
    )
    func same(name: String, value: JSONValue) throws {
        #expect(RequestContent(try changed(name, value)) == RequestContent(Self.request))
    }

    @Test(
        "are others with another word or picture",
        arguments: [
            ("prompt", .string("a tide.")), ("negative_prompt", .string("")), ("audio_prompt", .string("waves")),
            ("image_url", .string("https://h/b.png")),
        ] as [(String, JSONValue)]
    )
    func other(name: String, value: JSONValue) throws {
        #expect(RequestContent(try changed(name, value)) != RequestContent(Self.request))
    }

    @Test("know a picture of this machine by the link it was uploaded to, and tell their order apart")
    func pictures() throws {
        let local = try changed("image_url", .string("file:///films/a.png"))
        #expect(RequestContent(local) != RequestContent(Self.request))
        let urls = ["/films/a.png": "https://h/a.png"]
        #expect(RequestContent(local, urls: urls) == RequestContent(Self.request))
        let one: JSONValue = ["image_list": [["image": "https://h/a.png"], ["image": "https://h/b.png"]]]
        let turned: JSONValue = ["image_list": [["image": "https://h/b.png"], ["image": "https://h/a.png"]]]
        #expect(RequestContent(one) != RequestContent(turned))
    }

    private func changed(_ name: String, _ value: JSONValue) throws -> JSONValue {
        guard case .object(var object) = Self.request else { return .null }
        object[name] = value
        return .object(object)
    }
}
