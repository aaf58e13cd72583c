// BachServer is the Bach API on one's own machine: routes, tasks, renderers, faults. It must not know about
// consoles, ledgers or the client; what it shares with them is the API itself, in BachAPI.

import BachAPI
import FoundationEssentials
import HTTPServerKit

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
    /// - Throws: ``OptionProblem`` for files of options that cannot be used, ``ServerError``, ``HTTPServerError``, or an error of the
    ///   database.
    package init(_ options: ServerOptions, _ surroundings: Surroundings) async throws {
        let admission = try Admission(options)
        let socket = try ListeningSocket(host: options.host, port: options.port)
        let temporary = "\(surroundings.temporary)/bach-local-\(UUID().uuidString.lowercased())"
        let folders = DataFolders(root: options.data ?? temporary)
        temporaryFolder = options.data == nil ? temporary : nil
        lock = try folders.prepare()
        let parts = ServerParts(options, surroundings, folders, port: socket.port)
        let desk = try parts.desk()
        let intake = PictureIntake(fetcher: desk.fetcher, folders: folders)
        board = try parts.board(desk)
        batches = try parts.batches(intake)
        activity = Activity(now: .now)
        let service = parts.service(admission, board, batches, intake)
        try await board.start()
        await batches.start()
        http = try HTTPServer(on: socket, handlers: Self.handlers(service, activity, log: surroundings.log))
        port = socket.port
        url = "http://\(parts.authority)" + APIEndpoint.base
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

extension LocalServer {
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
}
