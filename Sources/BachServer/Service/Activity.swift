import Synchronization

/// When the server was last used, for ending it when nobody needs it.
final class Activity: Sendable {
    private struct State {
        var last: ContinuousClock.Instant
        var open = 0
    }

    private let state: Mutex<State>

    init(now: ContinuousClock.Instant) {
        state = Mutex(State(last: now))
    }

    func began() {
        state.withLock { $0.open += 1 }
    }

    func ended(at now: ContinuousClock.Instant) {
        state.withLock {
            $0.open -= 1
            $0.last = now
        }
    }

    /// Counts as use, though nothing was asked: a task is on its way.
    func renew(at now: ContinuousClock.Instant) {
        state.withLock { $0.last = now }
    }

    /// How long nothing was asked; zero while a request is open.
    func idle(at now: ContinuousClock.Instant) -> Duration {
        state.withLock { $0.open > 0 ? .zero : now - $0.last }
    }
}
