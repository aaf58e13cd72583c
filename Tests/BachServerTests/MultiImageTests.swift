import BachAPI
import FoundationEssentials
import LoopbackServer
import MediaTools
import RawHTTP
import Scratch
import Testing

@testable import BachServer

extension JSONValue {
    /// A body that is good for multi-image to video.
    static func multiImage(_ pictures: String..., with changes: [(String, JSONValue?)] = []) -> JSONValue {
        let list = pictures.map { JSONValue.object(JSONObject([("image", .string($0))])) }
        let body: JSONValue = ["image_list": .array(list), "prompt": "they meet"]
        return body.with(changes)
    }
}

@Suite("Multi-image to video")
struct MultiImageTests {
    static let path = "/videos/multi-image2video"
    private static let picture = "http://127.0.0.1:1/a.png"

    @Test(
        "is created, shown and listed in its own shape, below both of its paths",
        arguments: ["/api/vdr/videos/multi-image2video", "/v1/videos/multi-image2video"]
    )
    func shapes(path: String) async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
                try JSONValue(parsing: try await server.send(method, path, body?.data).body)
            }
            let body = JSONValue.multiImage(Self.picture, with: [("external_task_id", "mine")])
            let created = try await call("POST", path, body)
            let data = try #require(created["data"], "\(created.text())")
            let id = try #require(data["task_id"]?.stringValue)

            #expect(created.objectValue?.names == ["code", "data", "message", "request_id"])
            #expect(created["code"] == 0)
            #expect(created["message"] == "SUCCEED")
            #expect(created["request_id"]?.stringValue.flatMap(UUID.init(uuidString:)) != nil)
            #expect(id.count == 18 && id.allSatisfy { ("0"..."9").contains($0) })
            let time = try #require(data["created_at"]?.integerValue)
            #expect((0..<10_000).contains(Int(Date().timeIntervalSince1970 * 1000) - time))
            #expect(
                data == [
                    "task_id": .string(id), "task_status": "submitted", "task_info": ["external_task_id": "mine"],
                    "created_at": .integer(Int64(time)), "updated_at": .integer(Int64(time)),
                ]
            )
            let shown = data.with([("task_status_msg", ""), ("watermark_info", ["enabled": false])])
            for name in [id, "mine"] { #expect(try await call("GET", "\(path)/\(name)")["data"] == shown) }
            let list = try await call("GET", path)
            #expect(list["data"] == [shown])
            #expect(list["message"] == "SUCCEED")
        }
    }

    @Test(
        "takes what is left out, empty or an integer",
        arguments: [
            [("duration", 10)], [("duration", "10")],
            [
                ("duration", ""), ("mode", ""), ("aspect_ratio", ""), ("model_name", ""), ("negative_prompt", ""),
                ("callback_url", ""), ("external_task_id", ""), ("watermark_info", .null),
            ],
            [("mode", "pro"), ("aspect_ratio", "9:16"), ("model_name", "kling-v1-6"), ("seed", "x"), ("fps", 12)],
        ] as [[(String, JSONValue?)]]
    )
    func optional(changes: [(String, JSONValue?)]) async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            for _ in 1...2 {
                let answer = try await server.call("POST", Self.path, .multiImage(Self.picture, with: changes))
                #expect(answer["code"] == 0, "\(answer.text())")
                #expect(answer["data"]?["task_info"] == .object(JSONObject()))
            }
        }
    }

    private static let many = JSONValue.array(Array(repeating: ["image": .string(picture)], count: 5))

    @Test(
        "names the first parameter that is wrong with 1201",
        arguments: [
            ("model_name", "kling-v2", "model_name must be kling-v1-6"),
            ("image_list", nil, "image_list is required"),
            ("image_list", [], "image_list is required"),
            ("image_list", many, "image_list cannot exceed 4 images"),
            ("image_list", [["image": ""]], "image_list[0].image is required"),
            (
                "image_list", [["image": .string(picture)], ["image": "data:image/png;base64,iVBORw0KGgo="]],
                "image_list[1].image must be raw base64 without a data: prefix"
            ),
            (
                "image_list", [["image": "not base64!"]],
                "image_list[0].image must be a valid http or https URL or base64"
            ),
            ("image_list", [["image": "R0lGODlhAQABAAAAACw="]], "image_list[0].image must be a jpg, jpeg or png"),
            ("prompt", nil, "prompt is required"),
            ("prompt", .string(String(repeating: "p", count: 2501)), "prompt cannot exceed 2500 characters"),
            (
                "negative_prompt", .string(String(repeating: "p", count: 2501)),
                "negative_prompt cannot exceed 2500 characters"
            ),
            ("mode", "fast", "mode must be std or pro"),
            ("duration", "6", #"duration must be "5" or "10""#),
            ("duration", 5.5, #"duration must be "5" or "10""#),
            ("aspect_ratio", "4:3", "aspect_ratio must be 16:9, 9:16 or 1:1"),
            ("watermark_info", true, "watermark_info must be an object with enabled true or false"),
            ("callback_url", "ftp://x/y", "callback_url must be a valid http or https URL"),
            ("external_task_id", "a/b", "external_task_id must be a string without slashes and control characters"),
        ] as [(String, JSONValue?, String)]
    )
    func messages(field: String, value: JSONValue?, message: String) async throws {
        try await ServerUnderTest.run { server in
            let body = JSONValue.multiImage(Self.picture, with: [(field, value)])
            let answer = try await server.send("POST", "/api/vdr" + Self.path, body.data)

            let expected: JSONValue = ["code": 1201, "message": .string(message)]
            #expect(try KlingRefusalTests.failure(answer) == "400 " + expected.text())
        }
    }

    @Test("words a body that is no JSON with 1201")
    func malformed() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("POST", "/api/vdr" + Self.path, Data("{".utf8))

            #expect(
                try KlingRefusalTests.failure(answer)
                    == #"400 {"code":1201,"message":"The request body is not valid JSON."}"#
            )
        }
    }

    @Test("takes an external_task_id once, also when it comes twice at once and after a restart")
    func externalID() async throws {
        let folder = try ScratchFolder()
        let body = JSONValue.multiImage(Self.picture, with: [("external_task_id", "mine")])
        let taken = #"400 {"code":1201,"message":"external_task_id already exists"}"#
        try await ServerUnderTest.run(data: folder.path, speed: 1) { server in
            let answers = try await withThrowingTaskGroup { group in
                for _ in 1...8 {
                    group.addTask { try await server.send("POST", "/api/vdr" + Self.path, body.data) }
                }
                return try await group.reduce(into: [RawAnswer]()) { $0.append($1) }
            }
            #expect(answers.count { $0.status == 200 } == 1)
            for answer in answers where answer.status != 200 {
                #expect(try KlingRefusalTests.failure(answer) == taken)
            }
            #expect(try server.taskCount() == 1)
        }
        try await ServerUnderTest.run(data: folder.path, speed: 1) { server in
            let answer = try await server.send("POST", "/v1" + Self.path, body.data)
            #expect(try KlingRefusalTests.failure(answer) == taken)
            let shown = try await server.call("GET", Self.path + "/mine")
            #expect(shown["data"]?["task_info"] == ["external_task_id": "mine"])
        }
        try await ServerUnderTest.run(data: folder.path, speed: 1, options: { $0.accessKey = "other" }) { server in
            let token = Token.sign(
                accessKey: "other",
                secretKey: ServerUnderTest.secretKey,
                now: Int(Date().timeIntervalSince1970)
            )
            let path = "/v1" + Self.path
            let empty = try await server.send("GET", path, authorization: "Bearer \(token)")
            #expect(try JSONValue(parsing: empty.body)["data"] == [])
            let unknown = try await server.send("GET", path + "/mine", authorization: "Bearer \(token)")
            #expect(unknown.status == 404)
            let made = try await server.send("POST", path, body.data, authorization: "Bearer \(token)")
            #expect(made.status == 200)
        }
    }

    @Test("knows nothing of other families' tasks, nor they of its own")
    func families() async throws {
        let unknown = #"404 {"code":1203,"message":"Resource not found"}"#
        try await ServerUnderTest.run(speed: 1) { server in
            let bach = try await server.create(.textToVideo, .text2video)
            let own = try await server.create(.multiImageToVideo, .multiImage(Self.picture))
            for id in [bach, own + "0", "", "%20"] {
                let answer = try await server.send("GET", "/api/vdr\(Self.path)/\(id)")
                #expect(try KlingRefusalTests.failure(answer) == unknown)
            }
            let answer = try await server.send("GET", "/api/vdr/videos/text2video/\(own)")
            #expect(answer.text == #"{"code":1200,"message":"Resource not found","data":{}}"#)
            #expect(try await server.call("GET", "/status/\(own)")["data"]?["task_status"] == "submitted")
        }
    }

    @Test("lists page by page, newest first")
    func pages() async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            for name in ["a", "b", "c"] {
                let body = JSONValue.multiImage(Self.picture, with: [("external_task_id", .string(name))])
                _ = try await server.create(.multiImageToVideo, body)
            }
            _ = try await server.create(.textToVideo, .text2video)
            for (query, expected) in [
                ("", ["c", "b", "a"]), ("?pageSize=2", ["c", "b"]), ("?pageSize=2&pageNum=2", ["a"]),
                ("?pageNum=1000&pageSize=500", []), ("?pageNum=&pageSize=", ["c", "b", "a"]),
                ("?pageNum=%32&pageSize=1", ["b"]),
            ] {
                let list = try await server.call("GET", Self.path + query)["data"]?.arrayValue
                #expect(list?.map { $0["task_info"]?["external_task_id"]?.stringValue } == expected, "\(query)")
            }
        }
    }

    @Test(
        "refuses pages that cannot be",
        arguments: [
            ("pageNum=0", "pageNum must be between 1 and 1000"), ("pageNum=1001", "pageNum must be between 1 and 1000"),
            ("pageNum=x", "pageNum must be between 1 and 1000"), ("pageSize=0", "pageSize must be between 1 and 500"),
            ("pageSize=501", "pageSize must be between 1 and 500"),
            ("pageSize=1.5", "pageSize must be between 1 and 500"),
        ]
    )
    func badPages(query: String, message: String) async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("GET", "/v1\(Self.path)?\(query)")

            #expect(try KlingRefusalTests.failure(answer) == #"400 {"code":1201,"message":"\#(message)"}"#)
        }
    }
}
