/// What came of a download.
package enum DownloadOutcome: Equatable, Sendable {
    /// The video's path.
    case saved(String)
    /// The link is dead or expired: a fresh one may help.
    case linkRefused(httpStatus: Int)
    /// Another process is downloading the same video to the same place.
    case busyElsewhere
    /// The disk is too full; nothing of what came is lost. `needed` is how much must be free for the rest, in bytes.
    case noRoom(reason: String, needed: Int64)
    /// `after` is how long the video's host asks to be left alone, `received` how much is there by now, in bytes,
    /// `isOffline` whether there was not even a connection, `isFlawed` whether what came is no video.
    case failed(
        reason: String,
        isWorthRetrying: Bool,
        after: Duration? = nil,
        received: Int64 = 0,
        isOffline: Bool = false,
        isFlawed: Bool = false
    )
}
