import BachAPI
import FoundationEssentials
import Glibc
import RawHTTP
import Testing

@Suite("toccata listen", .timeLimit(.minutes(2)))
struct ListenTests {
    let home: Home
    init() throws { home = try Home() }

    private func serve(speed: String) async throws -> LocalService {
        try await LocalService(data: home.path + "/server", options: ["--speed", speed])
    }

    /// One that would ask once a minute by its schedule, and the URL that it gave itself.
    private func listen(_ service: LocalService) async throws -> (Watching, url: String) {
        let words = ["listen", "--json", "--port", "0", "--poll-interval", "60"]
        let listening = try Watching(home, words, with: service.variables)
        try await listening.note("callbacks come in at http://127.0.0.1:")
        let printed = try await home.toccata("listen", "--print-url")
        #expect(printed.code == 0, "\(printed)")
        return (listening, String(printed.output.dropLast()))
    }

    private func submit(to service: LocalService, callback: String) async throws -> (id: String, taskID: String) {
        let words = ["submit", "text2video", "--prompt", "a tide", "--duration", "1", "--json"]
        let sent = try await home.toccata(words + ["--callback-url", callback], with: service.variables)
        let data = try sent.document["data"]
        return (try #require(data?["id"]?.stringValue, "\(sent)"), try #require(data?["task_id"]?.stringValue))
    }

    @Test(
        "asks within a second of a callback, alone or beside one that polls, and sleeps afterwards",
        arguments: [false, true]
    )
    func callback(isBeside: Bool) async throws {
        let service = try await serve(speed: "3")
        let other =
            try isBeside
            ? Watching(home, ["watch", "--json", "--poll-interval", "60"], with: service.variables) : nil
        try await other?.note("this Toccata sends")
        let (listening, url) = try await listen(service)
        let begun = ContinuousClock.now
        let id = try await submit(to: service, callback: url).id
        let came = try await listening.note("the first callback came")
        let known = try await listening.wait(for: "downloading", "done", of: id).time
        #expect(known - came < .seconds(1))
        #expect(known - begun < .seconds(50))
        try await listening.wait(for: "done", of: id)
        if !isBeside { try await listening.sleeps() }
    }

    @Test("believes nothing: forged callbacks change nothing, and cost a question a second at most")
    func forged() async throws {
        let service = try await serve(speed: "0.01")
        let (listening, url) = try await listen(service)
        let (id, taskID) = try await submit(to: service, callback: url)
        try await listening.wait(for: "pending", of: id)
        let parts = url.split(separator: "/")
        let (port, path) = (try #require(Int(parts[1].split(separator: ":")[1])), "/\(parts[2])")
        let begun = ContinuousClock.now
        try await onThread {
            let evil =
                #"{"task_id":"\#(taskID)","status":"TASK_SUCCEEDED","video_url":"http://evil.example/\u001b[2J"}"#
            for number in 0..<300 {
                let body = number % 3 == 0 ? evil : #"{"task_id":"evil-\#(number)","status":"TASK_FAILED"}"#
                #expect(try exchange(port: port, "POST", path, body: Data(body.utf8)).status == 200)
            }
            #expect(try exchange(port: port, "POST", "/guessed", body: Data(evil.utf8)).status == 404)
            let torn = try RawClient(port: port)
            torn.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n\(evil)")
            torn.endWithReset()
        }
        try await listening.note("the first callback came")
        var shown = try await show(id, service)
        // At least one of them is asked for.
        while questions(shown) < 2 { shown = try await show(id, service) }
        #expect(questions(shown) <= 3 + Int((ContinuousClock.now - begun) / .seconds(1)))
        #expect(shown["state"] == "pending", "\(shown.text())")
        #expect(!shown.text().contains("evil"))
        listening.signal(SIGTERM)
        #expect(await listening.code == 0)
    }

    private func show(_ id: String, _ service: LocalService) async throws -> JSONValue {
        try #require(try await home.toccata("show", id, "--json", with: service.variables).document["data"])
    }

    private func questions(_ shown: JSONValue) -> Int {
        let exchanges = (shown["exchanges"]?.arrayValue ?? []).filter { $0["kind"] == "query" }
        return exchanges.reduce(0) { $0 + Int($1["count"]?.integerValue ?? 0) }
    }

    @Test("keeps its address from one time to the next, until told otherwise; a port in use is told")
    func address() async throws {
        let first = try await home.toccata("listen", "--print-url")
        #expect(first.code == 2)
        #expect(first.errors.contains("needs --port the first time"))
        let service = try await serve(speed: "1")
        let (listening, url) = try await listen(service)
        let second = try await home.toccata(["listen"], with: service.variables)
        #expect(second.code == 2)
        #expect(second.errors.contains("cannot listen on 127.0.0.1 port"), "\(second)")
        #expect(try await home.toccata("listen", "--print-url").output == url + "\n")
        let elsewhere = try await home.toccata("listen", "--print-url", "--public-url", "https://a.example/b/")
        let word = try #require(url.split(separator: "/").last)
        #expect(elsewhere.output == "https://a.example/b/\(word)\n")
        let new = try await home.toccata("listen", "--print-url", "--new-path")
        #expect(new.output.hasPrefix("https://a.example/b/"))
        #expect(!new.output.contains(word))
        listening.signal(SIGTERM)
        #expect(await listening.code == 0)
    }
}
