import BachAPI
import BachServer
import FoundationEssentials
import HTTPServerKit
import RawHTTP
import Scratch
import Testing

@Suite("An upload that no honest client sends")
struct HostileUploadTests {
    private static let path = "/api/vdr/batch-upload/submit-with-files"
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(repeating: 1, count: 50)
    private static let empty = "The upload file list cannot be empty."
    private static let malformed = "The form is malformed or broken off."

    /// A form whose parts are written by hand; line ends become those of HTTP.
    private static func form(
        _ name: String,
        _ parts: [(header: String, content: Data)],
        type: String = "multipart/form-data; boundary=XX",
        end: String = "--XX--\r\n",
        _ outcome: HostileRequest.End,
        _ message: String = ""
    ) -> HostileRequest {
        var body = Data()
        for part in parts {
            body += Data("--XX\r\n\(part.header.replacing("\n", with: "\r\n"))\r\n\r\n".utf8)
            body += part.content + Data("\r\n".utf8)
        }
        return HostileRequest(name, to: path, body: body + Data(end.utf8), type: type, outcome, message)
    }

    private static func file(_ name: String, _ content: Data = png) -> (header: String, content: Data) {
        ("Content-Disposition: form-data; name=\"files\"; filename=\"\(name)\"", content)
    }

    private static func field(_ name: String, _ value: String) -> (header: String, content: Data) {
        ("Content-Disposition: form-data; name=\"\(name)\"", Data(value.utf8))
    }

    private static let forms: [HostileRequest] = [
        form("no boundary", [file("a.png")], type: "multipart/form-data", .api(400, 1000), empty),
        form("a boundary of nothing", [file("a.png")], type: "multipart/form-data; boundary=", .api(400, 1000), empty),
        form("another boundary", [file("a.png")], type: "multipart/form-data; boundary=YY", .api(400, 1000), empty),
        form(
            "a boundary of 20 KB",
            [file("a.png")],
            type: "multipart/form-data; boundary=" + String(repeating: "X", count: 20_000),
            .api(400, 1000),
            empty
        ),
        form("no parts", [], .api(400, 1000), empty),
        form("no end", [file("a.png")], end: "", .api(400, 1000), malformed),
        form("half an end", [file("a.png")], end: "--X", .api(400, 1000), malformed),
        form(
            "a header without an end",
            [("X: \(String(repeating: "a", count: 100_000))", png)],
            .api(400, 1000),
            malformed
        ),
        form("5,000 headers", [(String(repeating: "X: y\n", count: 5000) + "Z: z", png)], .api(400, 1000)),
        form("a header of NULs", [(String(repeating: "\0", count: 100), png)], .api(400, 1000)),
        form("a part without a name", [("Content-Disposition: form-data", png)], .api(400, 1000), empty),
        form("a part without a header", [("", png)], .api(400, 1000)),
        form(
            "a field of 10 MB",
            [file("a.png"), field("batch_id", String(repeating: "x", count: 10 << 20))],
            .api(400, 1000),
            "longer than 1000 bytes"
        ),
        form(
            "700 fields",
            [file("a.png")] + (0..<700).map { field("n", "\($0)") },
            .api(400, 1000),
            "too many fields"
        ),
        form("files as a field", [field("files", "text")], .api(400, 1000), empty),
        HostileRequest("JSON", to: path, body: Data("{}".utf8), type: "application/json", .api(400, 1000), empty),
        HostileRequest(
            "a form in a URL's encoding",
            to: path,
            body: Data("files=a&image_names=b".utf8),
            type: "application/x-www-form-urlencoded",
            .api(400, 1000),
            empty
        ),
        HostileRequest(
            "no body",
            to: path,
            body: Data(),
            type: "multipart/form-data; boundary=XX",
            .api(400, 1000),
            empty
        ),
        HostileRequest(
            "JSON to the other upload",
            to: "/api/vdr/batch-upload/submit",
            body: Data("[,]".utf8),
            .api(400, 1000),
            "is not valid JSON"
        ),
    ]

    @Test("is refused as a form, in words, and leaves nothing behind")
    func forms() async throws {
        try await ServerUnderTest.run { server in
            try await server.withstand(Self.forms)
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/incoming").isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/uploads").isEmpty)
        }
    }

    private static let page = Data("<!DOCTYPE html><html><body><svg><script>x()</script></svg></body></html>".utf8)

    private static let pictures: [HostileRequest] = [
        form(
            "a page called a picture",
            [file("a.png", page)],
            .api(400, 1000),
            "The 1th file 'a.png' is not an image."
        ),
        form("a page called svg", [file("a.svg", page)], .api(400, 1000), "The 1th file 'a.svg' is not an image."),
        form("a script called a picture", [file("a.gif", Data("#!/bin/sh".utf8))], .api(400, 1000), "is not an image"),
        form("nothing at all", [file("a.png", Data())], .api(400, 1000), "The 1th file 'a.png' is not an image."),
        form("four bytes of a picture", [file("a.png", png.prefix(4))], .api(400, 1000), "is not an image"),
        form("a second file of nothing", [file("a.png"), file("a.png", Data())], .api(400, 1000), "The 2th file"),
        form("a first file of nothing", [file("a.png", Data()), file("a.png")], .api(400, 1000), "The 1th file"),
        form("a picture with another name", [file("a.jpg")], .api(200, 200)),
        form("a picture that begins a page", [file("a.gif", Data("GIF89a<html><script>".utf8))], .api(200, 200)),
        form("a name with a NUL", [file("a\0.png")], .api(400, 1000), empty),
        form("a name of dots", [file("..")], .api(400, 1000), "does not have a valid file extension"),
        form("a name with a control", [file("a\u{1B}[2J\u{202E}.exe")], .api(400, 1000), #"'a\u001b[2J\u202e.exe'"#),
        form("a name with a folder in its ending", [file("a.png/../../x")], .api(400, 1000), "is not supported"),
        form("an emoji", [file("🕊.png")], .api(200, 200), "🕊.png"),
        form("a name that leads elsewhere", [file("../../../../tmp/x.png")], .api(200, 200)),
        form("a name of 10 KB", [file(String(repeating: "a", count: 10_000) + ".png")], .api(200, 200)),
        form("a name with quotes", [file(#"a\"b.png"#)], .api(400, 1000)),
        form(
            "a name that is no UTF-8",
            [("Content-Disposition: form-data; name=\"files\"; filename=\"a\u{FFFD}.png\"", png)],
            .api(200, 200)
        ),
    ]

    @Test("is judged by what its files hold, and stays in its folder whatever they are called")
    func pictures() async throws {
        try await ServerUnderTest.run { server in
            try await server.withstand(Self.pictures)
            let uploads = server.data + "/uploads"
            let kept = try FileManager.default.contentsOfDirectory(atPath: uploads).flatMap {
                try FileManager.default.contentsOfDirectory(atPath: "\(uploads)/\($0)")
            }
            #expect(Set(kept) == ["1.png", "1.jpg", "1.gif"])
            #expect(!FileManager.default.fileExists(atPath: "/tmp/x.png"))
        }
    }

    /// A PNG that ends after its header.
    private static func header(side: UInt32) -> Data {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: side >> (24 - 8 * $0)) }
        return png.prefix(8) + Data([0, 0, 0, 13]) + Data("IHDR".utf8) + bytes + bytes + [8, 2, 0, 0, 0, 0, 0, 0, 0]
    }

    @Test(
        "fails the task that uses it, before a decoder eats the machine",
        arguments: [
            (header(side: 400), "could not be decoded"), (header(side: 40_000), "more than 100 million"),
            (header(side: .max), "more than 100 million"), (header(side: 0), "or is damaged"),
            (Data("GIF89a<html><script>".utf8), "more than 100 million"),
            (Data("<svg width='400' height='400'/>".utf8), "or is damaged"),
        ]
    )
    func bombs(bytes: Data, message: String) async throws {
        try await ServerUnderTest.run { server in
            let isDrawing = bytes.starts(with: Data("<svg".utf8))
            let batch = try await server.upload([(name: "files", file: isDrawing ? "a.svg" : "a.png", content: bytes)])
            let url = try #require(batch["data"]?["images"]?.arrayValue?.first?["url"]?.stringValue)
            let task = try await server.create(.imageToVideo, .image2video(url))
            let ended = try await server.settled(.imageToVideo, task)

            #expect(ended["status"] == "TASK_FAILED")
            #expect(ended["message"]?.stringValue?.contains(message) == true, "\(ended.text())")
        }
    }

    @Test("comes apart alike wherever the network cuts it")
    func pieces() async throws {
        let folder = try ScratchFolder()
        let limits = MultipartForm.Limits(fileBytes: 90, files: 9, fieldBytes: 90, fields: 9, bodyBytes: 9000)
        let body = multipart([
            (name: "files", file: "a", content: Data("\r\nabc".utf8)), (name: "files", file: "a", content: Data()),
            (name: "files", file: "a", content: Data("12345678".utf8)),
            (name: "image_names", file: nil, content: Data()),
            (name: "image_names", file: nil, content: Data("x".utf8)),
        ])
        let numbers = Counter()
        let answers = try await withServer(plan: { _ in
            .multipart(directory: folder.file("form\(numbers.next())"), limits: limits)
        }) { port in
            try stride(from: 1, to: body.count, by: 5).map { cut in
                let client = try RawClient(port: port)
                client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.count)\r\n"
                        + "Content-Type: multipart/form-data; boundary=XX\r\n\r\n"
                )
                client.send(body.prefix(cut))
                pause()
                client.send(body.dropFirst(cut))
                return try parse(client.receiveAll().bytes, closedInOrder: true).text
            }
        }

        #expect(Set(answers) == [#"["a:5", "a:0", "a:8"] ["", "x"]"#])
    }
}
