import BachAPI
import FoundationEssentials
import HTTPServerKit
import MediaTools
import RawHTTP
import Testing

@testable import BachServer

@Suite("Batch upload by URL or base64, over HTTP")
struct BatchTests {
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(repeating: 1, count: 50)

    /// Two images that are good and three that are not.
    private static func mixture(_ root: String) -> JSONValue {
        [
            "batch_id": "mine", "upload_type": "url",
            "images": [
                ["image_data": .string(root + "/a.png?x=1"), "image_name": "front"],
                ["image_data": .string(root + "/text.png")],
                ["image_data": .string(root + "/gone.png")],
                [
                    "imageData": .string("data:image/gif;base64," + png.base64EncodedString()),
                    "upload_type": "base64",
                ],
                ["image_data": "####", "upload_type": "base64", "format": "png"],
            ],
        ]
    }

    @Test("answers at once that all is pending, then gets each image, and says what failed")
    func mixed() async throws {
        try await ServerUnderTest.run { server in
            let host = try PictureHost(["a.png": Self.png, "text.png": Data("text".utf8)])
            let root = "http://127.0.0.1:\(host.server.port)"
            let answer = try await server.call(
                "POST",
                "/batch-upload/submit",
                Self.mixture(root)
            )
            #expect(answer["code"] == 200)
            #expect(answer["data"]?["batch_id"] == "mine")
            #expect(answer["data"]?["status"] == "BATCH_PENDING")
            #expect(answer["data"]?["images"]?.arrayValue?.allSatisfy { $0["status"] == "PENDING" } == true)

            let batch = try await server.ended(batch: "mine")
            await host.server.stop()

            #expect(batch["status"] == "BATCH_PARTIAL")
            #expect(batch["total_count"] == 5)
            #expect(batch["success_count"] == 2)
            #expect(batch["failed_count"] == 3)
            let images = try #require(batch["images"]?.arrayValue)
            #expect(images.map { $0["image_name"] } == ["front", "text.png", "gone.png", .null, .null])
            #expect(
                images.map { $0["error"]?.stringValue } == [
                    nil, "The 2th file 'text.png' is not an image.",
                    "The 3th image could not be fetched from \(root)/gone.png. It answers HTTP 404.", nil,
                    "The 5th image (base64): imageData is not valid base64.",
                ]
            )
            for image in [images[0], images[3]] {
                let url = try #require(image["url"]?.stringValue)
                let path = String(url.dropFirst("http://127.0.0.1:\(server.port)".count))
                #expect(path.hasSuffix(".png"))
                #expect(try await server.send("GET", path, authorization: nil).body == Self.png)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/parked").isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/incoming").isEmpty)
        }
    }

    @Test("knows the batches of files, too, and takes no id twice")
    func files() async throws {
        try await ServerUnderTest.run { server in
            let file: (name: String, file: String?, content: Data) = ("files", "a.png", Self.png)
            let made = try await server.upload([file])
            let id = try #require(made["data"]?["batch_id"]?.stringValue)
            #expect(try await server.call("GET", "/batch-upload/status/\(id)") == made)

            let own: (name: String, file: String?, content: Data) = ("batch_id", nil, Data("my batch".utf8))
            let first = try await server.upload([file, own])
            #expect(try await server.call("GET", "/batch-upload/status/my%20batch") == first)
            let refusal: JSONValue = ["code": 1000, "message": "Batch id already exists.", "data": [:]]
            #expect(try await server.upload([file, own]) == refusal)
            #expect(
                try await server.call(
                    "POST",
                    "/batch-upload/submit",
                    ["batch_id": "my batch", "upload_type": "url", "images": ["https://x.example/a.png"]]
                ) == refusal
            )
        }
    }

    @Test("answers 404 with code 1203 for a batch that is not known, and asks for a token")
    func unknown() async throws {
        try await ServerUnderTest.run { server in
            for path in ["/batch-upload/status/none", "/batch-upload/status/", "/batch-upload/status"] {
                let answer = try await server.send("GET", "/api/vdr" + path)
                #expect(answer.status == 404)
                let body = try JSONValue(parsing: answer.body)
                #expect(body == ["code": 1203, "message": "Batch ID not found or expired", "data": [:]])
            }
            #expect(try await server.send("GET", "/api/vdr/batch-upload/status/a", authorization: nil).status == 401)
            #expect(
                try await server.send("POST", "/api/vdr/batch-upload/submit", Data(), authorization: nil).status == 401
            )
            #expect(try await server.send("POST", "/api/vdr/batch-upload/status/a", Data()).text.contains("1200"))
        }
    }

    @Test("refuses a body with the message of the first thing that is wrong")
    func refused() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("POST", "/api/vdr/batch-upload/submit", Data("{\"images\":[]".utf8))
            #expect(answer.status == 400)
            #expect(answer.text.contains("\"The request body "))
            let empty = try await server.call("POST", "/batch-upload/submit", ["upload_type": "url", "images": []])
            let message: JSONValue = "The upload image list cannot be empty."
            #expect(empty == ["code": 1000, "message": message, "data": [:]])
        }
    }
}

extension ServerUnderTest {
    /// Asks until the batch has ended, for at most a minute.
    func ended(batch id: String) async throws -> JSONValue {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let batch = try await call("GET", "/batch-upload/status/\(id)")["data"] ?? .null
            if !["BATCH_PENDING", "BATCH_PROCESSING"].contains(batch["status"]?.stringValue) { return batch }
            try await onThread { pause() }
        }
        throw RawProblem(text: "the batch did not end")
    }
}
