import FoundationEssentials
import ToccataCore

/// Downloads: how many at once, how often, and those that wait for room on the disk.
extension Agenda {
    struct Download: Equatable, Sendable {
        static let mostTries = 3
        /// How often a transfer may break that brought something: a large video over a line that breaks all the time.
        static let mostSteps = 100

        var due: Moment
        /// Tries in a row that brought nothing.
        var tries = 0
        /// Tries that brought something, and broke.
        var steps = 0
        /// The most that was ever there, in bytes.
        var farthest: Int64 = 0
        /// Whether the service was asked for a fresh link after the first one was refused.
        var isFreshLink = false

        init(due: Moment) { self.due = due }

        /// Takes note of a transfer that broke; answers whether another try may help.
        mutating func failed(received: Int64) -> Bool {
            if received > farthest {
                farthest = received
                steps += 1
                tries = 0
            } else {
                tries += 1
            }
            return tries < Self.mostTries && steps < Self.mostSteps
        }
    }

    /// A finished video that the disk has no room for.
    struct RoomWait: Equatable, Sendable {
        let folder: String
        /// How much must be free, in bytes.
        let needed: Int64
        /// Not tried before: where a quota is full there is room, and it fails all the same.
        let after: Moment
    }

    /// Answers how many tries in a row brought nothing, nil when it is to be tried no more.
    mutating func downloadFailed(_ id: ShortID, received: Int64, _ now: Moment) -> Int? {
        downloads[id, default: Download(due: now)].failed(received: received) ? downloads[id]?.tries : nil
    }

    /// What is not saved and tried again counts from its recorded time.
    mutating func dueDownloads(_ tasks: [VideoTask], _ now: Moment, _ wall: Date, _ next: inout Moment?) -> [Job] {
        var jobs: [Job] = []
        for task in tasks where running[task.id] == nil && !(task.isSavedLater && roomWaits[task.id] != nil) {
            let download = downloads[task.id] ?? Download(due: saveDue(task, now, wall))
            if !task.isSavedLater { downloads[task.id] = download }
            guard hasTurn(task) else { continue }
            if start(.download(task), due: download.due, now, &next) { jobs.append(.download(task)) }
        }
        return jobs
    }

    private mutating func saveDue(_ task: VideoTask, _ now: Moment, _ wall: Date) -> Moment {
        guard task.isSavedLater, let time = task.retryAt else { return now }
        return due(task.id, at: time, within: ResendSchedule.longestWait.inSeconds, now, wall)
    }

    /// Counts that a finished video could not be saved; answers how long nobody tries it again.
    mutating func saveFailed(_ id: ShortID, retryAfter: Duration?, jitter: Double) -> Duration {
        saveFailures[id, default: 0] += 1
        return SaveSchedule.wait(failures: saveFailures[id] ?? 1, retryAfter: retryAfter, jitter: jitter)
    }

    /// The last place is kept for another host: one that is slow does not hold up the videos of all others.
    private func hasTurn(_ task: VideoTask) -> Bool {
        let others = running.values.compactMap {
            if case .download(let other) = $0 { Self.host(of: other) } else { nil }
        }
        guard others.count < downloadsAtOnce else { return false }
        let sameHost = others.count { $0 == Self.host(of: task) }
        return sameHost < max(1, downloadsAtOnce - 1)
    }

    private static func host(of task: VideoTask) -> Substring {
        let parts = (task.videoURL ?? task.pictures.first ?? "").split(separator: "/", maxSplits: 2)
        return parts.count > 1 ? parts[1] : ""
    }
}
