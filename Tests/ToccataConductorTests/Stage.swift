import BachAPI
import BachClient
import FoundationEssentials
import Scratch
import Synchronization
import ToccataConductor
import ToccataCore
import ToccataLedger

/// Time that moves only when told to, or at once when somebody sleeps.
final class ManualClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_000_000))
    private let boot = Mutex(Moment(sinceBoot: .seconds(1000)))
    private let atNextSleep = Mutex<(@Sendable () -> Void)?>(nil)

    /// Does something once, when somebody sleeps next.
    func whenSleeping(_ action: @escaping @Sendable () -> Void) { atNextSleep.withLock { $0 = action } }

    var now: Date { time.withLock { $0 } }

    var moment: Moment { boot.withLock { $0 } }

    func advance(_ duration: Duration) {
        setWall(by: duration)
        boot.withLock { $0 = $0 + duration }
    }

    /// Sets the wall clock forward or, by less than nothing, back.
    func setWall(by duration: Duration) { time.withLock { $0 += duration.inSeconds } }

    var dependencies: Dependencies {
        Dependencies(
            now: { self.now },
            moment: { self.moment },
            sleep: { duration in
                try Task.checkCancellation()
                self.atNextSleep.withLock { action in
                    defer { action = nil }; return action
                }?()
                self.advance(duration)
            },
            random: { _ in 0 }
        )
    }
}

/// A conductor with a ledger in memory, a service of closures and time of its own.
final class Stage: Sendable {
    static let server = ServerIdentity.remote(baseURL: "https://service.example/api/vdr", keyID: "ak")

    let clock = ManualClock()
    let folder: ScratchFolder
    let ledger: Ledger
    let service: FakeService
    let conductor: Conductor
    private let settings: ConductorSettings
    private let heard: Heard

    private final class Heard: Sendable {
        let events = Mutex<[ConductorEvent]>([])
    }

    init(
        role: ConductorSettings.Role = .console,
        savesVideos: Bool = true,
        mostRunning: Int? = nil,
        ledger: Ledger? = nil,
        lock: PollerLock? = nil,
        baseURL: String = "https://service.example/api/vdr",
        service: FakeService = FakeService(),
        clients: Conductor.Clients? = nil,
        freeSpace: @escaping @Sendable (String) -> Int64? = { _ in nil },
        suspendedProcess: @escaping @Sendable (String) -> Int32? = { _ in nil }
    ) throws {
        folder = try ScratchFolder()
        self.ledger = try ledger ?? Ledger(path: Ledger.inMemory)
        self.service = service
        let heard = Heard()
        self.heard = heard
        var settings = ConductorSettings(
            role: role,
            holder: "me",
            isAlive: { $0 == "other" },
            videoFolder: folder.path,
            savesVideos: savesVideos
        )
        settings.mostRunning = mostRunning
        settings.suspendedProcess = suspendedProcess
        settings.freeSpace = freeSpace
        self.settings = settings
        conductor = Conductor(
            ledger: self.ledger,
            lock: lock,
            clients: clients ?? { _ in service.client(baseURL) },
            dependencies: clock.dependencies,
            settings: settings,
            sink: { event in heard.events.withLock { $0.append(event) } }
        )
    }

    /// Another conductor of the same service and ledger, in real time.
    func liveConductor() -> Conductor {
        Conductor(
            ledger: ledger,
            lock: nil,
            clients: { [service] _ in service.client() },
            dependencies: .live,
            settings: settings,
            sink: { _ in }
        )
    }

    var events: [ConductorEvent] { heard.events.withLock { $0 } }

    var notes: [String] {
        events.compactMap { if case .note(_, let text) = $0 { text } else { nil } }
    }

    /// Whether the service was last said to be out of reach.
    var isDown: Bool {
        let conditions = events.compactMap { if case .network(let condition) = $0 { condition } else { nil } }
        return conditions.last.map { $0 != .up } ?? false
    }

    /// What was told about holds, their reasons in a line each time.
    var held: [String] {
        events.compactMap { event in
            guard case .holdsChanged(let holds) = event else { return nil }
            return holds.map(\.reason).joined(separator: " ")
        }
    }

    func task(
        _ id: String = "abc123",
        mode: Mode = .textToVideo,
        origin: VideoTask.Origin = .console,
        server: ServerIdentity = Stage.server,
        holder: String? = "me",
        request: JSONValue = ["prompt": "a tide at dusk", "seed": 7]
    ) -> VideoTask {
        VideoTask(
            id: ShortID(rawValue: id),
            mode: mode,
            server: server,
            origin: origin,
            holder: holder,
            request: request,
            createdAt: clock.now
        )
    }

    func recorded(_ id: String = "abc123") async throws -> VideoTask? {
        try await ledger.task(ShortID(rawValue: id))
    }

    func state(_ id: String = "abc123") async throws -> TaskState? { try await recorded(id)?.state }

    /// Lets time pass and does what is due then.
    func pass(_ duration: Duration) async {
        clock.advance(duration)
        await conductor.runWhatIsDue()
    }

    /// A task that was made, right after its create.
    func makeTask() async throws {
        service.willCreate(.made("t-1"))
        try await conductor.submit(task())
        await conductor.runWhatIsDue()
    }

    func text(_ name: String) -> String? {
        (try? folder.bytes(name)).map { String(decoding: $0, as: UTF8.self) }
    }
}
