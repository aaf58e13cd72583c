import CMicroHTTPD
import Synchronization

/// The answer a suspended connection waits for.
final class PendingAnswer: Sendable {
    private enum State {
        case working(Task<Void, Never>?)
        case ready(ServerReply)
    }

    private let connection: ConnectionHandle
    private let watch: ConnectionWatch
    private let state = Mutex(State.working(nil))

    init(connection: ConnectionHandle, watch: ConnectionWatch) {
        self.connection = connection
        self.watch = watch
    }

    /// Starts finding the answer; the connection must be suspended already.
    func start(_ work: @escaping @Sendable () async -> ServerReply) {
        let task = Task {
            let reply = await work()
            if case .never = reply { self.watch.hold(self.connection) } else { self.finish(reply) }
        }
        state.withLock {
            if case .working = $0 { $0 = .working(task) }
        }
    }

    /// Hands the reply over and wakes the connection; only the first reply counts.
    func finish(_ reply: ServerReply) {
        let isFirst = state.withLock { state in
            guard case .working = state else { return false }
            state = .ready(reply)
            return true
        }
        if isFirst { cmhd_resume(connection.pointer) }
    }

    /// Gives up on the answer: the connection closes, and the work is cancelled.
    func abandon() {
        let task = state.withLock { state -> Task<Void, Never>? in
            if case .working(let task) = state { return task }
            return nil
        }
        task?.cancel()
        finish(.closed(reset: false))
    }

    var reply: ServerReply? {
        state.withLock {
            if case .ready(let reply) = $0 { return reply }
            return nil
        }
    }
}
