import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP
import Testing

@Suite("Batch upload of files")
struct UploadTests {
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(repeating: 1, count: 50)

    @Test("answers the finished batch, in order, and serves the pictures without a token")
    func answer() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.upload([
                (name: "files", file: "../a.PNG", content: Self.png),
                (name: "files", file: "b.svg", content: Data("<svg/>".utf8)),
                (name: "image_names", file: nil, content: Data("front 正面".utf8)),
                (name: "image_names", file: nil, content: Data("logo".utf8)),
                (name: "batch_id", file: nil, content: Data("mine".utf8)),
            ])
            #expect(answer["code"] == 200)
            let data = try #require(answer["data"])
            #expect(data["batch_id"] == "mine")
            #expect(data["status"] == "BATCH_COMPLETED")
            #expect(data["total_count"] == 2)
            #expect(data["success_count"] == 2)
            #expect(data["failed_count"] == 0)
            let images = try #require(data["images"]?.arrayValue)
            #expect(images.map { $0["image_name"] } == ["front 正面", "logo"])
            #expect(images.map { $0["index"] } == [0, 1])

            let root = "http://127.0.0.1:\(server.port)"
            let first = try #require(images[0]["url"]?.stringValue)
            #expect(first.hasPrefix(root + "/uploads/") && first.hasSuffix("/1.png"))
            let served = try await server.send("GET", String(first.dropFirst(root.count)), authorization: nil)
            #expect(served.body == Self.png)
            #expect(served.headers["content-type"] == "image/png")
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/incoming").isEmpty)
        }
    }

    @Test("blames itself, not the picture, when a file cannot be kept")
    func notKept() async throws {
        try await ServerUnderTest.run { server in
            try FileManager.default.removeItem(atPath: server.data + "/incoming")
            try Data().write(to: URL(filePath: server.data + "/incoming"))

            let answer = try await server.upload([(name: "files", file: "a.png", content: Self.png)])

            #expect(answer["code"] == 5000, "\(answer.text())")
        }
    }

    @Test("leaves nothing behind of an upload beyond the rate limit")
    func rateLimited() async throws {
        try await ServerUnderTest.run(options: { $0.rateLimit = 1 }) { (server) async throws in
            let file: (name: String, file: String?, content: Data) = ("files", "a.png", Self.png)
            #expect(try await server.upload([file])["code"] == 200)
            #expect(try await server.upload([file])["code"] == 1800)
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/incoming").isEmpty)
        }
    }

    @Test("says the documented message for the first thing that is wrong")
    func messages() async throws {
        let text = Data("text".utf8)
        let cases: [(parts: [(name: String, file: String?, content: Data)], message: String)] = [
            ([], "The upload file list cannot be empty."),
            ([("other", "a.png", Self.png)], "The upload file list cannot be empty."),
            (
                [("files", "a.png", Self.png), ("image_names", nil, text), ("image_names", nil, text)],
                "The length of imageNames array must match the length of files array."
            ),
            ([("files", "a.png", Self.png), ("files", "b.png", text)], "The 2th file 'b.png' is not an image."),
            ([("files", "a.txt", text)], "The 1th file 'a.txt' extension 'txt' is not supported."),
            ([("files", "a", text)], "The 1th file 'a' does not have a valid file extension."),
            (
                [("files", "a.png", Self.png + Data(count: 11 << 20))],
                "The 1th image 'a.png' size is 11.01MB, exceeds the maximum limit of 10MB."
            ),
        ]
        try await ServerUnderTest.run { server in
            for (parts, message) in cases {
                let answer = try await server.upload(parts)
                #expect(answer == ["code": 1000, "message": .string(message), "data": [:]])
            }
        }
    }

    @Test("takes nothing to disk without a token, and no body that is no form")
    func refused() async throws {
        try await ServerUnderTest.run { server in
            let path = "/api/vdr/batch-upload/submit-with-files"
            let form = ["Content-Type": "multipart/form-data; boundary=XX"]
            let body = multipart([(name: "files", file: "a.png", content: Self.png)])
            let refused = try await server.send("POST", path, body, headers: form, authorization: nil)
            let json = try await server.send("POST", path, Data("{}".utf8))

            #expect(refused.status == 401)
            #expect(json.text.contains("The upload file list cannot be empty."))
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/incoming").isEmpty)
        }
    }
}
