import BachAPI
import FoundationEssentials
import Glibc
import RawHTTP
import Scratch
import Testing

@Suite("toccata listen, from its start to its end", .timeLimit(.minutes(2)))
struct ListenEndTests {
    let home: Home
    init() throws { home = try Home() }

    private func address() throws -> JSONValue {
        try JSONValue(parsing: home.folder.bytes(".local/state/toccata/listen.json"))
    }

    private func listen(_ service: LocalService, _ options: String...) async throws -> (Watching, port: Int) {
        let words = ["listen", "--json", "--port", "0", "--poll-interval", "60"] + options
        let listening = try Watching(home, words, with: service.variables)
        try await listening.note("callbacks come in at http://127.0.0.1:")
        return (listening, try #require(address()["port"]?.integerValue))
    }

    @Test(
        "goes on when the session that started it ends, leaves well when told to, and keeps its address",
        arguments: [(SIGTERM, 0), (SIGINT, 130)] as [(Int32, Int32)]
    )
    func ends(signal: Int32, code: Int32) async throws {
        let service = try await LocalService(data: home.path + "/server")
        let (listening, port) = try await listen(service)
        let kept = try address()
        let path = "/" + (try #require(kept["word"]?.stringValue))
        listening.signal(SIGHUP)
        try await onThread {
            let answer = try exchange(port: port, "POST", path, body: Data(#"{"task_id":"nobody"}"#.utf8))
            #expect(answer.status == 200)
        }
        try await listening.note("the first callback came")
        listening.signal(signal)
        #expect(await listening.code == code)
        #expect(try address() == kept)
        await #expect(throws: RawProblem.self) { try await onThread { _ = try RawClient(port: port) } }
    }

    @Test(
        "hears a callback through a reverse proxy, which takes it in elsewhere and hands it on below a path of its own"
    )
    func proxy() async throws {
        let service = try await LocalService(data: home.path + "/server", options: ["--speed", "3"])
        let proxy = try Proxy(below: "hooks", handsOnBelow: "inner/toccata")
        let (listening, port) = try await listen(service, "--public-url", proxy.url + "/")
        proxy.handOn(to: port)
        let url = String(try await home.toccata("listen", "--print-url").output.dropLast())
        #expect(url.hasPrefix(proxy.url + "/"))
        let begun = ContinuousClock.now
        let words = ["submit", "text2video", "--prompt", "a tide", "--duration", "1", "--json", "--callback-url", url]
        let sent = try await home.toccata(words, with: service.variables)
        let id = try #require(try sent.document["data"]?["id"]?.stringValue, "\(sent)")
        let came = try await listening.note("the first callback came")
        let known = try await listening.wait(for: "downloading", "done", of: id).time
        #expect(known - came < .seconds(1))
        // By its schedule it would ask after a minute.
        #expect(known - begun < .seconds(50))
        let word = try #require(url.split(separator: "/").last)
        #expect(Set(proxy.passed) == ["/inner/toccata/\(word)"])
        await proxy.stop()
    }
}
