import FoundationEssentials
import ToccataApp
import ToccataCore

/// The console's timers: one of each name at most.
@MainActor
final class TimerSet {
    private let dependencies: Dependencies
    private let fire: @Sendable (ToccataApp.Timer, Date) -> Void
    private var running: [ToccataApp.Timer: Task<Void, Never>] = [:]

    init(_ dependencies: Dependencies, fire: @escaping @Sendable (ToccataApp.Timer, Date) -> Void) {
        self.dependencies = dependencies
        self.fire = fire
    }

    /// Starts a timer, in place of a running one of that name.
    func schedule(_ timer: ToccataApp.Timer, after delay: Duration) {
        cancel(timer)
        running[timer] = Task.detached { [dependencies, fire] in
            // Cancelled, it has nothing to say.
            guard (try? await dependencies.sleep(delay)) != nil, !Task.isCancelled else { return }
            fire(timer, dependencies.now())
        }
    }

    func cancel(_ timer: ToccataApp.Timer) {
        running.removeValue(forKey: timer)?.cancel()
    }

    func cancelAll() {
        for task in running.values { task.cancel() }
        running = [:]
    }
}
