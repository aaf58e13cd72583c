package import BachAPI
package import ToccataConductor
import ToccataConfig
package import ToccataCore
import ToccataLedger

extension Workplace {
    /// A conductor on this ledger.
    ///
    /// - Parameters:
    ///   - pollInterval: Nil for the configured period, or the service's advice.
    ///   - sink: Gets what happens, in order.
    package func conductor(
        role: ConductorSettings.Role,
        pollInterval: Duration? = nil,
        sink: @escaping @Sendable (ConductorEvent) -> Void
    ) throws -> Conductor {
        var settings = ConductorSettings(
            role: role,
            holder: Holder.own,
            isAlive: Holder.isAlive,
            videoFolder: configuration.downloadFolder,
            savesVideos: role == .console
        )
        settings.suspendedProcess = Holder.suspendedProcess
        settings.downloadsAtOnce = configuration.downloadsAtOnce
        if let period = pollInterval ?? configuration.pollInterval ?? ownPollPeriod { settings.pollPeriod = period }
        // What a command sends a person wants now.
        if role == .console { settings.mostRunning = configuration.mostRunning }
        let mayPoll = role == .console && !ledger.isReadOnly
        return Conductor(
            ledger: ledger,
            lock: mayPoll ? try PollerLock(besideLedgerAt: ledger.path, as: Holder.own) : nil,
            clients: { [clients] server in try await clients.client(for: server) },
            dependencies: dependencies,
            settings: settings,
            sink: sink
        )
    }

    /// A new task of the service in use, not recorded yet.
    package func task(mode: Mode, request: JSONValue, origin: VideoTask.Origin, folder: String?) -> VideoTask {
        let id = ShortID.make(random: dependencies.random)
        return VideoTask(
            id: id,
            mode: mode,
            server: server(for: mode),
            origin: origin,
            holder: Holder.own,
            request: ExternalID.added(to: request, mode: mode, id: id, random: dependencies.random),
            folder: folder,
            createdAt: dependencies.now()
        )
    }

    /// The embedded server costs nothing and is done in seconds: its tasks are to be seen moving.
    private var ownPollPeriod: Duration? { server.isLocal ? .seconds(2) : nil }
}
