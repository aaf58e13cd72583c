import BachAPI
import BachClient
import Dispatch
import FoundationEssentials
import Glibc
import HTTPKit
import ProcessKit
import Scratch
import ToccataConductor
import ToccataCore
import ToccataLedger

/// A console without a screen on a ledger, its clock a hundred times faster; it does to itself what its plan says.
struct Worker {
    private let plan: WorkerPlan
    private let ledger: Ledger
    private let conductor: Conductor
    private let me = ProcessIdentity.own().description

    init(_ plan: WorkerPlan) throws {
        self.plan = plan
        let life = plan.life
        let start = ContinuousClock.now
        let isFull: @Sendable () -> Bool = { .now - start < .milliseconds(life?.ledgerIsFull ?? 0) }
        ledger = try Ledger(path: plan.home + "/state/ledger.sqlite", freeBytes: { isFull() ? 0 : 1 << 30 })
        let client = BachClient(
            baseURL: plan.baseURL,
            credentials: .keys(accessKey: "ak", secretKey: Secret("sk")),
            transport: Self.transport(patience: .seconds(life == nil ? 10 : 1), life?.lies.map(Lies.init)),
            now: { Date() }
        )
        conductor = Conductor(
            ledger: ledger,
            lock: try PollerLock(besideLedgerAt: ledger.path),
            clients: { _ in client },
            dependencies: Self.dependencies(life?.mark),
            settings: Self.settings(plan, me),
            sink: { _ in }
        )
    }

    private static func settings(_ plan: WorkerPlan, _ me: String) -> ConductorSettings {
        var settings = ConductorSettings(
            role: .console,
            holder: me,
            isAlive: { ProcessIdentity($0)?.isAlive ?? false },
            videoFolder: plan.home + "/videos",
            savesVideos: true
        )
        settings.createGrace = .seconds(100)
        settings.mostRunning = plan.life?.mostRunning
        if plan.life?.hasRoom == false {
            settings.freeSpace = { _ in
                say("fate no room for a video")
                return 0
            }
        }
        return settings
    }

    func run() async throws {
        let asked = askedToEnd()
        Self.say("ready")
        await conductor.start()
        let changes = try LedgerWatch.changes(toLedgerAt: ledger.path)
        let watching = Task { [conductor] in for await _ in changes { conductor.poke() } }
        for intent in plan.tasks { try await accept(intent) }
        let deciding = Task {
            for decision in plan.decisions { try await carryOut(decision) }
        }
        if plan.life == nil {
            try await deciding.value
            try await settle()
        } else {
            for await _ in asked.stream {}
            deciding.cancel()
        }
        watching.cancel()
        await conductor.stop()
    }

    /// Ends with SIGTERM.
    private func askedToEnd() -> (stream: AsyncStream<Void>, source: any DispatchSourceSignal) {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        source.setEventHandler { continuation.finish() }
        source.resume()
        return (stream, source)
    }

    private func accept(_ intent: WorkerPlan.Intent) async throws {
        let request = TortureRequest(intent: intent, home: plan.home, baseURL: plan.baseURL, holder: me)
        guard let task = request.task, try await ledger.task(task.id) == nil else { return }
        do throws(ConductorError) {
            try await conductor.submit(intent.hasGrace ? task.waiting(.seconds(3)) : task)
        } catch {
            switch error {
            // The other console was faster.
            case .ledger(.idTaken): return
            case .ledger(.diskFull): return Self.say("fate nothing accepted on a full disk")
            default: throw error
            }
        }
        Self.say("accepted \(intent.id)")
    }

    /// At once, for it may be the last thing that this process does.
    static func say(_ words: String) {
        let line = Array((words + "\n").utf8)
        _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    private func settle() async throws {
        let changes = try LedgerWatch.changes(toLedgerAt: ledger.path)
        if try await isSettled() { return }
        for await _ in changes where try await isSettled() { return }
    }

    private func isSettled() async throws -> Bool {
        try await ledger.tasks().allSatisfy { $0.state.isSettled && !$0.awaitsLookUp }
    }

    /// The other console may have done it, or something else, before: that is no fault.
    private func carryOut(_ decision: WorkerPlan.Decision) async throws {
        do throws(ConductorError) {
            switch decision {
            case .sendAgain(let id): try await conductor.release(ShortID(rawValue: id))
            case .attach(let id, let taskID): try await conductor.attach(ShortID(rawValue: id), taskID: taskID)
            case .download(let id): _ = try await conductor.download(ShortID(rawValue: id), .first)
            case .ask(let id): try await conductor.pollNow(ShortID(rawValue: id))
            case .takeBack(let id): try await conductor.takeBack(ShortID(rawValue: id))
            case .pause: try await conductor.pauseOutbox()
            case .liftHolds: try await conductor.resumeOutbox()
            }
        } catch {
            switch error {
            case .ledger(.diskFull), .noSuchTask, .unsendable: return
            default: throw error
            }
        }
    }

    private static func dependencies(_ mark: Life.Mark?) -> Dependencies {
        let passings = Counter()
        return FastTime.dependencies { point in
            guard let mark, mark.point == point, passings.next() + 1 == mark.number else { return }
            say("fate \(mark.end.rawValue) \(point.rawValue)")
            kill(getpid(), mark.end == .kill ? SIGKILL : SIGSTOP)
        }
    }

    /// The client's own time-outs, shortened, for a server that stalls; and what is told instead of the truth.
    private static func transport(patience: Duration, _ lies: Lies?) -> Transport {
        let real = Transport(HTTPClient(.init(userAgent: "torture", environment: [:])))
        let hasten: @Sendable (HTTPRequest) -> HTTPRequest = { request in
            var request = request
            if request.timeout != nil { request.timeout = patience }
            if request.stallTimeout != nil { request.stallTimeout = patience }
            return request
        }
        let told: @Sendable (HTTPRequest, Transport.Answer) -> Transport.Answer = { lies?.told($0, $1) ?? $1 }
        return Transport(
            send: { told($0, await real.send(hasten($0))) },
            upload: { told($0, await real.upload(hasten($0), $1)) },
            download: { await real.download(hasten($0), $1, $2) }
        )
    }
}
