// HTTP/1.1 for whoever answers requests, on libmicrohttpd: sockets, deadlines, framing, limits, forms, files. Must not
// know what is asked for: no API, no tasks.

import CMicroHTTPD
import Glibc
import Synchronization

/// An HTTP/1.1 server on libmicrohttpd: one epoll thread of the library's own, answers from Swift tasks.
package final class HTTPServer: Sendable {
    package struct Configuration: Sendable {
        /// A request must be complete within this time, plus what its bytes take at ``bytesPerSecond``.
        package var grace: Duration = .seconds(30)
        package var bytesPerSecond = 8 * 1024
        /// A connection on which nothing moves is closed.
        package var inactivitySeconds: UInt32 = 60
        package var connections: UInt32 = 512
        package var connectionsPerAddress: UInt32 = 256
        /// Memory for the bodies of all requests together; what has no room is refused with 429.
        package var bodyMemory = 1 << 30
        /// What is handed to `dlopen`.
        package var library = "libmicrohttpd.so.12"

        package init() {}
    }

    package struct Handlers: Sendable {
        /// Decides where a body goes.
        ///
        /// Runs on the library's thread: it must not wait for anything.
        package var plan: @Sendable (ServerRequest.Head) -> BodyPlan
        package var answer: @Sendable (ServerRequest) async -> ServerReply
        /// What a path that leads out of the root (404), a body above its limit (413), one that has no room beside the
        /// others (429) and a header that contradicts itself (400) get.
        package var refusal: @Sendable (_ status: Int, ServerRequest.Head) -> ServerReply
        package var log: @Sendable (String) -> Void

        package init(
            plan: @escaping @Sendable (ServerRequest.Head) -> BodyPlan,
            answer: @escaping @Sendable (ServerRequest) async -> ServerReply,
            refusal: @escaping @Sendable (_ status: Int, ServerRequest.Head) -> ServerReply,
            log: @escaping @Sendable (String) -> Void
        ) {
            self.plan = plan
            self.answer = answer
            self.refusal = refusal
            self.log = log
        }
    }

    package let port: Int
    private let core: ServerCore
    private let daemon: Mutex<DaemonHandle?>
    private let sweeper: Task<Void, Never>

    /// Answers requests on `socket` from here on; the server closes it at its end.
    ///
    /// - Throws: ``HTTPServerError/unavailable(reason:)``, ``HTTPServerError/cannotStart``.
    package init(
        on socket: ListeningSocket,
        _ configuration: Configuration = Configuration(),
        handlers: Handlers
    ) throws(HTTPServerError) {
        let pace = ConnectionWatch.Pace(
            grace: configuration.grace,
            bytesPerSecond: configuration.bytesPerSecond
        )
        let core = ServerCore(
            handlers: handlers,
            watch: ConnectionWatch(pace: pace),
            bodies: BodyBudget(bytes: configuration.bodyMemory)
        )
        var options = cmhd_options()
        options.listen_socket = socket.descriptor
        options.connection_limit = configuration.connections
        options.per_address_limit = configuration.connectionsPerAddress
        options.inactivity_seconds = configuration.inactivitySeconds
        options.context = Unmanaged.passUnretained(core).toOpaque()
        options.log = logLine
        options.handle = handleAccess
        options.completed = requestCompleted
        options.connection_changed = connectionChanged
        do throws(HTTPServerError) {
            try HTTPServerLibrary.load(configuration.library)
        } catch {
            close(socket.descriptor)
            throw error
        }
        guard let started = cmhd_start(&options) else {
            close(socket.descriptor)
            throw .cannotStart
        }
        self.core = core
        port = socket.port
        daemon = Mutex(DaemonHandle(started))
        let period = min(.seconds(1), configuration.grace / 4)
        sweeper = Task {
            // Both end with the cancellation in stop(). Without connections there is nothing to wake up for.
            for await _ in core.watch.arrivals {
                while core.watch.hasConnections, (try? await ContinuousClock().sleep(for: period)) != nil {
                    core.watch.sweep(at: .now)
                }
            }
        }
    }

    /// Stops taking connections, closes those whose answer is not ready, and returns when all is over.
    package func stop() async {
        let handle = daemon.withLock { handle in
            defer { handle = nil }
            return handle
        }
        guard let handle else { return }
        sweeper.cancel()
        let socket = cmhd_quiesce(handle.pointer)
        for pending in core.watch.stop() { pending.abandon() }
        cmhd_stop(handle.pointer)
        if socket >= 0 { close(socket) }
    }

    deinit {
        precondition(daemon.withLock { $0 == nil }, "an HTTPServer must be stopped before it is let go")
    }
}

/// A daemon of libmicrohttpd, by address; see ``ConnectionHandle``.
private struct DaemonHandle: Sendable {
    private let address: UInt

    init(_ pointer: OpaquePointer) {
        address = UInt(bitPattern: pointer)
    }

    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
}

/// What the library's callbacks work with; lives as long as the daemon.
final class ServerCore: Sendable {
    let handlers: HTTPServer.Handlers
    let watch: ConnectionWatch
    let bodies: BodyBudget

    init(handlers: HTTPServer.Handlers, watch: ConnectionWatch, bodies: BodyBudget) {
        self.handlers = handlers
        self.watch = watch
        self.bodies = bodies
    }
}
