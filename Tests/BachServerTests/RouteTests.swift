import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP
import Testing

@Suite("Routes")
struct RouteTests {
    @Test(
        "say the documented message for the first thing that is wrong",
        arguments: [
            (Mode.textToVideo, "{", "The request body is not valid JSON."),
            (.textToVideo, "[]", "The request body must be a JSON object."),
            (.textToVideo, "{}", "Model name is required."),
            (.textToVideo, #"{"model_name":"bach-1.0-preview"}"#, "Please provide a prompt."),
            (.imageToVideo, #"{"model_name":"bach-1.0-preview"}"#, "Image URL is required."),
            (
                .imageToVideo, #"{"model_name":"bach-1.0-preview","image_url":"ftp://x/y"}"#,
                "Image URL must be a valid HTTP or HTTPS URL"
            ),
            (.elementsToVideo, "{}", "Image URL is required."),
            (.elementsToVideo, #"{"reference_inputs":[null]}"#, "Image URL list element at index 0 cannot be null."),
        ]
    )
    func messages(mode: Mode, body: String, message: String) async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("POST", "/api/vdr" + mode.path, Data(body.utf8))

            #expect(answer.status == 400)
            #expect(answer.text == #"{"code":1000,"message":"\#(message)","data":{}}"#)
        }
    }

    @Test("check by the limits that the server was given")
    func limits() async throws {
        try await ServerUnderTest.run(limits: .march2026) { server in
            let answer = try await server.call("POST", "/videos/text2video", .text2video)

            #expect(answer["message"] == .string(Message.durationFixed))
        }
    }

    @Test("answer with the success code that was asked for", arguments: [0, 200])
    func successCode(code: Int) async throws {
        try await ServerUnderTest.run(speed: 1, options: { $0.successCode = code }) { server in
            let bodies: [(Mode, JSONValue)] = [
                (.textToVideo, .text2video), (.elementsToVideo, .elements2video([.image("http://127.0.0.1:1/a.png")])),
            ]
            for (mode, body) in bodies {
                let created = try await server.call("POST", mode.path, body)
                let id = created["data"]?["task_id"]?.stringValue ?? ""
                let queried = try await server.call("GET", "\(mode.path)/\(id)")
                #expect([created["code"]?.integerValue, queried["code"]?.integerValue] == [code, code])
            }
        }
    }

    @Test("know nothing of other tasks, other families and other paths")
    func notFound() async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            let id = try await server.create(.textToVideo, .text2video)
            for path in [
                "/api/vdr/videos/image2video/\(id)", "/api/vdr/videos/text2video/\(id)x",
                "/api/vdr/videos/nothing/\(id)",
                "/api/vdr/submit", "/api/vdr", "/", "/videos/\(id).mp4", "/videos/../\(id).mp4", "/uploads/a/b",
            ] {
                let answer = try await server.send("GET", path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.text == #"{"code":1200,"message":"Resource not found","data":{}}"#)
            }
        }
    }

    @Test("ask for the task id that is missing")
    func taskIDRequired() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("GET", "/api/vdr/videos/elements2video/")

            #expect(answer.status == 400)
            #expect(answer.text == #"{"code":1000,"message":"Task Id is required.","data":{}}"#)
        }
    }

    @Test(
        "answer each family in its own shape",
        arguments: [
            (Mode.textToVideo, JSONValue.text2video, 200, "create_at"),
            (.imageToVideo, .image2video("http://127.0.0.1:1/a.png"), 200, "create_at"),
            (.elementsToVideo, .elements2video([.image("http://127.0.0.1:1/a.png")]), 0, "created_at"),
        ]
    )
    func shapes(mode: Mode, body: JSONValue, code: Int, timeField: String) async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            let created = try await server.call("POST", mode.path, body)
            let id = try #require(created["data"]?["task_id"]?.stringValue)
            let queried = try await server.call("GET", "\(mode.path)/\(id)")

            #expect(created["code"]?.integerValue == code)
            #expect(created["message"] == "Success")
            #expect(created["data"]?.objectValue?.names.sorted() == [timeField, "task_id"].sorted())
            #expect(UUID(uuidString: id) != nil)
            let age = Date().timeIntervalSince1970 - (created["data"]?[timeField]?.doubleValue ?? 0)
            #expect((0..<10).contains(age))
            #expect(queried["code"]?.integerValue == code)
            #expect(
                queried["data"] == [
                    "task_id": .string(id), "status": "TASK_PENDING", "message": "Task is queued, awaiting processing",
                ]
            )
        }
    }
}
