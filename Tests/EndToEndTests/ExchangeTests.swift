import BachAPI
import FoundationEssentials
import Glibc
import LoopbackServer
import Scratch
import Synchronization
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

    /// A service whose clock is ahead by so many seconds, and that takes no token from before its time.
    private func aheadBy(_ seconds: Double) -> LoopbackServer {
        let tokens = Mutex<Set<String>>([])
        return LoopbackServer { request in
            let isFirst = tokens.withLock { $0.insert(request.header("Authorization") ?? "").inserted && $0.count == 1 }
            guard isFirst else { return .json(#"{"code":200,"data":{"task_id":"t-1","create_at":5}}"#) }
            let date = Self.httpDate(Date().addingTimeInterval(seconds))
            let refusal = #"{"code":1103,"message":"Token expired"}"#
            return .json(refusal, status: "401 Unauthorized", headers: ["Date: \(date)"])
        }
    }

    private static func httpDate(_ time: Date) -> String {
        var (seconds, parts) = (time_t(time.timeIntervalSince1970), tm())
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 40)
        _ = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    @Test("a clock that is behind is said on standard error, and the request goes out with the service's time")
    func skew() async throws {
        let service = aheadBy(3 * 3600 + 120)
        let variables = ["BACH_BASE_URL": service.url, "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
        let ended = try await home.toccata("submit", "text2video", "--prompt", "x", "--json", with: variables)
        #expect(ended.code == 0, "\(ended)")
        #expect(try ended.document["data"]?["task_id"] == "t-1")
        #expect(ended.output.split(separator: "\n").count == 1)
        #expect(ended.errors.contains("This machine's clock is 3 h "))
        #expect(ended.errors.contains(" behind the service's. Requests are signed with the service's time."))
        #expect(service.requests.count == 2)
    }

    @Test("a ready token that is out of its time is exit 4, and what to do about it is said")
    func readyToken() async throws {
        let service = aheadBy(0)
        let variables = ["BACH_BASE_URL": service.url, "BACH_API_TOKEN": "a.b.c"]
        let ended = try await home.toccata("submit", "text2video", "--prompt", "x", with: variables)
        #expect(ended.code == 4, "\(ended)")
        #expect(ended.errors.contains("Put a new token into BACH_API_TOKEN"))
        #expect(ended.errors.contains("run the same toccata submit again"))
        #expect(service.requests.count == 1)
    }

    @Test("want of credits is exit 4 with what to do, and no second create")
    func credits() async throws {
        let service = try await LocalService(data: home.path + "/server", options: ["--credits", "0"])
        let submit = ["submit", "text2video", "--prompt", "x", "--duration", "1", "--json"]
        let ended = try await home.toccata(submit, with: service.variables)
        #expect(ended.code == 4, "\(ended)")
        let error = try ended.document["error"]
        #expect(error?["api_code"] == 1302)
        #expect(error?["hint"]?.stringValue?.contains("run the same toccata submit again") == true)
        let id = try #require(try ended.document["data"]?["id"]?.stringValue)
        let shown = try await home.toccata("show", id, "--json")
        let exchanges = try shown.document["data"]?["exchanges"]?.arrayValue ?? []
        #expect(exchanges.map { $0["answer"]?["status"] } == [403])
    }
}
