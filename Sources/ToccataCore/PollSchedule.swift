/// Decides when a task is asked about again.
///
/// It holds no clock and starts no work: it gets an outcome and gives a wait. The base period is the service's
/// advice (`general-information`: 10 seconds for videos); a jitter of a tenth keeps many tasks from asking at once.
package struct PollSchedule: Equatable, Sendable {
    /// What came of a poll.
    package enum Outcome: Equatable, Sendable {
        /// The service answered about the task.
        case answered
        /// It answered with a status that nobody knows.
        case unclear
        /// It could not be reached, or answered with something unreadable.
        case failed
        /// It asked to be left alone, for as long as it says or until the next period.
        case throttled(retryAfter: Duration?)
    }

    package static let advisedPeriod = Duration.seconds(10)
    package static let longestWait = Duration.seconds(60)
    /// Unknown words in a row after which a task is asked about in so many periods, a minute at most.
    package static let patience = 6

    package let period: Duration
    private var failures = 0
    private var unclear = 0

    package init(period: Duration = advisedPeriod) { self.period = period }

    /// The wait until the next poll; failures in a row double it up to a minute, and the service's own wait wins.
    ///
    /// - Parameters:
    ///   - usual: The wait after an answer; nil for the base period.
    ///   - jitter: From -1 to 1.
    package mutating func wait(after outcome: Outcome, usual: Duration? = nil, jitter: Double) -> Duration {
        count(outcome)
        switch outcome {
        case .answered: return (usual ?? period) * (1 + 0.1 * jitter)
        case .throttled(let asked?): return min(max(asked, period), ResendSchedule.longestWait)
        case .unclear where unclear > Self.patience:
            return max(period, min(period * Self.patience, Self.longestWait)) * (1 - 0.1 * abs(jitter))
        case .unclear: return period * (1 + 0.1 * jitter)
        case .failed, .throttled:
            let doubled = max(period, min(period * (1 << (failures - 1)), Self.longestWait))
            return doubled * (1 + 0.1 * jitter)
        }
    }

    private mutating func count(_ outcome: Outcome) {
        switch outcome {
        case .answered: (failures, unclear) = (0, 0)
        case .unclear: (failures, unclear) = (0, unclear + 1)
        case .failed, .throttled: failures = min(failures + 1, 10)
        }
    }
}
