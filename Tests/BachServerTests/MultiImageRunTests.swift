import BachAPI
import FoundationEssentials
import HTTPServerKit
import LoopbackServer
import MediaTools
import RawHTTP
import Scratch
import Testing

@testable import BachServer

extension ServerUnderTest {
    /// Asks until a task of Kling's dialect has ended, for at most two minutes.
    func finished(_ id: String) async throws -> JSONValue {
        let deadline = ContinuousClock.now + .seconds(120)
        while .now < deadline {
            let task = try await query(.multiImageToVideo, id)
            if ["succeed", "failed"].contains(task["task_status"]?.stringValue) { return task }
            try await onThread { pause() }
        }
        throw RawProblem(text: "the task did not end")
    }

    func multiImage(_ pictures: String..., with changes: [(String, JSONValue?)] = []) async throws -> String {
        let list = pictures.map { JSONValue.object(JSONObject([("image", .string($0))])) }
        let body = JSONValue.multiImage("http://127.0.0.1:1/a.png", with: [("image_list", .array(list))] + changes)
        return try await create(.multiImageToVideo, body)
    }
}

@Suite("Multi-image to video, from request to video")
struct MultiImageRunTests {
    @Test(
        "makes the video that was asked for of links and base64, and a copy with a watermark",
        .timeLimit(.minutes(3))
    )
    func video() async throws {
        let png = try await TestPicture(size: "400x300", kind: "png").bytes
        let jpeg = try await TestPicture(size: "300x320", kind: "jpg").bytes
        let host = try PictureHost(["a.png": png])
        try await ServerUnderTest.run { server in
            let id = try await server.multiImage(
                "\(host.url)/a.png",
                jpeg.base64EncodedString(),
                with: [("watermark_info", ["enabled": true]), ("fps", 24), ("generate_audio", true)]
            )
            let task = try await server.finished(id)
            let video = try #require(task["task_result"]?["videos"]?.arrayValue?.first, "\(task.text())")
            let name = try #require(video["id"]?.stringValue)
            let root = "http://127.0.0.1:\(server.port)/videos/"
            #expect(
                video == [
                    "id": .string(name), "url": .string("\(root)\(name).mp4"),
                    "watermark_url": .string("\(root)\(name)-watermark.mp4"), "duration": "5",
                ]
            )
            #expect(UUID(uuidString: name) != nil)
            #expect(task["task_status_msg"] == "")
            #expect(task["final_unit_deduction"] == "1")
            #expect(task["watermark_info"] == ["enabled": true])
            let times = try #require(task["updated_at"]?.integerValue) - (task["created_at"]?.integerValue ?? 0)
            #expect(times > 0)

            let clean = try await Self.check("\(name).mp4", of: server)
            let marked = try await Self.check("\(name)-watermark.mp4", of: server)
            #expect(clean != marked)
            let beside = try await server.send("GET", "/videos/\(name)-other.mp4", authorization: nil)
            #expect(beside.status == 404)
        }
        await host.server.stop()
    }

    /// The bytes of a video in 720p of five seconds.
    private static func check(_ file: String, of server: ServerUnderTest) async throws -> Data {
        let answer = try await server.send("GET", "/videos/" + file, authorization: nil)
        #expect(answer.headers["content-type"] == "video/mp4")
        let folder = try ScratchFolder()
        try answer.body.write(to: URL(filePath: folder.file(file)))
        let probe = try await Ffprobe(folder.file(file))
        #expect([probe.width, probe.height, probe.frames] == [1280, 720, 150])
        #expect(probe.frameRate == "30/1")
        #expect(probe.duration == 5)
        #expect(probe.audioCodec == nil)
        return answer.body
    }

    @Test("asks a renderer for 1080p in pro, 10 seconds and the pictures as links", .timeLimit(.minutes(1)))
    func quality() async throws {
        let png = try await TestPicture(size: "400x300", kind: "png").bytes
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try await ServerUnderTest.run(renderer: renderer.path) { server in
            let id = try await server.multiImage(
                png.base64EncodedString(),
                with: [("mode", "pro"), ("duration", 10), ("aspect_ratio", "9:16")]
            )
            let task = try await server.finished(id)
            #expect(task["task_result"]?["videos"]?.arrayValue?.first?["duration"] == "10", "\(task.text())")
            #expect(task["task_result"]?["videos"]?.arrayValue?.first?["watermark_url"] == nil)

            let request = try JSONValue(parsing: renderer.request())
            #expect([request["width"], request["height"], request["fps"]] == [1080, 1920, 30])
            #expect(request["mode"] == "multi-image2video")
            let picture = try #require(request["image_list"]?.arrayValue?.first?["image"]?.stringValue)
            let root = "http://127.0.0.1:\(server.port)"
            #expect(picture.hasPrefix("\(root)/uploads/"))
            let kept = try await server.send("GET", String(picture.dropFirst(root.count)), authorization: nil)
            #expect(kept.body == png)
        }
    }

    @Test("fails with a sentence over a picture that its page does not allow", .timeLimit(.minutes(2)))
    func pictures() async throws {
        let host = try await PictureHost([
            "a.gif": TestPicture(size: "400x300", kind: "gif").bytes,
            "small.png": TestPicture(size: "298x400", kind: "png").bytes,
            "long.jpg": TestPicture(size: "800x300", kind: "jpg").bytes,
            "good.jpg": TestPicture(size: "750x300", kind: "jpg").bytes,
        ])
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        let cases = [
            ("a.gif", "Reference 2 is no JPEG or PNG picture, or is damaged: "),
            ("small.png", "Reference 2 has 298 × 400 pixels; at least 300 × 300 are needed: "),
            ("long.jpg", "Reference 2 has 800 × 300 pixels; one side may be at most 2.5 times the other: "),
        ]
        try await ServerUnderTest.run(renderer: renderer.path) { server in
            for (name, words) in cases {
                let id = try await server.multiImage("\(host.url)/good.jpg", "\(host.url)/\(name)")
                let task = try await server.finished(id)
                #expect(task["task_status"] == "failed")
                #expect(task["task_status_msg"] == .string("\(words)\(host.url)/\(name)"))
                #expect(task["task_result"] == nil)
            }
            let id = try await server.multiImage("\(host.url)/good.jpg")
            #expect(try await server.finished(id)["task_status"] == "succeed")
        }
        await host.server.stop()
    }

    @Test("base64 of a picture that is too small or too long is refused at once")
    func base64() async throws {
        for (size, words) in [
            ("299x300", "image_list[0].image must be at least 300px wide and high"),
            ("800x300", "image_list[0].image must have an aspect ratio between 1:2.5 and 2.5:1"),
        ] {
            let picture = try await TestPicture(size: size, kind: "png").bytes.base64EncodedString()
            try await ServerUnderTest.run { server in
                let answer = try await server.call("POST", MultiImageTests.path, .multiImage(picture))
                #expect(answer["code"] == 1201)
                #expect(answer["message"] == .string(words))
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(server.data)/uploads") == [])
            }
        }
    }

    @Test("posts each change of its status, without an envelope", .timeLimit(.minutes(1)))
    func callbacks() async throws {
        let receiver = LoopbackServer { _ in .json("{}") }
        let png = try await TestPicture(size: "400x300", kind: "png").bytes.base64EncodedString()
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try await ServerUnderTest.run(faults: ["fail:1"], renderer: renderer.path) { server in
            for (number, last) in [(1, "failed"), (2, "succeed")] {
                let url = JSONValue.string("\(receiver.url)/\(number)")
                let name = JSONValue.string("mine \(number)")
                let id = try await server.multiImage(png, with: [("callback_url", url), ("external_task_id", name)])
                let task = try await server.finished(id)
                let deadline = ContinuousClock.now + .seconds(30)
                while receiver.requests.count < 3 * number, .now < deadline { try await onThread { pause() } }

                let bodies = try receiver.requests.filter { $0.target == "/\(number)" }.map {
                    try JSONValue(parsing: $0.body)
                }
                #expect(bodies.map { $0["task_status"] } == ["submitted", "processing", .string(last)])
                #expect(bodies.allSatisfy { $0["task_id"] == .string(id) && $0["code"] == nil })
                #expect(bodies.allSatisfy { $0["task_info"] == ["external_task_id": name] })
                let end = try #require(bodies.last)
                #expect(end["task_status_msg"] == task["task_status_msg"])
                #expect(end["final_unit_deduction"] == "1")
                #expect(end["updated_at"] == task["updated_at"])
                #expect(end["task_result"]?["videos"] == (task["task_result"]?["videos"] ?? []))
                #expect(bodies.first?["task_result"] == ["images": [], "videos": []])
            }
        }
    }

    @Test("shows the faults that were asked for", .timeLimit(.minutes(1)))
    func faults() async throws {
        let png = try await TestPicture(size: "400x300", kind: "png").bytes.base64EncodedString()
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try await ServerUnderTest.run(
            faults: ["fail:1", "unknown-status:1", "rate-limit@create:1"],
            renderer: renderer.path
        ) { server in
            let limited = try await server.send("POST", "/v1\(MultiImageTests.path)", JSONValue.multiImage(png).data)
            #expect(try KlingRefusalTests.failure(limited) == #"429 {"code":1302,"message":"Too many requests"}"#)
            let failing = try await server.multiImage(png)
            #expect(try await server.query(.multiImageToVideo, failing)["task_status"] == "reviewing")
            let failed = try await server.finished(failing)
            #expect(failed["task_status"] == "failed")
            #expect(failed["task_status_msg"] == "Video generation failed. (asked for with --fault fail)")
        }
        try await ServerUnderTest.run(faults: ["no-url"], renderer: renderer.path) { server in
            let task = try await server.finished(try await server.multiImage(png))
            #expect(task["task_status"] == "succeed")
            #expect(task["task_result"] == ["videos": []])
        }
    }

    @Test("is not let in for words, plan and credits, with codes of its own, and then leaves no picture behind")
    func admission() async throws {
        let png = try await TestPicture(size: "400x300", kind: "png").bytes.base64EncodedString()
        let folder = try ScratchFolder()
        try folder.write("forbidden\n", to: "words")
        try folder.write(#"{"durations": [5], "resolutions": ["720p"]}"#, to: "plan")
        let (words, plan) = (folder.file("words"), folder.file("plan"))
        try await ServerUnderTest.run(
            speed: 1,
            options: {
                $0.sensitive = words
                $0.plan = plan
                $0.credits = 1
            }
        ) { server in
            let noCredit = #"429 {"code":1102,"message":"Resource pack depleted or expired"}"#
            let noAccess = #"403 {"code":1103,"message":"No access to this API or model"}"#
            let changes: [([(String, JSONValue?)], String?)] = [
                ([("prompt", "forbidden")], #"400 {"code":1301,"message":"Content security policy triggered"}"#),
                ([("mode", "pro")], noAccess), ([("duration", "10")], noAccess),
                ([("external_task_id", "mine")], nil),
                (
                    [("external_task_id", "mine"), ("prompt", "forbidden")],
                    #"400 {"code":1201,"message":"external_task_id already exists"}"#
                ),
                ([], noCredit),
            ]
            for (change, refusal) in changes {
                let body = JSONValue.multiImage(png, with: change)
                let answer = try await server.send("POST", "/api/vdr\(MultiImageTests.path)", body.data)
                if let refusal {
                    #expect(try KlingRefusalTests.failure(answer) == refusal)
                } else {
                    #expect(answer.status == 200)
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(server.data)/uploads").count == 1)
        }
    }
}
