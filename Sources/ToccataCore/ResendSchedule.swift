/// Decides when what may go out again does: after 1, 2, 4 … 60 seconds.
///
/// That is a create that surely made nothing, an upload, a download, a question that somebody waits for; questions
/// about a task's progress have a ``PollSchedule``.
package enum ResendSchedule {
    /// The longest wait, whatever a service asks for.
    package static let longestWait = Duration.seconds(86_400)

    /// - Parameters:
    ///   - attempts: How often it was sent, from 1.
    ///   - retryAfter: What the service asked for; it wins.
    ///   - jitter: From -1 to 1; a tenth of the wait.
    package static func wait(attempts: Int, retryAfter: Duration?, jitter: Double) -> Duration {
        if let retryAfter { return min(max(retryAfter, .seconds(1)), longestWait) }
        let seconds = min(60, 1 << (min(max(attempts, 1), 7) - 1))
        return .seconds(seconds) * (1 + 0.1 * jitter)
    }
}
