import FoundationEssentials
import HTTPServerKit
import RawHTTP
import Scratch
import Testing

@Suite("HTTP server")
struct HTTPServerTests {
    @Test("answers with the decoded path and the body")
    func answers() async throws {
        let answer = try await withServer {
            try exchange(port: $0, "POST", "/a%20b/c", body: Data("hello".utf8))
        }

        #expect(answer.status == 200)
        #expect(answer.text == #"["a b", "c"] hello"#)
        #expect(answer.headers["date"] != nil)
    }

    @Test(
        "refuses paths that lead elsewhere",
        arguments: ["/a/../b", "/..", "/%2e%2e/etc/passwd", "/a%00b", "/a%2Fb", "/%zz", "/%ff", "/a/./b"]
    )
    func refusesPaths(path: String) async throws {
        let answer = try await withServer { try exchange(port: $0, "GET", path) }

        #expect(answer.status == 404)
    }

    @Test("answers 413 to a body above the limit, announced or not")
    func tooLarge() async throws {
        let statuses = try await withServer { port in
            try [1000, 1001, 4_000_000].map { try exchange(port: port, "POST", "/", body: Data(count: $0)).status }
        }

        #expect(statuses == [200, 413, 413])
    }

    @Test("answers 429 to a body that has no room beside the others, until they are gone")
    func noRoom() async throws {
        let statuses = try await withServer {
            $0.bodyMemory = 1000
        } _: { port in
            let first = try RawClient(port: port)
            first.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 900\r\n\r\n")
            first.send(Data(count: 800))
            pause()
            let second = try exchange(port: port, "POST", "/", body: Data(count: 300)).status
            let small = try exchange(port: port, "POST", "/", body: Data(count: 90)).status
            first.send(Data(count: 100))
            let firstStatus = try parse(first.receiveAll().bytes, closedInOrder: true).status
            return [second, small, firstStatus, try exchange(port: port, "POST", "/", body: Data(count: 1000)).status]
        }

        #expect(statuses == [429, 200, 200, 200])
    }

    @Test("cuts off a sender that dribbles, in the header and in the body")
    func dribbler() async throws {
        try await withServer {
            $0.grace = .milliseconds(200)
        } _: { port in
            for start in ["GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n"] {
                let client = try RawClient(port: port)
                client.send(start)
                let clock = ContinuousClock()
                let began = clock.now
                // A byte at a time, far quicker than the inactivity timeout, until the server hangs up.
                while client.send("x"), clock.now - began < .seconds(8) { pause() }
                #expect(clock.now - began < .seconds(5))
            }
        }
    }

    @Test("closes without an answer, in order or with a reset")
    func closes() async throws {
        try await withServer(answer: { .closed(reset: $0.head.path.segments == ["reset"]) }) { port in
            for (path, end) in [("/drop", RawClient.Piece.end), ("/reset", .reset)] {
                let client = try RawClient(port: port)
                client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(client.receive() == end)
            }
        }
    }

    @Test("announces the whole and sends a part")
    func truncates() async throws {
        let answer = try await withServer(answer: { _ in .truncated(.text(200, "0123456789"), afterBytes: 4) }) {
            try exchange(port: $0, "GET", "/")
        }

        #expect(answer.headers["content-length"] == "10")
        #expect(answer.text == "0123")
    }

    @Test("stops while a request waits for ever", .timeLimit(.minutes(1)))
    func stopsWhileHeld() async throws {
        try await withServer(answer: { _ in .never }) { port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        }
    }
}

@Suite("Files over HTTP")
struct FileServingTests {
    @Test(
        "serves the range that is asked for",
        arguments: [
            (range: nil, status: 200, body: "0123456789", contentRange: nil),
            (range: "bytes=2-4", status: 206, body: "234", contentRange: "bytes 2-4/10"),
            (range: "bytes=7-", status: 206, body: "789", contentRange: "bytes 7-9/10"),
            (range: "bytes=-3", status: 206, body: "789", contentRange: "bytes 7-9/10"),
            (range: "bytes=8-99", status: 206, body: "89", contentRange: "bytes 8-9/10"),
            (range: "bytes=10-", status: 416, body: "", contentRange: "bytes */10"),
            (range: "bytes=-0", status: 416, body: "", contentRange: "bytes */10"),
            (range: "bytes=4-2", status: 200, body: "0123456789", contentRange: nil),
            (range: "bytes=0-1,4-5", status: 200, body: "0123456789", contentRange: nil),
            (range: "lines=1-2", status: 200, body: "0123456789", contentRange: nil),
        ]
    )
    func ranges(range: String?, status: Int, body: String, contentRange: String?) async throws {
        let folder = try ScratchFolder()
        try folder.write("0123456789", to: "ten")
        let path = folder.file("ten")

        let answer = try await withServer(answer: { _ in .answer(ServerResponse(status: 200, body: .file(path: path))) }
        ) {
            try exchange(port: $0, "GET", "/ten", headers: range.map { ["Range": $0] } ?? [:])
        }

        #expect(answer.status == status)
        #expect(answer.text == body)
        #expect(answer.headers["content-range"] == contentRange)
        #expect(answer.headers["accept-ranges"] == "bytes")
    }

    @Test("tells the length alone when only the header is asked for")
    func head() async throws {
        let folder = try ScratchFolder()
        try folder.write("0123456789", to: "ten")
        let path = folder.file("ten")

        let answer = try await withServer(answer: { _ in .answer(ServerResponse(status: 200, body: .file(path: path))) }
        ) {
            try exchange(port: $0, "HEAD", "/ten")
        }

        #expect(answer.headers["content-length"] == "10")
        #expect(answer.body.isEmpty)
    }
}

@Suite("Multipart bodies")
struct MultipartTests {
    @Test("come apart into files on disk and fields, and big files are counted but not kept")
    func form() async throws {
        let folder = try ScratchFolder()
        let directory = folder.file("form")
        let limits = MultipartForm.Limits(fileBytes: 4, files: 2, fieldBytes: 100, fields: 10, bodyBytes: 100_000)
        let body = multipart([
            (name: "files", file: "a.png", content: Data("1234".utf8)),
            (name: "files", file: "b.png", content: Data("123456".utf8)),
            (name: "files", file: "c.png", content: Data("1".utf8)),
            (name: "image_names", file: nil, content: Data("one".utf8)),
            (name: "image_names", file: nil, content: Data("two".utf8)),
        ])

        let answer = try await withServer(plan: { _ in .multipart(directory: directory, limits: limits) }) {
            try exchange(
                port: $0,
                "POST",
                "/",
                headers: ["Content-Type": "multipart/form-data; boundary=XX"],
                body: body
            )
        }

        #expect(answer.text == #"["a.png:4", "b.png:6", "c.png:0"] ["one", "two"]"#)
        let kept = try Data(contentsOf: URL(filePath: directory + "/1"))
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        #expect(kept == Data("1234".utf8))
        #expect(names == ["0", "1"])
    }
}
