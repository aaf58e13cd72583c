import Synchronization

/// The rate limit of the one access key that a server has.
final class RateLimiter: Sendable {
    private let limit: Mutex<RateLimit?>
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameter limit: Nil lets everything through.
    init(_ limit: RateLimit?, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.limit = Mutex(limit)
        self.now = now
    }

    /// Counts a request and lets it in, or says why not.
    func refusal() -> Admission.Refusal? {
        let now = now()
        return limit.withLock { $0?.take(at: now) }.map(Admission.Refusal.rateLimited)
    }
}
