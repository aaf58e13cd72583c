import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Scratch
import Synchronization
import Testing
import ToccataConductor

@Suite("Uploads of many pictures")
struct UploadTests {
    private let stage: Stage

    init() throws { stage = try Stage() }

    /// Writes pictures and answers their paths.
    private func pictures(_ contents: String...) throws -> [String] { try pictures(contents) }

    private func pictures(_ contents: [String]) throws -> [String] {
        try contents.enumerated().map { index, content in
            try stage.folder.write(content, to: "\(index + 1).png")
            return stage.folder.file("\(index + 1).png")
        }
    }

    private func upload(_ paths: [String]) async throws -> [UploadedFile] {
        try await stage.conductor.upload(paths, to: Stage.server) { _ in }
    }

    private func links(_ range: ClosedRange<Int>) -> Transport.Answer {
        .http(200, JSONValue(dictionaryLiteral: ("data", .array(range.map { .string("https://c/\($0)") }))).text())
    }

    /// How many files each upload carried.
    private var sizes: [Int] {
        stage.service.uploads.map { request in
            guard case .multipart(let parts) = request.body else { return 0 }
            return parts.count { if case .file = $0 { true } else { false } }
        }
    }

    private func url(_ file: UploadedFile) -> String? { try? file.result.get() }

    @Test("go out fifty at a time, each content once, and a second run sends nothing")
    func packs() async throws {
        let paths = try pictures((1...110).map { "picture \($0)" } + ["picture 7"])
        stage.service.willUpload(links(1...50), links(51...100), links(101...110))

        let files = try await upload(paths)

        #expect(sizes == [50, 50, 10])
        #expect(files.map(url) == (1...110).map { "https://c/\($0)" } + ["https://c/7"])
        #expect(files.map(\.isSent) == Array(repeating: true, count: 111))
        let again = try await upload(paths)
        #expect(stage.service.uploads.count == 3)
        #expect(again.map(\.result) == files.map(\.result))
        #expect(again.map(\.isSent) == Array(repeating: false, count: 111))
    }

    @Test("go on where an upload ended, after what had landed")
    func resumes() async throws {
        let paths = try pictures((1...60).map { "picture \($0)" })
        stage.service.willUpload(links(1...50), .failure(.broken("cut")))
        let broken = try await upload(paths)
        #expect(broken.count { url($0) != nil } == 50)
        #expect(broken.last?.result == .failure(.unreachable(reason: "The connection broke: cut.")))
        #expect(sizes == [50, 10, 10, 10])

        stage.service.willUpload(links(51...60))
        let files = try await upload(paths)
        #expect(files.map(url) == (1...60).map { "https://c/\($0)" })
        #expect(sizes.last == 10)
    }

    @Test("lose only the picture that the service names")
    func namedSpoiler() async throws {
        let paths = try pictures("a", "b", "c")
        let words = "The 2th file '2.png' is not an image."
        stage.service.willUpload(
            .http(400, #"{"code":1000,"message":"\#(words)"}"#),
            .http(200, #"{"data":["https://c/1","https://c/3"]}"#)
        )
        let files = try await upload(paths)

        #expect(files.map(url) == ["https://c/1", nil, "https://c/3"])
        let failure = APIFailure(httpStatus: 400, code: 1000, message: words)
        #expect(files[1].result == .failure(.refused(failure)))
        #expect(sizes == [3, 2])
    }

    @Test("find the picture that is refused when the service does not say which")
    func hiddenSpoiler() async throws {
        let paths = try pictures("a", "b", "c", "d")
        let sensitive = Transport.Answer.http(400, #"{"code":1001,"message":"Sensitive content detected"}"#)
        stage.service.willUpload(sensitive, links(1...2), sensitive, sensitive, links(4...4))
        let files = try await upload(paths)

        #expect(files.map(url) == ["https://c/1", "https://c/2", nil, "https://c/4"])
        #expect(sizes == [4, 2, 2, 1, 1])
    }

    @Test(
        "end at what every picture would meet, with the service's words for each",
        arguments: [
            (403, #"{"code":1302,"message":"Insufficient credit package."}"#, 1),
            (401, #"{"code":1100,"message":"No"}"#, 1),
            (200, "<html>", 1), (500, #"{"code":5000,"message":"Oh"}"#, 3),
            (429, #"{"code":1800,"message":"Slow"}"#, 3),
        ]
    )
    func ends(status: Int, body: String, requests: Int) async throws {
        stage.service.willUpload(.http(status, body))
        let files = try await upload(try pictures((1...60).map { "picture \($0)" }))
        #expect(sizes == Array(repeating: 50, count: requests))
        #expect(files.allSatisfy { $0.result == files[0].result && url($0) == nil })
    }

    @Test("wait as long as the service asks for, and not for an hour", arguments: [(30, 3, 60.0), (3600, 1, 0)])
    func waits(seconds: Int, requests: Int, waited: Double) async throws {
        let begun = stage.clock.now
        stage.service.willUpload(.http(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "\(seconds)"]))
        let files = try await upload(try pictures("a"))
        #expect(url(files[0]) == nil)
        #expect(stage.service.uploads.count == requests)
        #expect(stage.clock.now.timeIntervalSince(begun) == waited)
    }

    @Test("are asked about every two seconds while the service works on them")
    func polls() async throws {
        let paths = try pictures("a", "b")
        let begun = stage.clock.now
        stage.service.willUpload(
            .http(200, #"{"code":200,"data":{"batch_id":"b 1","status":"BATCH_PENDING"}}"#),
            .http(502, "<html>"),
            .http(200, #"{"data":{"batch_id":"b 1","status":"BATCH_PROCESSING","images":[{"url":"https://c/1"},{}]}}"#),
            .http(200, #"{"data":{"status":"done","images":[{"url":"https://c/1"},{"error":"too dark"}]}}"#)
        )
        let files = try await upload(paths)

        #expect(files[0].result == .success("https://c/1"))
        #expect(files[1].result == .failure(.rejected(reason: "2.png was refused: too dark.")))
        let asked = stage.service.requests(.get).map(\.url)
        #expect(asked == Array(repeating: "https://service.example/api/vdr/batch-upload/status/b%201", count: 3))
        #expect(stage.clock.now.timeIntervalSince(begun) == 6)
    }

    @Test("stop after ten minutes when the service does not finish")
    func endlessBatch() async throws {
        stage.service.willUpload(.http(200, #"{"data":{"batch_id":"b","status":"processing"}}"#))
        let files = try await upload(try pictures("a"))
        #expect(files[0].result == .failure(.unclear(reason: "The service is still at work on the pictures.")))
        #expect(stage.service.requests(.get).count == 300)
    }

    @Test("have no URL when the file is gone, or changes on its way; the others have")
    func files() async throws {
        let paths = try pictures("a", "b") + ["/nowhere/c.png"]
        stage.service.willUpload(links(1...2))
        let folder = stage.folder
        stage.service.duringUpload.withLock { $0 = { try? folder.write("another", to: "2.png") } }
        let files = try await upload(paths)

        #expect(files[0].result == .success("https://c/1"))
        let changed = "The picture \(paths[1]) changed while it was uploaded."
        #expect(files[1].result == .failure(.unreadable(reason: changed)))
        #expect(files[2].result == .failure(.unreadable(reason: "The picture /nowhere/c.png cannot be read.")))
    }

    @Test("tell pictures and bytes, and come to an end at all of them")
    func progress() async throws {
        let paths = try pictures((1...60).map { "picture \($0 + 10)" })
        stage.service.willUpload(links(1...50), links(51...60))
        let seen = Mutex<[UploadProgress]>([])
        _ = try await stage.conductor.upload(paths, to: Stage.server) { progress in
            seen.withLock { $0.append(progress) }
        }
        let sending = seen.withLock { $0.filter { !$0.isChecking } }
        #expect(sending.map(\.pictures) == [0, 50, 60])
        #expect(sending.map(\.bytes) == [0, 500, 600])
        #expect(sending.allSatisfy { $0.totalBytes == 600 && $0.totalPictures == 60 })
    }
}
