/// Keeps polls of one server within 5 a second, with a burst of 10.
///
/// A 429 halves the rate; it comes back by a tenth of the full rate a minute. What the service asks for in
/// `Retry-After` wins.
package struct RateLimiter: Equatable, Sendable {
    package static let fullRate = 5.0
    package static let burst = 10.0
    static let leastRate = 0.1
    /// How many polls a person may have taken in advance.
    static let deepestDebt = 10.0

    package private(set) var rate = fullRate
    private var tokens = burst
    private var filledAt: Moment
    private var quietUntil: Moment

    package init(at now: Moment) {
        filledAt = now
        quietUntil = now
    }

    /// Takes the right to poll once, if there is one now.
    package mutating func take(at now: Moment) -> Bool {
        fill(at: now)
        guard now >= quietUntil, tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// Counts a poll that a person wants now: others wait the longer for it.
    package mutating func spend(at now: Moment) {
        fill(at: now)
        tokens = max(-Self.deepestDebt, tokens - 1)
    }

    /// When the next poll may go out; call it after ``take(at:)`` refused.
    package func nextTurn(after now: Moment) -> Moment {
        let missing = max(0, 1 - tokens)
        return max(quietUntil, now + .seconds(max(0.001, missing / rate)))
    }

    /// - Parameter retryAfter: A day at most counts.
    package mutating func throttled(at now: Moment, retryAfter: Duration?) {
        fill(at: now)
        rate = max(Self.leastRate, rate / 2)
        tokens = min(0, tokens)
        guard let retryAfter else { return }
        quietUntil = max(quietUntil, now + min(retryAfter, ResendSchedule.longestWait))
    }

    private mutating func fill(at now: Moment) {
        let seconds = max(0, (now - filledAt).inSeconds)
        filledAt = max(filledAt, now)
        rate = min(Self.fullRate, rate + seconds / 60 * Self.fullRate / 10)
        tokens = min(Self.burst, tokens + seconds * rate)
    }
}
