/// Decides when a task is asked about again.
///
/// It holds no clock and starts no work: it gets an outcome and gives a wait. The base period is the service's
/// advice (`general-information`: 10 seconds for videos); a jitter of a tenth keeps many tasks from asking at once.
package struct PollSchedule: Equatable, Sendable {
    /// What came of a poll.
    package enum Outcome: Equatable, Sendable {
        /// The service answered about the task.
        case answered
        /// It could not be reached, or answered with something unreadable.
        case failed
        /// It asked to be left alone, for as long as it says or until the next period.
        case throttled(retryAfter: Duration?)
    }

    package static let advisedPeriod = Duration.seconds(10)
    package static let longestWait = Duration.seconds(60)

    package let period: Duration
    private var failures = 0

    package init(period: Duration = advisedPeriod) { self.period = period }

    /// The wait until the next poll; failures in a row double it up to a minute, and the service's own wait wins.
    ///
    /// - Parameter jitter: From -1 to 1.
    package mutating func wait(after outcome: Outcome, jitter: Double) -> Duration {
        failures = outcome == .answered ? 0 : min(failures + 1, 10)
        if case .throttled(let asked?) = outcome { return min(max(asked, period), ResendSchedule.longestWait) }
        let doubled = period * (1 << max(0, failures - 1))
        let wait = failures > 1 ? max(period, min(doubled, Self.longestWait)) : period
        return wait * (1 + 0.1 * jitter)
    }
}
