import FoundationEssentials
import HTTPKit
import LoopbackServer
import Synchronization
import Testing

@Suite("Downloads")
struct DownloadTests {
    @Test("write the body to the file and report bytes and total")
    func writes() async throws {
        let server = LoopbackServer { _ in .json(String(repeating: "v", count: 300_000)) }
        let file = try TemporaryFile()
        let reports = Mutex<[TransferProgress]>([])

        let response = try await makeClient()
            .download(HTTPRequest(.get, server.url), to: BodyFile(file.descriptor)) { report in
                reports.withLock { $0.append(report) }
            }

        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(file.contents.count == 300_000)
        #expect(reports.withLock(\.last) == TransferProgress(received: 300_000, total: 300_000))
    }

    @Test("keep an error's body out of the file")
    func keepsErrorsOut() async throws {
        let server = LoopbackServer { _ in .json("expired", status: "403 Forbidden") }
        let file = try TemporaryFile()

        let response = try await makeClient()
            .download(HTTPRequest(.get, server.url), to: BodyFile(file.descriptor)) { _ in }

        #expect(response.status == 403)
        #expect(response.body == Data("expired".utf8))
        #expect(file.contents.isEmpty)
    }

    @Test("say that a file cannot be written")
    func fullDisk() async throws {
        let server = LoopbackServer { _ in .json("video") }
        await #expect {
            try await makeClient().download(HTTPRequest(.get, server.url), to: BodyFile(-1)) { _ in }
        } throws: { error in
            guard case .file(let text) = error as? TransferError else { return false }
            return text.contains("Bad file descriptor")
        }
    }
}
