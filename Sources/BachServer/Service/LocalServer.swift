// BachServer is the Bach API on one's own machine: routes, tasks, renderers, faults. It must not know about
// consoles, ledgers or the client; what it shares with them is the API itself, in BachAPI.

import BachAPI
import FoundationEssentials
import HTTPKit
import ProcessKit

/// A running local server.
package final class LocalServer: Sendable {
    /// What a server gets from the machine it runs on.
    package struct Surroundings: Sendable {
        package var environment: [String: String]
        /// Where the data directory goes when none is given.
        package var temporary: String
        package var log: @Sendable (String) -> Void

        package init(environment: [String: String], temporary: String, log: @escaping @Sendable (String) -> Void) {
            self.environment = environment
            self.temporary = temporary
            self.log = log
        }
    }

    /// Where the API is: `http://127.0.0.1:8080/api/vdr`.
    package let url: String
    package let port: Int
    private let http: HTTPServer
    private let board: TaskBoard
    private let batches: BatchBoard
    private let activity: Activity
    private let lock: FolderLock
    /// Removed at the end; nil for a data directory that somebody gave.
    private let temporaryFolder: String?

    /// Listens, opens the data directory, and takes up unfinished tasks.
    ///
    /// - Throws: ``OptionProblem`` for files of options that cannot be used, ``ServerError``, or an error of the
    ///   database.
    package init(_ options: ServerOptions, _ surroundings: Surroundings) async throws {
        let admission = try Admission(options)
        let socket = try ListeningSocket(host: options.host, port: options.port)
        let temporary = "\(surroundings.temporary)/bach-local-\(UUID().uuidString.lowercased())"
        let folders = DataFolders(root: options.data ?? temporary)
        temporaryFolder = options.data == nil ? temporary : nil
        lock = try folders.prepare()
        let authority = "\(options.host.contains(":") ? "[\(options.host)]" : options.host):\(socket.port)"
        let client = HTTPClient(.init(userAgent: "bach-local", environment: surroundings.environment))
        let desk = try Self.desk(options, client, surroundings, folders)
        board = try TaskBoard(
            path: folders.database,
            pace: TaskBoard.Pace(speed: options.speed),
            dependencies: Self.dependencies(
                desk,
                CallbackPost(client: client, addresses: options.addresses),
                server: "http://\(authority)",
                log: surroundings.log
            )
        )
        let intake = PictureIntake(fetcher: desk.fetcher, folders: folders)
        batches = try BatchBoard(
            path: folders.database,
            dependencies: .init(now: Self.now, take: intake.take, log: surroundings.log)
        )
        activity = Activity(now: .now)
        let service = Service(
            gate: Gate(keys: [options.accessKey: options.secretKey], now: Self.now),
            limits: options.limits,
            successCode: options.successCode,
            admission: admission,
            limiter: RateLimiter(options.rateLimit.map(RateLimit.init)) { .now },
            board: board,
            batches: batches,
            intake: intake,
            faults: FaultPlan(options.faults) { Double.random(in: 0..<1) },
            folders: folders,
            authority: authority,
            sleep: { try await Task.sleep(for: $0) },
            makeID: Self.makeID,
            log: surroundings.log
        )
        try await board.start()
        await batches.start()
        http = try HTTPServer(on: socket, handlers: Self.handlers(service, activity, log: surroundings.log))
        port = socket.port
        url = "http://\(authority)" + APIEndpoint.base
    }

    /// Ends everything; finished tasks stay in a data directory that was given, temporary ones are removed.
    package func stop() async {
        await http.stop()
        await board.stop()
        await batches.stop()
        // A temporary folder that cannot be removed is left to the system.
        if let temporaryFolder { try? FileManager.default.removeItem(atPath: temporaryFolder) }
    }

    /// Returns when there was no request and no unfinished task for so long, or when the caller is cancelled.
    package func waitForIdleness(_ limit: Duration) async {
        while !Task.isCancelled {
            let (hasTasks, hasBatches) = await (board.hasUnfinishedTasks, batches.isWorking)
            if hasTasks || hasBatches { activity.renew(at: .now) }
            let idle = activity.idle(at: .now)
            if idle >= limit { return }
            // Cancellation ends the loop above.
            try? await Task.sleep(for: max(.milliseconds(50), limit - idle))
        }
    }
}

extension ServerOptions {
    /// What this server may fetch from and post to: private addresses only while nobody else can reach it.
    fileprivate var addresses: HTTPRequest.Addresses { isLoopback ? .any : .publicOnly }
}

extension LocalServer {
    @Sendable
    private static func now() -> Int {
        Int(Date().timeIntervalSince1970)
    }

    @Sendable
    private static func makeID(_ dialect: Dialect) -> String {
        switch dialect {
        case .bach: makeID()
        // The numbers of Kling's tasks have 18 digits.
        case .kling: "\(Int64.random(in: 100_000_000_000_000_000...999_999_999_999_999_999))"
        }
    }

    @Sendable
    private static func makeID() -> String {
        UUID().uuidString.lowercased()
    }

    private static func handlers(
        _ service: Service,
        _ activity: Activity,
        log: @escaping @Sendable (String) -> Void
    ) -> HTTPServer.Handlers {
        HTTPServer.Handlers(
            plan: service.plan,
            answer: { request in
                activity.began()
                defer { activity.ended(at: .now) }
                return await service.answer(request)
            },
            refusal: service.refusal,
            log: log
        )
    }

    private static func dependencies(
        _ desk: RenderDesk,
        _ post: CallbackPost,
        server: String,
        log: @escaping @Sendable (String) -> Void
    ) -> TaskBoard.Dependencies {
        let delivery = CallbackDelivery(
            post: { try await post($0) },
            sleep: { try await Task.sleep(for: $0) },
            log: log
        )
        return TaskBoard.Dependencies(
            now: now,
            sleep: { try await Task.sleep(for: $0) },
            makeID: { makeID($0) },
            chooseSeed: { Int.random(in: Limits.current.seeds) },
            render: { task, progress in try await desk.render(task, progress: progress) },
            callback: { Callback.about($0, server: server) },
            deliver: delivery.deliver,
            log: log
        )
    }

    private static func desk(
        _ options: ServerOptions,
        _ client: HTTPClient,
        _ surroundings: Surroundings,
        _ folders: DataFolders
    ) throws(ServerError) -> RenderDesk {
        let fetcher = PictureFetcher(
            client: client,
            uploads: ServedPictures(folders: folders),
            limits: options.limits,
            addresses: options.addresses
        )
        // Programs that make videos have no business with the keys.
        let environment = surroundings.environment.filter { !$0.key.hasPrefix("BACH_") }
        let fonts = FontBook()
        return RenderDesk(
            renderer: try renderer(options, environment, fonts, folders),
            stills: StillRenderer(environment: environment, fonts: fonts, scratch: folders.incoming),
            watermarker: Watermarker(environment: environment, fonts: fonts, scratch: folders.incoming),
            fetcher: fetcher,
            folders: folders
        )
    }

    private static func renderer(
        _ options: ServerOptions,
        _ environment: [String: String],
        _ fonts: FontBook,
        _ folders: DataFolders
    ) throws(ServerError) -> any Renderer {
        guard let path = options.renderer else {
            return PlaceholderRenderer(environment: environment, fonts: fonts, scratch: folders.incoming)
        }
        guard let program = Executable.find(path, environment: environment) else { throw .noRenderer(path: path) }
        return ExternalRenderer(program: program, environment: environment)
    }
}
