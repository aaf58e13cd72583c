import BachAPI
import Glibc
import Scratch
import Testing

@Suite("toccata interrupted", .timeLimit(.minutes(1)))
struct InterruptTests {
    let home: Home
    init() throws { home = try Home() }

    private let request = [
        "submit", "text2video", "--prompt", "a tide", "--duration", "1", "--wait", "--poll-interval", "0.2", "--json",
    ]
    private let nowhere = [
        "BACH_BASE_URL": "http://127.0.0.1:1", "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s",
    ]

    private func serve(_ fault: String) async throws -> LocalService {
        try await LocalService(data: home.path + "/server", options: ["--fault", fault])
    }

    @Test("while a create is on its way its answer is waited for", arguments: [SIGINT, SIGTERM])
    func duringCreate(signal: Int32) async throws {
        let service = try await serve("slow@create:2")
        let running = try home.start(request, with: service.variables)
        _ = try await home.task(in: ["sending"])
        running.signal(signal)
        let ended = await running.ended
        #expect(ended.code == 130, "\(ended)")
        #expect(try ended.document["data"]?["state"] == "pending", "\(ended)")
        #expect(try ended.document["data"]?["task_id"]?.stringValue != nil)
        #expect(service.creates == 1)
    }

    @Test("while it waits, the task goes on at the service and can be waited for again")
    func duringWait() async throws {
        let renderer = try ScriptedRenderer(writing: SmallVideo.text)
        try renderer.hang(true)
        let service = try await LocalService(data: home.path + "/server", renderer: renderer)
        let running = try home.start(request, with: service.variables)
        let id = try await home.task(in: ["pending", "running"])
        running.signal(SIGINT)
        let ended = await running.ended
        #expect(ended.code == 130, "\(ended)")
        #expect(try ended.document["error"]?["code"] == "interrupted")
        #expect(["pending", "running"].contains(try ended.document["data"]?["state"]?.stringValue))
        try renderer.hang(false)
        let waited = try await home.toccata("wait", id, "--poll-interval", "0.2", with: service.variables)
        #expect(waited.code == 0, "\(waited)")
        #expect(service.creates == 1)
    }

    @Test("while it tries again, the intent is held")
    func duringRetry() async throws {
        let running = try home.start(request, with: nowhere)
        _ = try await home.task(in: ["retry"])
        running.signal(SIGINT)
        let ended = await running.ended
        #expect(ended.code == 130, "\(ended)")
        #expect(try ended.document["data"]?["state"] == "held")
    }

    @Test("what a killed command left unsent is held, what was on its way is lost, and tasks says so")
    func killed() async throws {
        let unsent = try home.start(request, with: nowhere)
        let first = try await home.task(in: ["retry"])
        unsent.signal(SIGKILL)
        _ = await unsent.ended
        #expect(try await home.toccata("show", first, "--json").document["data"]?["state"] == "held")

        let service = try await serve("stall@create")
        let onItsWay = try home.start(request, with: service.variables)
        let second = try await home.task(in: ["sending"])
        onItsWay.signal(SIGKILL)
        _ = await onItsWay.ended
        let listed = try await home.toccata("tasks", "--state", "lost", "--json").document["data"]?.arrayValue
        #expect(listed?.map { $0["id"]?.stringValue } == [second])
    }

    @Test("while it reads a pipe, it ends")
    func duringRead() async throws {
        let pipe = home.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let descriptor = open(pipe, O_RDWR)
        defer { close(descriptor) }
        #expect(write(descriptor, "{", 1) == 1)
        let running = try home.start(["submit", "text2video", "--request", "pipe", "--json"], with: nowhere)
        var unread: Int32 = 1
        while ioctl(descriptor, UInt(FIONREAD), &unread) == 0, unread > 0 { await Task.yield() }
        running.signal(SIGINT)
        let ended = await running.ended
        #expect(ended.code == 130, "\(ended)")
        #expect(try ended.document["error"]?["code"] == "interrupted")
    }
}
