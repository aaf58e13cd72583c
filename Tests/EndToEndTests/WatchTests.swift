import BachAPI
import FoundationEssentials
import Glibc
import ProcessKit
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("toccata watch", .timeLimit(.minutes(2)))
struct WatchTests {
    let home: Home
    init() throws { home = try Home() }

    private var ledgerPath: String { home.path + "/.local/state/toccata/ledger.sqlite" }
    private let polls = "this Toccata sends"
    private let reports = "another Toccata polls"

    private func serve(_ options: String...) async throws -> LocalService {
        try await LocalService(
            data: home.path + "/server",
            options: options,
            renderer: ScriptedRenderer(writing: SmallVideo.text)
        )
    }

    private func watch(_ service: LocalService) throws -> Watching { try Watching(home, with: service.variables) }

    /// One that polls, and one that reports what that one does.
    private func pair(_ service: LocalService) async throws -> (poller: Watching, viewer: Watching) {
        let poller = try watch(service)
        try await poller.note(polls)
        let viewer = try watch(service)
        try await viewer.note(reports)
        return (poller, viewer)
    }

    private func submit(to service: LocalService) async throws -> String {
        let words = ["submit", "text2video", "--prompt", "a tide", "--duration", "1", "--json"]
        let sent = try await home.toccata(words, with: service.variables)
        return try #require(try sent.document["data"]?["id"]?.stringValue, "\(sent)")
    }

    /// Tasks as a console leaves them behind that is killed before it sends.
    private func unsent(_ count: Int, for service: LocalService) -> [VideoTask] {
        (0..<count).map { number in
            VideoTask(
                id: ShortID(rawValue: "aaaaa" + String(UnicodeScalar(UInt8(97 + number)))),
                mode: .textToVideo,
                server: ServerIdentity.remote(baseURL: service.baseURL, keyID: LocalService.accessKey),
                origin: .console,
                holder: "1:1",
                request: [
                    "model_name": "bach-1.0-preview", "prompt": .string("tide \(number)"), "duration": 1,
                    "aspect_ratio": "16:9", "resolution": "720p",
                ],
                createdAt: .now
            )
        }
    }

    @Test("tells in JSON what is unfinished, then each change, until the video is saved; SIGTERM ends it well")
    func json() async throws {
        let service = try await serve()
        let id = try await submit(to: service)
        let watching = try watch(service)
        let documents = try await watching.wait(for: "done", of: id).lines.map { try JSONValue(parsing: $0) }
        #expect(documents.first?["task"]?["id"]?.stringValue == id)
        #expect(documents.allSatisfy { $0["schema"] == "toccata/1" && $0["at"]?.stringValue != nil })
        let file = try #require(documents.last?["task"]?["file"]?.stringValue)
        #expect(FileManager.default.fileExists(atPath: file))
        watching.signal(SIGTERM)
        #expect(await watching.code == 0)
    }

    @Test("saves by itself, once its service is back, what a command could not save")
    func savedLater() async throws {
        var service: LocalService? = try await serve()
        let (first, variables) = (try #require(service).baseURL, try #require(service).variables)
        let id = try await submit(to: try #require(service))
        #expect(try await home.toccata(["wait", id, "--poll-interval", "0.2"], with: variables).code == 0)
        service = nil
        let failed = try await home.toccata(["download", id, "--json"], with: variables)
        let retryAt = try failed.document["data"]?.arrayValue?.first?["retry_at"]?.stringValue
        #expect(failed.code == 8 && retryAt != nil, "\(failed)")

        let port = try #require(first.split(separator: "/").dropFirst().first?.split(separator: ":").last)
        let again = try await serve("--port", String(port))
        #expect(again.baseURL == first)
        let watching = try watch(again)
        try await watching.note(polls)
        // Nobody waits a minute here: its time has come.
        let ledger = try Ledger(path: ledgerPath)
        _ = try await ledger.change(ShortID(rawValue: id), at: .now, source: "test") { task in
            task.retryAt = .now
            return task.isSavedLater
        }
        try await watching.wait(for: "done", of: id)
    }

    @Test("goes on when the session that started it ends, and is ended by SIGINT with 130")
    func hangUp() async throws {
        let service = try await serve()
        let watching = try watch(service)
        try await watching.note(polls)
        watching.signal(SIGHUP)
        try await watching.wait(for: "done", of: submit(to: service))
        watching.signal(SIGINT)
        #expect(await watching.code == 130)
    }

    @Test("takes over at once from one that is killed or suspended", arguments: [SIGKILL, SIGTSTP])
    func takesOver(signal: Int32) async throws {
        // One that takes its time, so that there is something left to take over.
        let service = try await LocalService(data: home.path + "/server")
        let (poller, viewer) = try await pair(service)
        let id = try await submit(to: service)
        // What changes twice in a short time is told once.
        try await viewer.wait(for: "pending", "running", of: id)
        let before = ContinuousClock.now
        poller.signal(signal)
        #expect(try await viewer.note(polls) - before < .seconds(1))
        try await viewer.wait(for: "done", of: id)
        #expect(service.creates == 1)
        guard signal == SIGTSTP else { return }
        poller.signal(SIGCONT)
        try await poller.note(reports)
        try await poller.wait(for: "done", of: id)
    }

    @Test("says when it looks that the one that polls is stopped where it cannot notice, and how it goes on")
    func stopped() async throws {
        let service = try await serve()
        let (poller, viewer) = try await pair(service)
        poller.signal(SIGSTOP)
        let id = try await submit(to: service)
        let number = poller.processID
        try await viewer.note("Polling is stopped: process \(number) is suspended (kill -CONT \(number)).")
        poller.signal(SIGCONT)
        try await viewer.wait(for: "done", of: id)
    }

    @Test("with another one, and when that one is killed in the middle, sends nothing twice")
    func sendsOnce() async throws {
        let service = try await serve("--fault", "slow@create:0.1")
        let tasks = unsent(12, for: service)
        let ledger = try Ledger(path: ledgerPath)
        for task in tasks { _ = try await ledger.accept(task, source: "console") }
        let (first, second) = (try watch(service), try watch(service))
        while service.creates < 4 { try await Task.sleep(for: .milliseconds(5)) }
        first.signal(SIGKILL)
        try await second.note(polls)
        var recorded = try await ledger.tasks()
        while recorded.contains(where: { !$0.state.isSettled }) {
            try await Task.sleep(for: .milliseconds(50))
            recorded = try await ledger.tasks()
        }
        let made = Set(recorded.compactMap(\.taskID))
        let lost = recorded.count { $0.state == .lost }
        #expect(made.count + lost == tasks.count, "\(recorded.map { "\($0.id) \($0.state)" })")
        #expect(lost <= 1)
        #expect((made.count...(made.count + lost)).contains(service.creates), "\(service.creates) for \(made.count)")
    }

    @Test("shows what another process wrote within a quarter of a second, in the middle of seven times")
    func latency() async throws {
        let service = try await serve()
        let (_, viewer) = try await pair(service)
        let ledger = try Ledger(path: ledgerPath)
        var delays: [Duration] = []
        for task in unsent(7, for: service) {
            var task = task
            // One that another process still has in hand, so that nobody sends it.
            task.origin = .command
            task.holder = ProcessIdentity.own().description
            _ = try await ledger.accept(task, source: "command")
            let written = ContinuousClock.now
            delays.append(try await viewer.wait(for: "out", of: task.id.rawValue).time - written)
        }
        #expect(delays.sorted()[3] < .milliseconds(250), "\(delays)")
    }

    @Test("sleeps while nothing changes, the one that polls and the one that reports")
    func idle() async throws {
        let service = try await serve()
        let (poller, viewer) = try await pair(service)
        let id = try await submit(to: service)
        for watching in [poller, viewer] { try await watching.wait(for: "done", of: id) }
        async let first: Void = poller.sleeps()
        async let second: Void = viewer.sleeps()
        _ = try await (first, second)
    }
}
