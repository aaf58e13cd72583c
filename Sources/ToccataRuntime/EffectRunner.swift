import Dispatch
import ToccataApp
import ToccataConductor
import ToccataCore

/// Starts effects and keeps those apart that must not overtake each other.
///
/// What changes the record goes one after the other, in the order it was decided. What only looks, waits or plays
/// runs beside it, and a new one takes the place of an old one of the same kind.
@MainActor
final class EffectRunner {
    /// What can be cancelled.
    private enum ID: Hashable {
        case history, files, open, exchange, copy, call, editor
        case pollNow(ShortID), download(ShortID), attach(ShortID)
        case picture(String), upload(String), listing
    }

    private let worker: EffectWorker
    private let timers: TimerSet
    private let ordered: AsyncStream<Effect>.Continuation
    private let orderly: Task<Void, Never>
    private var running: [ID: Task<Void, Never>] = [:]

    init(_ worker: EffectWorker) {
        self.worker = worker
        let post = worker.post
        timers = TimerSet(worker.dependencies) { post(.timerFired($0, $1)) }
        let (effects, ordered) = AsyncStream.makeStream(of: Effect.self)
        self.ordered = ordered
        orderly = Task.detached {
            for await effect in effects { await worker.carryOut(effect) }
        }
    }

    /// Starts an effect and returns at once.
    func perform(_ effect: Effect) {
        switch effect {
        case .schedule(let timer, let delay): timers.schedule(timer, after: delay)
        case .cancel(let timer): timers.cancel(timer)
        case .loadHistory: start(effect, as: .history)
        case .findFiles: start(effect, as: .files)
        case .open: start(effect, as: .open)
        case .editText: start(effect, as: .editor)
        case .loadExchange: start(effect, as: .exchange)
        case .copy: start(effect, as: .copy)
        case .call: start(effect, as: .call)
        case .pollNow(let id): start(effect, as: .pollNow(id))
        case .download(let id, _): start(effect, as: .download(id))
        // It asks the service first, and what is to be recorded does not wait for that.
        case .attach(let id, _): start(effect, as: .attach(id))
        case .checkPicture(let path): start(effect, as: .picture(path))
        case .listFiles: start(effect, as: .listing)
        case .findUpload(let path, _): start(effect, as: .upload(path))
        case .send, .sendAnew, .release, .hold, .resumeOutbox, .pauseOutbox, .unpauseOutbox, .keepAsking, .tellShown,
            .takeBack, .bringBack, .stopWatching, .forget, .remember, .tag, .swapTurns, .recordDraft, .nameDraft,
            .deleteDraft,
            .loadRevisions, .recordSubject, .deleteSubject, .recordSession:
            ordered.yield(effect)
        case .suspend, .redraw, .quit, .tell: break
        }
    }

    /// Stops the process; a stopped one polls nothing, so the right to poll is given back before and taken after.
    func pausing(_ stop: () -> Void) {
        let paused = DispatchSemaphore(value: 0)
        Task.detached { [conductor = worker.conductor] in
            await conductor.pause()
            paused.signal()
        }
        // Longer than a moment only while a create is on its way.
        _ = paused.wait(timeout: .now() + 6)
        stop()
        Task.detached { [conductor = worker.conductor] in await conductor.resume() }
    }

    /// Cancels what only looks or waits, and waits until everything that was to be recorded is.
    func finish() async {
        timers.cancelAll()
        for task in running.values { task.cancel() }
        ordered.finish()
        await orderly.value
    }

    private func start(_ effect: Effect, as id: ID) {
        // A player that shows another video is left alone, and a call that is being made.
        if id != .open && id != .call { running[id]?.cancel() }
        running[id] = Task.detached { [worker] in await worker.carryOut(effect) }
    }
}
