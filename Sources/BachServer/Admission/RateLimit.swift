/// At most so many requests in any minute: a window that slides.
struct RateLimit: Equatable, Sendable {
    static let window = Duration.seconds(60)

    /// How many; at least one.
    let count: Int
    /// When requests were let in during the last window, oldest first.
    private var times: [ContinuousClock.Instant] = []

    init(count: Int) {
        self.count = count
    }

    /// Lets a request in and counts it; or says how long to wait, and does not count it.
    mutating func take(at now: ContinuousClock.Instant) -> Duration? {
        times.removeFirst(times.prefix { $0 + Self.window <= now }.count)
        guard times.count >= count, let oldest = times.first else {
            times.append(now)
            return nil
        }
        return oldest + Self.window - now
    }

    /// A wait in the whole seconds of the header `Retry-After`: never too few.
    static func retryAfter(_ wait: Duration) -> Int {
        max(1, Int((wait / .seconds(1)).rounded(.up)))
    }
}
