import BachAPI
import FoundationEssentials
import HTTPKit
import ProcessKit

/// Builds the parts of a local server out of its options, with the clock, chance and network of this machine.
struct ServerParts {
    let options: ServerOptions
    let surroundings: LocalServer.Surroundings
    let folders: DataFolders
    /// Where the server is reached when a request does not say: `127.0.0.1:8080`.
    let authority: String
    private let client: HTTPClient

    init(
        _ options: ServerOptions,
        _ surroundings: LocalServer.Surroundings,
        _ folders: DataFolders,
        port: Int
    ) {
        self.options = options
        self.surroundings = surroundings
        self.folders = folders
        authority = "\(options.host.contains(":") ? "[\(options.host)]" : options.host):\(port)"
        client = HTTPClient(.init(userAgent: "bach-local", environment: surroundings.environment))
    }

    func service(_ admission: Admission, _ board: TaskBoard, _ batches: BatchBoard, _ intake: PictureIntake) -> Service
    {
        Service(
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
    }

    func board(_ desk: RenderDesk) throws -> TaskBoard {
        let post = CallbackPost(client: client, addresses: addresses)
        let delivery = CallbackDelivery(
            post: { try await post($0) },
            sleep: { try await Task.sleep(for: $0) },
            log: surroundings.log
        )
        let server = "http://\(authority)"
        return try TaskBoard(
            path: folders.database,
            pace: TaskBoard.Pace(speed: options.speed),
            dependencies: .init(
                now: Self.now,
                sleep: { try await Task.sleep(for: $0) },
                makeID: { Self.makeID($0) },
                chooseSeed: { Int.random(in: Limits.current.seeds) },
                render: { task, progress in try await desk.render(task, progress: progress) },
                callback: { Callback.about($0, server: server) },
                deliver: delivery.deliver,
                log: surroundings.log
            )
        )
    }

    func batches(_ intake: PictureIntake) throws -> BatchBoard {
        try BatchBoard(
            path: folders.database,
            dependencies: .init(
                now: Self.now,
                sleep: { try await Task.sleep(for: $0) },
                take: intake.take,
                discard: intake.discard,
                log: surroundings.log
            )
        )
    }

    func desk() throws(ServerError) -> RenderDesk {
        let fetcher = PictureFetcher(
            client: client,
            uploads: ServedPictures(folders: folders),
            limits: options.limits,
            addresses: addresses
        )
        // Programs that make videos have no business with the keys.
        let environment = surroundings.environment.filter { !$0.key.hasPrefix("BACH_") }
        let fonts = FontBook()
        return RenderDesk(
            renderer: try renderer(environment, fonts),
            stills: StillRenderer(environment: environment, fonts: fonts, scratch: folders.incoming),
            watermarker: Watermarker(environment: environment, fonts: fonts, scratch: folders.incoming),
            fetcher: fetcher,
            folders: folders
        )
    }

    private func renderer(_ environment: [String: String], _ fonts: FontBook) throws(ServerError) -> any Renderer {
        guard let path = options.renderer else {
            return PlaceholderRenderer(environment: environment, fonts: fonts, scratch: folders.incoming)
        }
        guard let program = Executable.find(path, environment: environment) else { throw .noRenderer(path: path) }
        return ExternalRenderer(program: program, environment: environment)
    }

    /// What this server may fetch from and post to: private addresses only while nobody else can reach it.
    private var addresses: HTTPRequest.Addresses { options.isLoopback ? .any : .publicOnly }
}

extension ServerParts {
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
}
