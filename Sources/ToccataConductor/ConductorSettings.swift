package import BachClient
import ToccataCore

/// How a conductor works.
package struct ConductorSettings: Sendable {
    package enum Role: Sendable {
        /// Sends what consoles left unsent, and polls every task while it holds the poller's lock.
        case console
        /// Sends and polls only what it is told to.
        case command
    }

    package var role: Role
    /// This process, as it stands in the ledger's `holder`.
    package var holder: String
    /// Whether a holder, as it was recorded, still runs.
    package var isAlive: @Sendable (String) -> Bool
    /// Whether a holder is this process or another one that still runs.
    var isRunning: @Sendable (String) -> Bool { { [holder, isAlive] in $0 == holder || isAlive($0) } }
    /// The number of a holder's process, if it is suspended.
    package var suspendedProcess: @Sendable (String) -> Int32? = { _ in nil }
    package var pollPeriod = PollSchedule.advisedPeriod
    /// How many tasks a service may be at work on before what is to be sent waits; nil for any number.
    package var mostRunning: Int?
    /// How long the answer to a create is waited for when its sender is to stop.
    package var createGrace = Duration.seconds(5)
    /// Where videos of tasks without a folder of their own go.
    package var videoFolder: String
    /// Whether videos are saved as soon as they are finished; a task with a folder of its own always is.
    package var savesVideos: Bool

    /// How many videos are downloaded at the same time.
    package var downloadsAtOnce = 3
    package var freeSpace: FreeSpace = Disk.freeSpace

    package init(
        role: Role,
        holder: String,
        isAlive: @escaping @Sendable (String) -> Bool,
        videoFolder: String,
        savesVideos: Bool
    ) {
        self.role = role
        self.holder = holder
        self.isAlive = isAlive
        self.videoFolder = videoFolder
        self.savesVideos = savesVideos
    }
}
