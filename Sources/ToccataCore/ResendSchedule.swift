/// Decides when a create that surely made nothing goes out again: 1, 2, 4 … 60 seconds.
package enum ResendSchedule {
    /// - Parameters:
    ///   - attempts: How often it was sent, from 1.
    ///   - retryAfter: What the service asked for; it wins.
    ///   - jitter: From -1 to 1; a tenth of the wait.
    package static func wait(attempts: Int, retryAfter: Duration?, jitter: Double) -> Duration {
        if let retryAfter { return max(retryAfter, .seconds(1)) }
        let seconds = min(60, 1 << max(0, min(attempts - 1, 6)))
        return .seconds(seconds) * (1 + 0.1 * jitter)
    }
}
