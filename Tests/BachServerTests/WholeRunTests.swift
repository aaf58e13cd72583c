import BachAPI
import BachServer
import FoundationEssentials
import HTTPServerKit
import MediaTools
import RawHTTP
import Scratch
import Testing

@Suite("From request to video")
struct WholeRunTests {
    @Test("text to video ends in a file that is what was asked for, and in ranges of it")
    func text() async throws {
        try await ServerUnderTest.run { server in
            let id = try await server.create(.textToVideo, .text2video)
            let task = try await server.settled(.textToVideo, id)
            #expect(
                task == [
                    "task_id": .string(id), "status": "TASK_SUCCEEDED",
                    "message": "Video generation completed successfully",
                    "video_url": .string("http://127.0.0.1:\(server.port)/videos/\(id).mp4"),
                ]
            )

            let path = "/videos/\(id).mp4"
            let whole = try await server.send("GET", path, authorization: nil)
            let part = try await server.send("GET", path, headers: ["Range": "bytes=4-11"], authorization: nil)
            let head = try await server.send("HEAD", path, authorization: nil)
            #expect(whole.headers["content-type"] == "video/mp4")
            #expect(part.status == 206)
            #expect(part.body.elementsEqual(whole.body.dropFirst(4).prefix(8)))
            #expect(head.headers["content-length"] == "\(whole.body.count)")

            let folder = try ScratchFolder()
            try whole.body.write(to: URL(filePath: folder.file("video.mp4")))
            let probe = try await Ffprobe(folder.file("video.mp4"))
            #expect([probe.width, probe.height] == [1280, 720])
            #expect(probe.frames == 24)
            #expect(probe.audioCodec == nil)
        }
    }

    @Test("image to video follows the shape of an uploaded picture")
    func image() async throws {
        try await ServerUnderTest.run { server in
            let url = try await server.uploaded([TestPicture(size: "640x480", kind: "jpg")])[0]
            let id = try await server.create(.imageToVideo, .image2video(url))
            let task = try await server.settled(.imageToVideo, id)
            #expect(task["status"] == "TASK_SUCCEEDED", "\(task.text())")

            let probe = try await Ffprobe("\(server.data)/videos/\(id).mp4")
            #expect([probe.width, probe.height] == [960, 720])
            #expect(probe.frames == 24)
        }
    }

    @Test("elements to video shows pictures of every kind, with audio and without a message")
    func elements() async throws {
        try await ServerUnderTest.run { server in
            let files = try await [
                TestPicture(size: "320x320", kind: "png"), TestPicture(size: "300x400", kind: "webp"),
                TestPicture(size: "400x300", kind: "gif"), TestPicture(size: "320x320", kind: "bmp"),
                TestPicture(size: "320x320", kind: "tiff"),
            ]
            let urls = try await server.uploaded(files)
            let subject: JSONValue = [
                "type": "subject", "images": .array(urls[0..<3].map(JSONValue.string)),
                "subject": ["subject_name": "Hero 英雄"],
            ]
            let id = try await server.create(
                .elementsToVideo,
                .elements2video([subject, .image(urls[3]), .image(urls[4])])
            )
            let task = try await server.settled(.elementsToVideo, id)
            #expect(task["status"] == "TASK_SUCCEEDED", "\(task.text())")
            #expect(task["message"] == nil)

            let probe = try await Ffprobe("\(server.data)/videos/\(id).mp4")
            #expect([probe.width, probe.height] == [720, 720])
            #expect(probe.frames == 24)
            #expect(probe.audioCodec == "aac")
        }
    }

    @Test("a data directory that is broken is a failed task with a sentence")
    func brokenFolder() async throws {
        try await ServerUnderTest.run { server in
            try FileManager.default.removeItem(atPath: server.data + "/incoming")
            try Data().write(to: URL(filePath: server.data + "/incoming"))

            let id = try await server.create(.textToVideo, .text2video)

            let task = try await server.settled(.textToVideo, id)
            #expect(task["message"] == "bach-local made no video: Not a directory", "\(task.text())")
        }
    }

    @Test("a picture that cannot be used is a failed task with a sentence")
    func badPictures() async throws {
        let small = try await TestPicture(size: "200x400", kind: "png").bytes
        let photo = try await TestPicture(size: "640x480", kind: "jpg").bytes
        let host = try PictureHost([
            "small.png": small,
            "half.jpg": photo.prefix(photo.count / 2),
            "lie.png": Data("<html>not a picture</html>".utf8),
            "damaged.png": small.prefix(16) + [0, 0, 4, 0, 0, 0, 4, 0] + Data(repeating: 7, count: 99),
            "big.png": small + Data(count: 11 << 20),
        ])
        let cases = [
            ("small.png", "has 200 × 400 pixels; at least 300 × 300 are needed"), ("lie.png", "is no JPEG, PNG"),
            ("damaged.png", "could not be decoded"), ("half.jpg", "could not be decoded"),
            ("big.png", "larger than 10 MB"), ("gone.png", "answers HTTP 404"),
        ]
        try await ServerUnderTest.run { server in
            for (name, words) in cases {
                let id = try await server.create(.imageToVideo, .image2video("\(host.url)/\(name)"))
                let task = try await server.settled(.imageToVideo, id)
                #expect(task["status"] == "TASK_FAILED")
                #expect(task["message"]?.stringValue?.contains(words) == true, "\(task.text())")
            }
        }
        await host.server.stop()
    }
}

/// Serves bytes by name, and 404 for anything else.
struct PictureHost: Sendable {
    let server: HTTPServer
    var url: String { "http://127.0.0.1:\(server.port)" }

    init(_ pictures: [String: Data]) throws {
        let handlers = HTTPServer.Handlers(
            plan: { _ in .memory(limit: 0) },
            answer: { request in
                guard let bytes = pictures[request.head.path.segments[0]] else { return .answer(.text(404, "gone")) }
                return .answer(ServerResponse(status: 200, body: .data(bytes)))
            },
            refusal: { status, _ in .answer(.text(status, "refused")) },
            log: { _ in }
        )
        server = try HTTPServer(on: ListeningSocket(host: "127.0.0.1", port: 0), handlers: handlers)
    }
}

extension ServerUnderTest {
    /// Uploads pictures and answers their addresses.
    func uploaded(_ pictures: [TestPicture]) async throws -> [String] {
        let answer = try await upload(pictures.map { (name: "files", file: $0.name, content: $0.bytes) })
        let images = try #require(answer["data"]?["images"]?.arrayValue, "\(answer.text())")
        return images.compactMap { $0["url"]?.stringValue }
    }

    func upload(_ parts: [(name: String, file: String?, content: Data)]) async throws -> JSONValue {
        let answer = try await send(
            "POST",
            "/api/vdr/batch-upload/submit-with-files",
            multipart(parts),
            headers: ["Content-Type": "multipart/form-data; boundary=XX"]
        )
        return try JSONValue(parsing: answer.body)
    }
}
