import BachAPI
import FoundationEssentials
import RawHTTP
import SQLiteKit
import Scratch
import Synchronization
import Testing

@testable import BachServer

@Suite("Answers to what is not admitted")
struct AdmissionAnswerTests {
    private let folder: ScratchFolder
    private let path = "/api/vdr/videos/text2video"

    init() throws {
        folder = try ScratchFolder()
        try folder.write("forbidden\n", to: "words")
        try folder.write(#"{"durations": [1], "resolutions": ["720p"]}"#, to: "plan")
    }

    private func body(prompt: String = "a tide", duration: Int64 = 1, resolution: String = "720p") -> JSONValue {
        .text2video.with([
            ("prompt", .string(prompt)), ("duration", .integer(duration)), ("resolution", .string(resolution)),
        ])
    }

    /// What a wrong create gets while each of its faults is mended in turn.
    @Test("come in the documented order, and a refused create takes no credit")
    func order() async throws {
        let words = folder.file("words")
        let plan = folder.file("plan")
        try await ServerUnderTest.run(
            speed: 1,
            options: {
                $0.sensitive = words
                $0.plan = plan
                $0.credits = 1
                $0.rateLimit = 1
            }
        ) { [body, path] server in
            func refusal(_ body: JSONValue) async throws -> String {
                try await server.send("POST", path, body.data).text
            }
            let all = body("forbidden", 6, "1080p")
            let noToken = try await server.send("POST", path, all.data, authorization: nil)
            #expect(noToken.text == #"{"code":1101,"message":"Authorization header missing","data":{}}"#)
            #expect(
                try await refusal(all.with([("seed", -1)]))
                    == #"{"code":1000,"message":"Seed must be between 0 and 10000000.","data":{}}"#
            )
            #expect(try await refusal(all) == #"{"code":1001,"message":"Sensitive content detected","data":{}}"#)
            #expect(
                try await refusal(body("a tide", 6, "1080p"))
                    == #"{"code":1300,"message":"Duration not supported by plan","data":{}}"#
            )
            #expect(
                try await refusal(body("a tide", 1, "1080p"))
                    == #"{"code":1301,"message":"Resolution not supported by plan","data":{}}"#
            )
            #expect(try await server.create(.textToVideo, body("a tide", 1, "720p")) != "")
            let noCredit = try await server.send("POST", path, body("a tide", 1, "720p").data)
            #expect(noCredit.status == 403)
            #expect(noCredit.text == #"{"code":1302,"message":"Insufficient credit package.","data":{}}"#)
            #expect(try server.taskCount() == 1)
        }
    }

    @Test("a create that asks not to be moderated may say anything")
    func unmoderated() async throws {
        let words = folder.file("words")
        try await ServerUnderTest.run(speed: 1, options: { $0.sensitive = words }) { server in
            let body = JSONValue.image2video("http://127.0.0.1:1/a.png").with([("prompt", "forbidden")])
            let refused = try await server.call("POST", "/videos/image2video", body)
            let made = try await server.call(
                "POST",
                "/videos/image2video",
                body.with([("enable_moderation", false)])
            )

            #expect(refused["code"] == 1001)
            #expect(made["code"] == 200)
        }
    }

    @Test("what is left of the credits survives a restart")
    func creditsKept() async throws {
        let data = folder.file("data")
        for expected in [[200, 200], [200, 1302]] as [[Int64]] {
            try await ServerUnderTest.run(data: data, speed: 1, options: { $0.credits = 3 }) { server in
                for code in expected {
                    let answer = try await server.call("POST", "/videos/text2video", .text2video)
                    #expect(answer["code"] == .integer(code))
                }
            }
        }
    }

    @Test("the rate limit counts every request with a good token, and says when to come again")
    func rateLimit() async throws {
        try await ServerUnderTest.run(speed: 1, options: { $0.rateLimit = 2 }) { server in
            #expect(try await server.send("GET", "/api/vdr/x", authorization: nil).status == 401)
            let wrong = try await server.call("POST", "/videos/text2video", [:])
            #expect(wrong["code"] == 1000)
            let id = try await server.create(.textToVideo, .text2video)
            #expect(try await server.query(.textToVideo, id)["task_id"] == .string(id))
            for (method, path) in [("POST", "/api/vdr/videos/text2video"), ("GET", "/api/vdr/videos/text2video/\(id)")]
            {
                let limited = try await server.send(method, path, method == "POST" ? JSONValue.text2video.data : nil)
                #expect(limited.status == 429)
                #expect(limited.text == #"{"code":1800,"message":"Rate limit exceeded","data":{}}"#)
                let wait = limited.headers["retry-after"].flatMap { Int($0) } ?? 0
                #expect((50...60).contains(wait))
            }
            #expect(try server.taskCount() == 1)
            #expect(try await server.send("GET", "/videos/\(id).mp4", authorization: nil).status == 404)
        }
    }

    @Test("a create that is not admitted uses up no fault")
    func doom() async throws {
        let words = folder.file("words")
        try await ServerUnderTest.run(faults: ["fail:1"], options: { $0.sensitive = words }) { [body] server in
            let refused = try await server.call("POST", "/videos/text2video", body("forbidden", 1, "720p"))
            let id = try await server.create(.textToVideo, .text2video)

            #expect(refused["code"] == 1001)
            #expect(try await server.settled(.textToVideo, id)["status"] == "TASK_FAILED")
        }
    }

    @Test("a server that cannot write answers 5000, and its log says why")
    func internalError() async throws {
        let log = Mutex<[String]>([])
        try await ServerUnderTest.run(speed: 1, log: { line in log.withLock { $0.append(line) } }) { server in
            try server.dropTasks()
            let answer = try await server.send("POST", "/api/vdr/videos/text2video", JSONValue.text2video.data)

            #expect(answer.status == 500)
            #expect(answer.text == #"{"code":5000,"message":"Internal server error","data":{}}"#)
        }
        let lines = log.withLock { $0 }
        let line = lines.first { $0.contains("no such table: tasks") } ?? "\(lines)"
        #expect(line.hasPrefix("POST /api/vdr/videos/text2video failed: SQLite"), "\(line)")
    }
}

extension ServerUnderTest {
    /// Takes the table of tasks away from under the server.
    func dropTasks() throws {
        let database = try SQLiteConnection(path: data + "/bach-local.sqlite")
        try database.run(script: "DROP TABLE tasks")
    }
}
