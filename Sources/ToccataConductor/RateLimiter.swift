import FoundationEssentials

/// Keeps polls of one server within 5 a second, with a burst of 10.
///
/// A 429 halves the rate; it comes back by a tenth of the full rate a minute. What the service asks for in
/// `Retry-After` wins.
struct RateLimiter: Equatable, Sendable {
    static let fullRate = 5.0
    static let burst = 10.0
    static let leastRate = 0.1

    private(set) var rate = fullRate
    private var tokens = burst
    private var filledAt: Date
    private var quietUntil: Date

    init(at now: Date) {
        filledAt = now
        quietUntil = now
    }

    /// Takes the right to poll once, if there is one now.
    mutating func take(at now: Date) -> Bool {
        fill(at: now)
        guard now >= quietUntil, tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// When the next poll may go out; call it after ``take(at:)`` refused.
    func nextTurn(after now: Date) -> Date {
        let missing = max(0, 1 - tokens)
        return max(quietUntil, now.addingTimeInterval(max(0.001, missing / rate)))
    }

    mutating func throttled(at now: Date, retryAfter: Duration?) {
        fill(at: now)
        rate = max(Self.leastRate, rate / 2)
        tokens = 0
        if let retryAfter { quietUntil = max(quietUntil, now.addingTimeInterval(retryAfter.inSeconds)) }
    }

    private mutating func fill(at now: Date) {
        let seconds = max(0, now.timeIntervalSince(filledAt))
        filledAt = max(filledAt, now)
        rate = min(Self.fullRate, rate + seconds / 60 * Self.fullRate / 10)
        tokens = min(Self.burst, tokens + seconds * rate)
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
