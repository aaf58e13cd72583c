/// Decides when a finished video is tried again whose host was away for longer than a download waits: after a minute,
/// then 2, 4, 8 and every 10, for ever.
package enum SaveSchedule {
    /// - Parameters:
    ///   - failures: How often in a row it failed, from 1.
    ///   - retryAfter: What the host asked for; never sooner.
    package static func wait(failures: Int, retryAfter: Duration?, jitter: Double) -> Duration {
        let minutes = min(10, 1 << min(max(failures, 1) - 1, 4))
        let wait = Duration.seconds(60 * minutes) * (1 + 0.1 * jitter)
        return max(wait, min(retryAfter ?? .zero, ResendSchedule.longestWait))
    }
}
