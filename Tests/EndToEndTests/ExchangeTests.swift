import BachAPI
import FoundationEssentials
import Scratch
import Testing

@Suite("Requests and answers that are kept")
struct ExchangeTests {
    let home: Home
    init() throws { home = try Home() }

    @Test("show tells every request of a task with its answer, and no token is anywhere in the ledger")
    func whole() async throws {
        let service = try await LocalService(data: home.path + "/server", options: ["--speed", "4"])
        let submit = ["submit", "text2video", "--prompt", "a tide \u{202E}at dusk", "--duration", "1", "--json"]
        let ended = try await home.toccata(
            submit + ["--poll-interval", "0.2", "--wait", "--download", "out"],
            with: service.variables
        )
        let id = try #require(try ended.document["data"]?["id"]?.stringValue, "\(ended)")
        #expect(try ended.document["data"]?["exchanges"] == nil)

        let shown = try await home.toccata("show", id, "--json")
        let exchanges = try shown.document["data"]?["exchanges"]?.arrayValue ?? []
        let kinds = exchanges.compactMap { $0["kind"]?.stringValue }
        #expect(kinds.first == "create", "\(shown)")
        #expect(kinds.last == "download")
        #expect(kinds.filter { $0 == "create" }.count == 1)
        #expect(kinds.contains("query"))
        let create = exchanges.first
        #expect(create?["request"]?["headers"]?["Authorization"] == "Bearer ***")
        #expect(create?["request"]?["body"]?["prompt"] == "a tide \u{202E}at dusk")
        #expect(try create?["answer"]?["body"]?["data"]?["task_id"] == shown.document["data"]?["task_id"])
        #expect(!shown.output.unicodeScalars.contains("\u{202E}"))

        let text = try await home.toccata("show", id)
        #expect(text.output.contains("POST create   HTTP 200"), "\(text)")
        #expect(!text.output.unicodeScalars.contains("\u{202E}"))

        // After the last command the journal is gone, or empty.
        let files = ["ledger.sqlite", "ledger.sqlite-wal"].map { ".local/state/toccata/" + $0 }
        let bytes = files.compactMap { try? home.folder.bytes($0) }.reduce(Data(), +)
        let content = String(decoding: bytes, as: UTF8.self)
        #expect(content.contains("Bearer ***"))
        #expect(!content.contains("eyJ"))
        #expect(!content.contains(LocalService.secretKey))
    }
}
