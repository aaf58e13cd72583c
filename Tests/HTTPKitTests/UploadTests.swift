import FoundationEssentials
import HTTPKit
import LoopbackServer
import Synchronization
import Testing

@Suite("Uploads")
struct UploadTests {
    @Test("report how much of a form has gone out, and in the end all of it")
    func progress() async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let file = try TemporaryFile()
        try Data(count: 4_000_000).write(to: URL(filePath: file.path))
        let part = HTTPRequest.Part.file(name: "files", path: file.path, filename: "a.png", type: nil)
        let reports = Mutex<[TransferProgress]>([])

        let request = HTTPRequest(.post, server.url, body: .multipart([part]))
        _ = try await makeClient().send(request) { report in reports.withLock { $0.append(report) } }

        let sent = reports.withLock { $0.map(\.sent) }
        #expect(sent.last.map { (4_000_000...4_001_000).contains($0) } == true, "\(sent)")
        #expect(sent == sent.sorted())
    }

    @Test("report nothing of a body that is no form")
    func plain() async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let reports = Mutex(0)
        _ = try await makeClient().send(HTTPRequest(.post, server.url, body: .bytes(Data(count: 100_000)))) { _ in
            reports.withLock { $0 += 1 }
        }
        #expect(reports.withLock(\.self) == 0)
    }
}
