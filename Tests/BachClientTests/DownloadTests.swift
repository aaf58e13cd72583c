import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import LoopbackServer
import Scratch
import Testing

extension ScratchFolder {
    fileprivate var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    fileprivate func text(_ name: String) -> String? {
        (try? bytes(name)).map { String(decoding: $0, as: UTF8.self) }
    }
}

private let video = SmallVideo.text

@Suite("Downloading a video")
struct DownloadTests {
    private func client(baseURL: String) -> BachClient {
        let http = HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:]))
        return BachClient(baseURL: baseURL, credentials: .token(Secret("secret")), transport: Transport(http)) {
            Date()
        }
    }

    private func download(_ server: LoopbackServer, _ folder: ScratchFolder, path: String = "/v.mp4") async
        -> DownloadOutcome
    {
        await client(baseURL: server.url).downloadVideo(server.url + path, folder: folder.path, name: "kite") { _ in }
    }

    @Test("never overwrites a file, sends no token and leaves no part behind")
    func saves() async throws {
        let server = LoopbackServer { _ in .json(video) }
        let folder = try ScratchFolder()

        #expect(await download(server, folder) == .saved(folder.path + "/kite.mp4"))
        #expect(await download(server, folder) == .saved(folder.path + "/kite-2.mp4"))
        #expect(await download(server, folder) == .saved(folder.path + "/kite-3.mp4"))

        #expect(folder.files == ["kite-2.mp4", "kite-3.mp4", "kite.mp4"])
        #expect(folder.text("kite.mp4") == video)
        #expect(server.requests.allSatisfy { $0.header("Authorization") == nil })
    }

    @Test("never empties a video that a run which was killed had just named, and finds it without a transfer")
    func killedBetween() async throws {
        let server = LoopbackServer { _ in .json("", status: "410 Gone") }
        let folder = try ScratchFolder()
        try folder.write(video, to: "kite-2.mp4")
        try FileManager.default.linkItem(atPath: folder.file("kite-2.mp4"), toPath: folder.file("kite.mp4.part"))

        #expect(await download(server, folder) == .saved(folder.path + "/kite-2.mp4"))
        #expect(folder.text("kite-2.mp4") == video)
        #expect(folder.files == ["kite-2.mp4"])
        #expect(server.requests.isEmpty)

        try FileManager.default.linkItem(atPath: folder.file("kite-2.mp4"), toPath: folder.file("kite.mp4.part"))
        try FileManager.default.moveItem(atPath: folder.file("kite-2.mp4"), toPath: folder.file("mine.mp4"))
        #expect(await download(server, folder) == .linkRefused(httpStatus: 410))
        #expect(folder.text("mine.mp4") == video)
        #expect(folder.files == ["mine.mp4"])
    }

    @Test("makes the folder, takes over a part that was left behind, and follows redirects")
    func takesOver() async throws {
        let server = LoopbackServer { request in
            request.target == "/v.mp4" ? .json("", status: "302 Found", headers: ["Location: /w.mp4"]) : .json(video)
        }
        let folder = try ScratchFolder()
        let inner = folder.path + "/a/b"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        try Data(repeating: 1, count: 9999).write(to: URL(filePath: inner + "/kite.mp4.part"))

        let outcome = await client(baseURL: server.url)
            .downloadVideo(server.url + "/v.mp4", folder: inner, name: "kite") { _ in }

        #expect(outcome == .saved(inner + "/kite.mp4"))
        #expect(folder.text("a/b/kite.mp4") == video)
    }

    @Test(
        "says what is wrong, and whether to try again",
        arguments: [
            (.json("<html>", status: "404 Not Found"), .linkRefused(httpStatus: 404)),
            (.json("", status: "410 Gone"), .linkRefused(httpStatus: 410)),
            (.json("", status: "403 Forbidden"), .linkRefused(httpStatus: 403)),
            (
                .json("", status: "503 Busy"),
                .failed(reason: "The host of the file answered with HTTP 503.", isWorthRetrying: true)
            ),
            (
                .json("", status: "418 Teapot"),
                .failed(reason: "The host of the file answered with HTTP 418.", isWorthRetrying: false)
            ),
            (
                .json("<html>hello</html>"),
                .failed(reason: "What came is a web page, not an MP4 video.", isWorthRetrying: false, isFlawed: true)
            ),
            (
                .json(""),
                .failed(reason: "The file that came is empty.", isWorthRetrying: false, isFlawed: true)
            ),
        ] as [(LoopbackServer.Answer, DownloadOutcome)]
    )
    func trouble(answer: LoopbackServer.Answer, expected: DownloadOutcome) async throws {
        let server = LoopbackServer { _ in answer }
        let folder = try ScratchFolder()

        #expect(await download(server, folder) == expected)
        #expect(folder.files.isEmpty)
    }

    @Test("leaves a video alone that another process is writing to the same place")
    func busy() async throws {
        let server = LoopbackServer { _ in .hang(after: "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n") }
        let folder = try ScratchFolder()
        let first = Task { await download(server, folder) }
        while server.requests.isEmpty { await Task.yield() }

        #expect(await download(server, folder) == .busyElsewhere)

        first.cancel()
        _ = await first.value
        #expect(server.requests.count == 1)
        #expect(folder.files.isEmpty)
    }

    @Test("keeps nothing of a video that was cut off")
    func truncated() async throws {
        let server = LoopbackServer { _ in .rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + video) }
        let folder = try ScratchFolder()

        let outcome = await download(server, folder)

        guard case .failed(_, isWorthRetrying: true, _, _, _, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(folder.files.isEmpty)
    }

    @Test(
        "takes a private link only from a service that is private itself",
        arguments: [
            ("https://api-gen-na.bach.art/api/vdr", false), ("http://8.8.8.8/api", false),
            ("http://user@127.0.0.1:9/api", true), ("http://localhost:80/api", true), ("http://[::1]:80/api", true),
            ("http://10.0.0.7/api", true), ("http://videos:8080", true), ("http://box.lan/api", true),
        ]
    )
    func privateLinks(baseURL: String, isTaken: Bool) async throws {
        let server = LoopbackServer { _ in .json(video) }
        let folder = try ScratchFolder()

        let outcome = await client(baseURL: baseURL)
            .downloadVideo(server.url + "/v.mp4", folder: folder.path, name: "kite") { _ in }

        #expect((outcome == .saved(folder.path + "/kite.mp4")) == isTaken)
        #expect(server.connections == (isTaken ? 1 : 0))
    }

    @Test("opens no file for a link that is not http", arguments: ["file:///etc/passwd", "javascript:1", ""])
    func onlyWeb(link: String) async throws {
        let folder = try ScratchFolder()
        let outcome = await client(baseURL: "http://127.0.0.1")
            .downloadVideo(link, folder: folder.path, name: "kite") { _ in }
        guard case .failed(_, isWorthRetrying: false, _, _, _, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(folder.files.isEmpty)
    }
}
