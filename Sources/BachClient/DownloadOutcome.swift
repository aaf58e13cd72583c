/// What came of a download.
package enum DownloadOutcome: Equatable, Sendable {
    /// The video's path.
    case saved(String)
    /// The link is dead or expired: a fresh one may help.
    case linkRefused(httpStatus: Int)
    /// Another process is downloading the same video to the same place.
    case busyElsewhere
    /// `after` is how long the video's host asks to be left alone.
    case failed(reason: String, isWorthRetrying: Bool, after: Duration? = nil)
}
