import BachAPI
import FoundationEssentials
import MediaTools
import RawHTTP
import Scratch
import Synchronization
import Testing

@testable import BachServer

@Suite("Text to subject")
struct SubjectTests {
    private static let hero: JSONValue = ["name": "Mara 马拉", "description": "a keeper of lighthouses, grey braid"]

    @Test("makes four pictures that anybody may open, and of which a video can be made")
    func whole() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.call("POST", "/subject/text2image", Self.hero)
            let id = try #require(answer["data"]?["task_id"]?.stringValue, "\(answer.text())")
            #expect(answer["code"] == 200)
            #expect(answer["data"]?["create_at"]?.integerValue != nil)

            let task = try await server.settledSubject(id)
            #expect(task["status"] == "TASK_SUCCEEDED", "\(task.text())")
            #expect(task["message"] == "Subject generation completed successfully")
            let root = "http://127.0.0.1:\(server.port)/subjects/\(id)"
            #expect(
                task["split_images"] == [
                    "front": .string("\(root)/front.png"), "side": .string("\(root)/side.png"),
                    "back": .string("\(root)/back.png"), "three_quarter": .string("\(root)/three_quarter.png"),
                ]
            )
            let pictures = try await server.pictures(of: id)
            #expect(Set(pictures).count == 4)

            let links = task["split_images"]?.objectValue?.members.map(\.value) ?? []
            let video = try await server.create(
                .elementsToVideo,
                .elements2video([["type": "subject", "images": .array(links), "subject": ["subject_name": "Mara"]]])
            )
            let made = try await server.settled(.elementsToVideo, video)
            #expect(made["status"] == "TASK_SUCCEEDED", "\(made.text())")
        }
    }

    @Test("one that could not be drawn has a message that speaks of pictures")
    func broken() async throws {
        try await ServerUnderTest.run { server in
            try FileManager.default.removeItem(atPath: server.data + "/incoming")
            try Data().write(to: URL(filePath: server.data + "/incoming"))

            let task = try await server.settledSubject(try await server.createSubject(Self.hero))

            #expect(task["message"] == "bach-local made no pictures: Not a directory", "\(task.text())")
        }
    }

    @Test("is asked about at its own path only, and 'Task Id is required.' where the id is left out")
    func paths() async throws {
        try await ServerUnderTest.run { server in
            let id = try await server.createSubject(Self.hero)

            let elsewhere = try await server.call("GET", "/videos/text2video/\(id)")
            let nameless = try await server.call("GET", "/subject/text2image/")
            let noView = try await server.send("GET", "/subjects/\(id)/above.png", authorization: nil)

            #expect(elsewhere["code"] == 1200)
            #expect(nameless["message"] == "Task Id is required.")
            #expect(noView.status == 404)
        }
    }

    @Test(
        "the first field that is wrong is the answer",
        arguments: [
            ([:], "Subject name is required."),
            (["name": "x"], "Description is required."),
            (["name": .string(String(repeating: "n", count: 51))], "The name length must not exceed 50 characters."),
            (
                ["name": "x", "description": .string(String(repeating: "d", count: 1001))],
                "The description length must not exceed 1000 characters."
            ),
            (
                ["name": "x", "description": "y", "style": "oil"],
                "Subject style must be one of realistic, anime, cartoon, 3d, pixel."
            ),
            (
                ["name": "x", "description": "y", "subject_type": "ghost"],
                "Subject type must be either 'character' or 'object'"
            ),
        ] as [(JSONValue, String)]
    )
    func fields(_ body: JSONValue, _ message: String) async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("POST", "/api/vdr/subject/text2image", body.data)
            #expect(answer.status == 400)
            #expect(
                try JSONValue(parsing: answer.body) == ["code": 1000, "message": .string(message), "data": [:]]
            )
        }
    }

    @Test("sensitive words and credits refuse it as they do a video; a plan has nothing to say")
    func admission() async throws {
        let folder = try ScratchFolder()
        try Data("braid".utf8).write(to: URL(filePath: folder.file("words")))
        try Data(#"{"durations": [1], "resolutions": ["720p"]}"#.utf8).write(to: URL(filePath: folder.file("plan")))
        try await ServerUnderTest.run(options: {
            $0.sensitive = folder.file("words")
            $0.plan = folder.file("plan")
            $0.credits = 1
        }) { server in
            let braided = try await server.call("POST", "/subject/text2image", Self.hero)
            let shorn = Self.hero.with([("description", "a keeper of lighthouses, shorn")])
            let first = try await server.call("POST", "/subject/text2image", shorn)
            let second = try await server.call("POST", "/subject/text2image", shorn)

            #expect([braided["code"], first["code"], second["code"]] == [1001, 200, 1302])
        }
    }

    @Test("faults hit it as they hit a video", arguments: ["fail", "no-url", "expire-url", "unknown-status:1"])
    func faults(_ fault: String) async throws {
        try await ServerUnderTest.run(faults: [fault]) { server in
            let id = try await server.createSubject(Self.hero)
            let first = try await server.call("GET", "/subject/text2image/\(id)")["data"] ?? .null
            let task = try await server.settledSubject(id)
            let picture = try await server.send("GET", "/subjects/\(id)/front.png", authorization: nil)

            #expect((first["status"] == "TASK_REVIEWING") == (fault == "unknown-status:1"))
            #expect((task["status"] == "TASK_FAILED") == (fault == "fail"))
            #expect((task["split_images"] == nil) == ["fail", "no-url"].contains(fault))
            #expect(picture.status == (fault == "expire-url" ? 403 : fault == "fail" ? 404 : 200))
        }
    }

    @Test("the pictures survive a restart, and come from ffmpeg whatever the renderer of videos is")
    func restart() async throws {
        let folder = try ScratchFolder()
        let script = try ScriptedRenderer(writing: "0000ftypisom")
        let id = Mutex("")
        try await ServerUnderTest.run(data: folder.path, renderer: script.path) { server in
            let task = try await server.createSubject(Self.hero)
            _ = try await server.settledSubject(task)
            id.withLock { $0 = task }
        }
        try await ServerUnderTest.run(data: folder.path) { server in
            let pictures = try await server.pictures(of: id.withLock { $0 })
            #expect(pictures.count == 4)
        }
    }
}

@Suite("Pictures of subjects")
struct StillTests {
    private func draw(_ body: JSONValue) async throws -> [Data] {
        let folder = try ScratchFolder()
        let renderer = StillRenderer(
            environment: ProcessInfo.processInfo.environment,
            fonts: FontBook(),
            scratch: folder.path
        )
        try await renderer.draw(StillRequest(body), into: folder.file("stills")) { _ in }
        return try SubjectView.allCases.map { try folder.bytes("stills/\($0.file)") }
    }

    @Test("are the same bytes for the same words, and others for other words, styles and types")
    func determined() async throws {
        let body: JSONValue = ["name": "a' ; {\\pos(0,0)} \\N", "description": "b"]
        let first = try await draw(body)

        let again = try await draw(body)
        let others = try await draw(body.with([("description", "c")]))
        let object = try await draw(body.with([("subject_type", "object")]))

        #expect(again == first)
        #expect(others != first)
        #expect(object != first)
        for style in ["anime", "cartoon", "3d", "pixel"] {
            let styled = try await draw(body.with([("style", .string(style))]))
            #expect(Set(styled + first).count == 8, "\(style)")
        }
    }
}

extension ServerUnderTest {
    func createSubject(_ body: JSONValue) async throws -> String {
        let answer = try await call("POST", "/subject/text2image", body)
        return try #require(answer["data"]?["task_id"]?.stringValue, "\(answer.text())")
    }

    /// Asks until it has ended, for at most a minute.
    func settledSubject(_ id: String) async throws -> JSONValue {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let task = try await call("GET", "/subject/text2image/\(id)")["data"] ?? .null
            if ["TASK_SUCCEEDED", "TASK_FAILED"].contains(task["status"]?.stringValue) { return task }
            try await onThread { pause() }
        }
        throw RawProblem(text: "the task did not end")
    }

    /// The four pictures, each a PNG of 720 pixels as its type says.
    func pictures(of id: String) async throws -> [Data] {
        var pictures: [Data] = []
        for view in SubjectView.allCases.map(\.rawValue) {
            let answer = try await send("GET", "/subjects/\(id)/\(view).png", authorization: nil)
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "image/png")
            #expect(PictureHeader(answer.body)?.size == VideoSize(width: 720, height: 720))
            pictures.append(answer.body)
        }
        return pictures
    }
}
