import Testing
import ToccataCore

@Suite("Rate limiter")
struct RateLimiterTests {
    private let start = Moment(sinceBoot: .zero)

    /// How many polls may go out within so many seconds, tried every tenth of one.
    private func polls(_ limiter: inout RateLimiter, from: Double, seconds: Double) -> Int {
        stride(from: from, to: from + seconds, by: 0.1).reduce(0) { count, time in
            var taken = count
            while limiter.take(at: Moment(sinceBoot: .seconds(time))) { taken += 1 }
            return taken
        }
    }

    @Test("lets ten go at once and five a second after")
    func burst() {
        var limiter = RateLimiter(at: start)
        #expect(polls(&limiter, from: 0, seconds: 0.1) == 10)
        #expect((48...50).contains(polls(&limiter, from: 0.1, seconds: 10)))
    }

    @Test("halves at a 429 and recovers slowly")
    func throttled() {
        var limiter = RateLimiter(at: start)
        limiter.throttled(at: start, retryAfter: nil)
        #expect(limiter.rate == 2.5)
        limiter.throttled(at: start, retryAfter: nil)
        #expect(limiter.rate == 1.25)
        _ = limiter.take(at: Moment(sinceBoot: .seconds(60)))
        #expect(limiter.rate == 1.75)
        _ = limiter.take(at: Moment(sinceBoot: .seconds(6000)))
        #expect(limiter.rate == 5)
    }

    @Test("is quiet for as long as the service asks for")
    func retryAfter() {
        var limiter = RateLimiter(at: start)
        limiter.throttled(at: start, retryAfter: .seconds(30))
        #expect(polls(&limiter, from: 0, seconds: 29.5) == 0)
        #expect(limiter.nextTurn(after: Moment(sinceBoot: .seconds(29))) == Moment(sinceBoot: .seconds(30)))
        let isTaken = limiter.take(at: Moment(sinceBoot: .seconds(30)))
        #expect(isTaken)
    }
}
