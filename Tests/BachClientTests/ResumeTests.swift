import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import LoopbackServer
import Scratch
import Synchronization
import Testing

private let video = SmallVideo.text(bytes: 1064)
private let other = SmallVideo.text(bytes: 1064, mark: "w")
private let already = 600

/// A host that breaks off its first answer and then answers as told.
private func host(
    head: String = "ETag: \"a\"",
    then answer: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer
) -> LoopbackServer {
    let number = Counter()
    return LoopbackServer { request in
        guard number.next() > 0 else { return cutOff(head) }
        return answer(request)
    }
}

private func cutOff(_ head: String) -> LoopbackServer.Answer {
    .rawThenClose("HTTP/1.1 200 OK\r\n\(head)\r\nContent-Length: 1064\r\n\r\n" + video.prefix(already))
}

private func rest(
    of video: String = video,
    from first: Int = already,
    total: Int = 1064,
    head: [String] = ["ETag: \"a\""]
) -> LoopbackServer.Answer {
    let bytes = String(video.dropFirst(first))
    let range = "Content-Range: bytes \(first)-\(first + bytes.utf8.count - 1)/\(total)"
    return .json(bytes, status: "206 Partial Content", headers: head + [range])
}

private func whole(_ video: String = video, tag: String = "\"b\"") -> LoopbackServer.Answer {
    .json(video, headers: ["ETag: \(tag)"])
}

@Suite("Going on with a video that broke off")
struct ResumeTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func download(
        _ server: LoopbackServer,
        path: String = "/v.mp4?signed=1",
        freeSpace: @escaping @Sendable (String) -> Int64? = { _ in nil },
        progress: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) async -> DownloadOutcome {
        let http = HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:]))
        let client = BachClient(baseURL: server.url, credentials: .token(Secret("s")), transport: Transport(http)) {
            Date()
        }
        return await client.downloadVideo(
            server.url + path,
            folder: folder.path,
            name: "kite",
            freeSpace: freeSpace,
            progress: progress
        )
    }

    private var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

    private var saved: String? { (try? folder.bytes("kite.mp4")).map { String(decoding: $0, as: UTF8.self) } }

    private var isSaved: DownloadOutcome { .saved(folder.file("kite.mp4")) }

    @Test("asks for the rest of the very same file, and tells the bytes of the whole")
    func goesOn() async throws {
        let server = host { _ in rest() }
        let reports = Mutex<[TransferProgress]>([])

        guard case .failed(_, isWorthRetrying: true, _, received: 600, _, _) = await download(server) else {
            Issue.record("the first transfer broke off")
            return
        }
        #expect(files == ["kite.mp4.part", "kite.mp4.part.from"])
        #expect(await download(server, progress: { report in reports.withLock { $0.append(report) } }) == isSaved)

        #expect(saved == video)
        #expect(files == ["kite.mp4"])
        #expect(server.requests.first?.header("Range") == nil)
        #expect(server.requests.dropFirst().first?.header("Range") == "bytes=600-")
        #expect(server.requests.dropFirst().first?.header("If-Range") == "\"a\"")
        #expect(reports.withLock(\.last) == TransferProgress(received: 1064, total: 1064))
        #expect(reports.withLock { $0.allSatisfy { $0.received >= 600 } })
    }

    @Test(
        "takes the whole file when what is sent is no rest of what is there",
        arguments: [
            ("the file has changed", whole(other), 2),
            ("another first byte", rest(from: 500), 3),
            ("another length", rest(of: video + "xx", total: 1066), 3),
            ("another tag", rest(head: ["ETag: \"c\""]), 3),
            ("no word about which part", .json("xx", status: "206 Partial Content"), 3),
            ("a range that cannot be", .json("", status: "416 No", headers: ["Content-Range: bytes */10"]), 3),
        ] as [(String, LoopbackServer.Answer, Int)]
    )
    func noRest(what: String, answer: LoopbackServer.Answer, requests: Int) async throws {
        let server = host { request in request.header("Range") == nil ? whole(other) : answer }
        _ = await download(server)

        #expect(await download(server) == isSaved, "\(what)")

        #expect(saved == other)
        #expect(server.requests.count == requests)
        #expect(files == ["kite.mp4"])
    }

    @Test("fetches all again when the parts make no whole video")
    func damaged() async throws {
        let server = host { request in request.header("Range") == nil ? whole() : rest() }
        _ = await download(server)
        try folder.write(String(repeating: "x", count: already), to: "kite.mp4.part")

        #expect(await download(server) == isSaved)
        #expect(saved == video)
        #expect(server.requests.count == 3)
    }

    @Test(
        "goes on only by what proves that the file is the same",
        arguments: [
            ("ETag: W/\"a\"", nil), ("X-Nothing: 1", nil), ("ETag: \"a\"\r\nAccept-Ranges: none", nil),
            (
                "Last-Modified: Thu, 26 Nov 2026 05:00:00 GMT\r\nDate: Thu, 26 Nov 2026 05:01:00 GMT",
                "Thu, 26 Nov 2026 05:00:00 GMT"
            ),
            ("Last-Modified: Thu, 26 Nov 2026 05:00:00 GMT\r\nDate: Thu, 26 Nov 2026 05:00:59 GMT", nil),
            (
                "ETag: W/\"a\"\r\nLast-Modified: Thu, 26 Nov 2026 05:00:00 GMT\r\nDate: Thu, 26 Nov 2026 06:00:00 GMT",
                nil
            ),
        ] as [(String, String?)]
    )
    func validators(head: String, validator: String?) async throws {
        let server = host(head: head) { request in request.header("Range") == nil ? whole() : rest(head: []) }
        _ = await download(server)
        if validator == nil { #expect(files.isEmpty) }

        #expect(await download(server) == isSaved)
        #expect(server.requests.dropFirst().first?.header("If-Range") == validator)
        #expect(saved == video)
    }

    @Test(
        "trusts no part of which it does not know for sure what it is",
        arguments: [
            ("it says nothing", ""), ("it was cut off", #"{"validator":"\"a\"","resource":"127.0.0.1/v.mp4","bo"#),
            (
                "the machine was off since then",
                #"{"validator":"\"a\"","resource":"127.0.0.1/v.mp4","boot":"other","total":1064}"# + "\n"
            ),
        ]
    )
    func untrusted(what: String, origin: String) async throws {
        let server = LoopbackServer { request in request.header("Range") == nil ? whole() : rest() }
        try folder.write(String(video.prefix(already)), to: "kite.mp4.part")
        try folder.write(origin, to: "kite.mp4.part.from")

        #expect(await download(server) == isSaved, "\(what)")
        #expect(server.requests.map { $0.header("Range") } == [nil])
        #expect(saved == video)
    }

    @Test(
        "goes on by a fresh link to the same file, and not by one to another",
        arguments: [
            ("/v.mp4?signed=2", true), ("/w.mp4?signed=1", false),
        ]
    )
    func freshLink(path: String, goesOn: Bool) async throws {
        let server = host { request in request.header("Range") == nil ? whole() : rest() }
        _ = await download(server)

        #expect(await download(server, path: path) == isSaved)
        #expect((server.requests.dropFirst().first?.header("Range") != nil) == goesOn)
        #expect(saved == video)
    }

    @Test("asks for nothing when all was there before the end, or the file's length was not known")
    func allThere() async throws {
        let server = host { _ in rest() }
        _ = await download(server)
        try append(String(video.dropFirst(already)), to: "kite.mp4.part")
        #expect(await download(server) == isSaved)
        #expect(server.requests.count == 1)

        try FileManager.default.removeItem(atPath: folder.file("kite.mp4"))
        let unsized = LoopbackServer { request in
            guard request.header("Range") != nil else {
                let chunk = "\(String(1064, radix: 16))\r\n" + video + "\r\n"
                return .rawThenClose("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)
            }
            return .json("", status: "416 No", headers: ["Content-Range: bytes */1064"])
        }
        _ = await download(unsized)
        #expect(await download(unsized) == isSaved)
        #expect(saved == video)
    }

    @Test("takes no video for which there is no room, and keeps a part for when there is some")
    func noRoom() async throws {
        let server = host { request in request.header("Range") == nil ? whole() : rest() }
        let needed = Disk.margin + 1064

        #expect(
            await download(server, freeSpace: { _ in 3_100_000 })
                == .noRoom(reason: "8.3 MB needed, 3.1 MB free in \(folder.path): make room.", needed: needed)
        )
        #expect(files.isEmpty)

        let second = host { _ in rest() }
        let looks = Counter()
        let outcome = await download(second, freeSpace: { _ in looks.next() == 0 ? needed : 0 })
        guard case .noRoom(_, let left) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(left > Disk.margin && left < needed)
        #expect(files == ["kite.mp4.part", "kite.mp4.part.from"])
    }

    @Test("says that a video is cut off although all that was announced came, and tries again")
    func shortAtTheHost() async throws {
        let server = LoopbackServer { _ in whole(String(video.dropLast(10))) }
        let reason = "The video is cut off: at least 10 bytes are missing at its end."
        #expect(await download(server) == .failed(reason: reason, isWorthRetrying: true, isFlawed: true))
        #expect(files.isEmpty)
    }

    private func append(_ text: String, to name: String) throws {
        let whole = try folder.bytes(name) + Data(text.utf8)
        try whole.write(to: URL(filePath: folder.file(name)))
    }
}
