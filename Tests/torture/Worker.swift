import BachAPI
import BachClient
import FoundationEssentials
import Glibc
import HTTPKit
import ProcessKit
import Scratch
import ToccataConductor
import ToccataCore
import ToccataLedger

/// A console without a screen on a ledger, its clock a hundred times faster; it kills itself where its plan says so.
struct Worker {
    static let speed = 100.0

    private let plan: WorkerPlan
    private let ledger: Ledger
    private let conductor: Conductor
    private let server: ServerIdentity
    private let me = ProcessIdentity.own().description

    init(_ plan: WorkerPlan) throws {
        self.plan = plan
        server = .remote(baseURL: plan.baseURL, keyID: "ak")
        ledger = try Ledger(path: plan.home + "/state/ledger.sqlite")
        let client = BachClient(
            baseURL: plan.baseURL,
            credentials: .keys(accessKey: "ak", secretKey: Secret("sk")),
            transport: Self.transport(patience: .seconds(plan.death == nil ? 10 : 1)),
            now: { Date() }
        )
        var settings = ConductorSettings(
            role: .console,
            holder: me,
            isAlive: { ProcessIdentity($0)?.isAlive ?? false },
            videoFolder: plan.home + "/videos",
            savesVideos: true
        )
        settings.createGrace = .seconds(100)
        conductor = Conductor(
            ledger: ledger,
            lock: try PollerLock(besideLedgerAt: ledger.path),
            clients: { _ in client },
            dependencies: Self.dependencies(plan.death),
            settings: settings,
            sink: { _ in }
        )
    }

    func run() async throws {
        await conductor.start()
        let changes = try LedgerWatch.changes(toLedgerAt: ledger.path)
        for intent in plan.tasks { try await accept(intent) }
        for decision in plan.decisions { try await carryOut(decision) }
        if try await !isSettled() {
            for await _ in changes {
                conductor.poke()
                if try await isSettled() { break }
            }
        }
        await conductor.stop()
    }

    private func accept(_ intent: WorkerPlan.Intent) async throws {
        let known = try await ledger.task(ShortID(rawValue: intent.id))
        guard known == nil, let task = task(intent) else { return }
        do {
            try await conductor.submit(task)
        } catch {
            // The other console may have been faster.
            if case .ledger(.idTaken(_)) = error { return }
            throw error
        }
        let line = Array("accepted \(intent.id)\n".utf8)
        _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    private func isSettled() async throws -> Bool {
        guard plan.death == nil else { return false }
        return try await ledger.tasks().allSatisfy { $0.state.isSettled && !$0.awaitsLookUp }
    }

    private func carryOut(_ decision: WorkerPlan.Decision) async throws {
        switch decision {
        case .sendAgain(let id): try await conductor.release(ShortID(rawValue: id))
        case .attach(let id, let taskID): try await conductor.attach(ShortID(rawValue: id), taskID: taskID)
        case .download(let id): _ = try await conductor.download(ShortID(rawValue: id))
        case .ask(let id): try await conductor.pollNow(ShortID(rawValue: id))
        }
    }

    private func task(_ intent: WorkerPlan.Intent) -> VideoTask? {
        guard let mode = Mode(rawValue: intent.mode) else { return nil }
        let id = ShortID(rawValue: intent.id)
        let random: (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
        return VideoTask(
            id: id,
            mode: mode,
            server: server,
            origin: .console,
            holder: me,
            request: ExternalID.added(to: body(mode, intent.id), mode: mode, id: id, random: random),
            createdAt: Self.now()
        )
    }

    private func body(_ mode: Mode, _ id: String) -> JSONValue {
        let picture = JSONValue.string("file://" + plan.home + "/picture.jpg")
        let prompt = JSONValue.string("torture-\(id) a tide at dusk")
        if mode == .multiImageToVideo {
            return [
                "model_name": .string(Default.multiImageModel), "image_list": [["image": picture], ["image": picture]],
                "prompt": prompt, "duration": "5",
            ]
        }
        var body = JSONObject([
            ("model_name", .string(Default.model)), ("prompt", prompt), ("resolution", "720p"), ("duration", 6),
            ("seed", 7),
        ])
        if mode == .imageToVideo { body["image_url"] = picture }
        return .object(body)
    }

    /// The same for all processes of a story.
    @Sendable
    private static func now() -> Date {
        Date(timeIntervalSince1970: Date().timeIntervalSince1970 * speed - 1.7e9 * (speed - 1))
    }

    private static func dependencies(_ death: Story.Death?) -> Dependencies {
        let passings = Counter()
        return Dependencies(
            now: now,
            moment: {
                var time = timespec()
                clock_gettime(CLOCK_BOOTTIME, &time)
                return Moment(sinceBoot: (.seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)) * speed)
            },
            sleep: { try await Task.sleep(for: $0 / speed) },
            random: { Int.random(in: $0) },
            passed: { point in
                guard let death, death.point == point else { return }
                if passings.next() + 1 == death.number { kill(getpid(), SIGKILL) }
            }
        )
    }

    /// The client's own time-outs, shortened: a server that stalls costs a second.
    private static func transport(patience: Duration) -> Transport {
        let real = Transport(HTTPClient(.init(userAgent: "torture", environment: [:])))
        let hasten: @Sendable (HTTPRequest) -> HTTPRequest = { request in
            var request = request
            if request.timeout != nil { request.timeout = patience }
            if request.stallTimeout != nil { request.stallTimeout = patience }
            return request
        }
        return Transport(
            send: { await real.send(hasten($0)) },
            upload: { await real.upload(hasten($0), $1) },
            download: { await real.download(hasten($0), $1, $2) }
        )
    }
}
