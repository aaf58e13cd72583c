import BachAPI
import FoundationEssentials
import MediaTools
import RawHTTP
import Testing

@testable import BachServer

/// `videos/multi2video`, the older shape of elements to video.
@Suite("Nested URLs")
struct NestedURLTests {
    private static let path = "/api/vdr/videos/multi2video"
    private static let picture: JSONValue = "http://127.0.0.1:1/a.png"

    private static func body(_ elements: JSONValue) -> JSONValue {
        [
            "image_url": elements, "prompt": "they meet", "subject_name": "Hero", "resolution": "720p", "duration": 1,
            "fps": 24, "aspect_ratio": "1:1",
        ]
    }

    @Test("are answered with code 200 and the time as created_at")
    func shape() async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            let created = try await server.call("POST", "/videos/multi2video", Self.body([Self.picture]))
            let id = try #require(created["data"]?["task_id"]?.stringValue, "\(created.text())")
            let queried = try await server.call("GET", "/videos/multi2video/\(id)")

            #expect(created["code"] == 200)
            #expect(created["data"]?.objectValue?.names == ["created_at", "task_id"])
            #expect(queried["code"] == 200)
            #expect(queried["data"]?["status"] == "TASK_PENDING")
            #expect(queried["data"]?["message"] == "Task is queued, awaiting processing")
            #expect(try await server.send("GET", "/api/vdr/videos/elements2video/\(id)").status == 404)
        }
    }

    @Test("become pictures and subjects, whose name is said in the video", .timeLimit(.minutes(1)))
    func video() async throws {
        let body = Self.body([Self.picture, [Self.picture, Self.picture]])
        let wanted = RenderDesk.pictures(of: VideoRequest(family: .multiToVideo, body: body))
        #expect(wanted.map(\.caption) == ["image 1", "Hero", "Hero"])
        #expect(wanted.last?.name == #"Picture 2 of subject "Hero""#)

        let png = try await TestPicture(size: "400x300", kind: "png")
        try await ServerUnderTest.run { server in
            let url = JSONValue.string(try await server.uploaded([png])[0])
            let created = try await server.call("POST", "/videos/multi2video", Self.body([url, [url, url]]))
            let id = created["data"]?["task_id"]?.stringValue ?? ""
            var task = JSONValue.null
            let deadline = ContinuousClock.now + .seconds(50)
            while task["status"] != "TASK_SUCCEEDED", task["status"] != "TASK_FAILED", .now < deadline {
                task = try await server.call("GET", "/videos/multi2video/\(id)")["data"] ?? .null
                try await onThread { pause() }
            }
            #expect(task["video_url"] == .string("http://127.0.0.1:\(server.port)/videos/\(id).mp4"), "\(task.text())")
            let probe = try await Ffprobe("\(server.data)/videos/\(id).mp4")
            #expect([probe.width, probe.height, probe.frames] == [720, 720, 24])
        }
    }

    private static let list: [JSONValue] = Array(repeating: picture, count: 10)

    @Test(
        "say the documented message for the first thing that is wrong",
        arguments: [
            ("image_url", nil, "Image URL is required."),
            ("image_url", "x", "Image URL is required."),
            ("image_url", [], "Image URL cannot be empty."),
            ("image_url", .array(list), "Image URL list cannot exceed 9 elements."),
            ("image_url", [picture, .null], "Image URL list element at index 1 cannot be null."),
            ("image_url", [picture, ""], "Image URL at index 1 cannot be empty."),
            ("image_url", [[]], "URL array at index 0 cannot be empty."),
            ("image_url", [.array(Array(list.prefix(5)))], "URL array at index 0 cannot exceed 4 URLs."),
            ("image_url", [[picture, 5]], "URL array at index 0 contains non-string element at position 1."),
            ("image_url", [[picture, ""]], "URL in array at index 0, position 1 cannot be empty."),
            ("image_url", [[:]], "Image URL list element at index 0 must be either a string URL or a URL array."),
            ("image_url", ["ftp://x/y"], "Image URL must be a valid HTTP or HTTPS URL"),
            ("prompt", nil, "Name is required."),
            ("subject_name", nil, "Subject name is required."),
            (
                "subject_name", .string(String(repeating: "n", count: 51)),
                "The name length must not exceed 50 characters."
            ),
            (
                "subject_desc", .string(String(repeating: "d", count: 501)),
                "The desc length must not exceed 500 characters."
            ),
            ("subject_type", "place", "Subject type must be either 'character' or 'object'"),
            ("duration", 7, "Duration must be between 1 and 6 seconds."),
            ("resolution", "4k", "Resolution must be 720p or 1080p."),
            ("aspect_ratio", "4:3", "Aspect ratio must be 16:9, 9:16, or 1:1."),
            ("seed", -1, "Seed must be between 0 and 10000000."),
        ] as [(String, JSONValue?, String)]
    )
    func messages(field: String, value: JSONValue?, message: String) async throws {
        try await ServerUnderTest.run { server in
            let body = Self.body([[Self.picture, Self.picture]]).with([(field, value)])
            let answer = try await server.send("POST", Self.path, body.data)

            #expect(answer.status == 400)
            #expect(answer.text == #"{"code":1000,"message":"\#(message)","data":{}}"#)
        }
    }
}
