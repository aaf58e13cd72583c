package import BachAPI
package import HTTPServerKit
import Synchronization
package import ToccataConductor
package import ToccataCore

/// Takes callbacks in and hands on which tasks they name; from the answer nobody learns whether there are such.
package final class CallbackReceiver: Sendable {
    /// Longer bodies are no callbacks.
    package static let longestBody = 64 * 1024
    /// A flood is handed on in pieces of this length, so that it costs one look each.
    private static let rest = Duration.milliseconds(50)

    package let port: Int
    private let server: HTTPServer
    private let passing: Task<Void, Never>

    /// - Parameters:
    ///   - address: Where to listen; port 0 takes a free one.
    ///   - firstCame: Called once: the way here works.
    package convenience init(
        at address: CallbackAddress,
        for conductor: Conductor,
        _ dependencies: Dependencies,
        firstCame: @escaping @Sendable () -> Void,
        log: @escaping @Sendable (String) -> Void
    ) throws(HTTPServerError) {
        try self.init(at: address, dependencies, firstCame: firstCame, log: log) { await conductor.hear($0) }
    }

    package init(
        at address: CallbackAddress,
        _ dependencies: Dependencies,
        firstCame: @escaping @Sendable () -> Void,
        log: @escaping @Sendable (String) -> Void,
        hear: @escaping @Sendable (Set<CallbackHint>) async -> Void
    ) throws(HTTPServerError) {
        let line = HintLine(firstCame: firstCame)
        let socket = try ListeningSocket(host: address.host, port: address.port)
        let handlers = Self.handlers(word: address.word, line, log: log)
        server = try HTTPServer(on: socket, Self.configuration, handlers: handlers)
        port = server.port
        passing = Task {
            for await _ in line.stream {
                await hear(line.take())
                // Cancelled, the stream ends anyway.
                try? await dependencies.sleep(Self.rest)
            }
        }
    }

    package func stop() async {
        passing.cancel()
        await server.stop()
    }

    private static var configuration: HTTPServer.Configuration {
        var configuration = HTTPServer.Configuration()
        configuration.grace = .seconds(10)
        configuration.inactivitySeconds = 15
        configuration.connections = 128
        // A proxy brings all from one address.
        configuration.connectionsPerAddress = 128
        configuration.bodyMemory = 4 << 20
        return configuration
    }

    private static func handlers(
        word: Secret,
        _ line: HintLine,
        log: @escaping @Sendable (String) -> Void
    ) -> HTTPServer.Handlers {
        HTTPServer.Handlers(
            plan: { head in
                // A proxy may leave its own part of the path in front.
                guard word.isEqual(to: head.path.segments.last ?? "") else { return .refuse(nothingHere) }
                return head.method == "POST" ? .memory(limit: longestBody) : .refuse(postsOnly)
            },
            answer: { request in
                if case .data(let body) = request.body { line.add(CallbackHint(body)) }
                return .answer(.text(200, "ok\n"))
            },
            refusal: { status, _ in .answer(.text(status, "refused\n")) },
            log: log
        )
    }

    private static var nothingHere: ServerReply { .answer(.text(404, "not found\n")) }

    private static var postsOnly: ServerReply {
        var response = ServerResponse.text(405, "callbacks are sent by POST\n")
        response.headers.append(("Allow", "POST"))
        return .answer(response)
    }
}

/// Hints on their way to whoever asks, each once however often it comes.
private final class HintLine: Sendable {
    /// Those of a flood beyond it are forgotten: the schedule asks about their tasks all the same.
    static let most = 1000

    private struct State {
        var hints: Set<CallbackHint> = []
        var cameBefore = false
    }

    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let state = Mutex(State())
    private let firstCame: @Sendable () -> Void

    init(firstCame: @escaping @Sendable () -> Void) {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.firstCame = firstCame
    }

    func add(_ hint: CallbackHint?) {
        guard let hint else { return }
        let isFirst = state.withLock { state in
            if state.hints.count < Self.most { state.hints.insert(hint) }
            defer { state.cameBefore = true }
            return !state.cameBefore
        }
        if isFirst { firstCame() }
        continuation.yield()
    }

    func take() -> Set<CallbackHint> {
        state.withLock { state in
            defer { state.hints = [] }
            return state.hints
        }
    }
}
