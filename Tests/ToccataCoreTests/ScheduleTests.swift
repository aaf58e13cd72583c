import Scratch
import Testing
import ToccataCore

@Suite("Schedules")
struct ScheduleTests {
    @Test("a poll comes every period, give or take a tenth", arguments: [(-1.0, 9), (0, 10), (1, 11)])
    func period(jitter: Double, seconds: Int) {
        var schedule = PollSchedule()
        let wait = schedule.wait(after: .answered, jitter: jitter)
        #expect(wait == .seconds(seconds))
    }

    @Test("failures in a row double the wait up to a minute, and one answer ends that")
    func failures() {
        var schedule = PollSchedule()
        let waits = (1...5).map { _ in schedule.wait(after: .failed, jitter: 0) }
        #expect(waits == [10, 20, 40, 60, 60].map { .seconds($0) })
        let afterAnAnswer = schedule.wait(after: .answered, jitter: 0)
        #expect(afterAnAnswer == .seconds(10))
    }

    @Test("a word that nobody knows is asked about every minute after a while, and a known one ends that")
    func unclear() {
        var schedule = PollSchedule()
        let waits = (1...8).map { _ in schedule.wait(after: .unclear, jitter: 0) }
        #expect(waits == [10, 10, 10, 10, 10, 10, 60, 60].map { .seconds($0) })
        let afterAKnownOne = [PollSchedule.Outcome.answered, .unclear].map { schedule.wait(after: $0, jitter: 0) }
        #expect(afterAKnownOne == [10, 10].map { .seconds($0) })
    }

    @Test("is never sooner than asked for or the base period, nor later than the longest wait", arguments: 1...50)
    func anySequence(seed: UInt64) {
        var chance = Chance(seed: seed)
        var schedule = PollSchedule()
        for _ in 1...200 {
            let asked = Duration.seconds(chance.below(90_000))
            let outcomes: [PollSchedule.Outcome] = [
                .answered, .unclear, .failed, .throttled(retryAfter: nil), .throttled(retryAfter: asked),
            ]
            let outcome = chance.pick(outcomes)
            let wait = schedule.wait(after: outcome, jitter: Double(chance.below(2001)) / 1000 - 1)
            let isAsked = outcome == .throttled(retryAfter: asked)
            #expect(wait >= (isAsked ? min(asked, ResendSchedule.longestWait) : .seconds(9)))
            #expect(wait <= (isAsked ? ResendSchedule.longestWait : .milliseconds(66_001)))
        }
    }

    @Test("a video that could not be saved is tried after 1, 2, 4, 8 and every 10 minutes, never sooner than asked for")
    func saving() {
        let waits = (1...7).map { SaveSchedule.wait(failures: $0, retryAfter: .seconds(5), jitter: 0) }
        #expect(waits == [60, 120, 240, 480, 600, 600, 600].map { .seconds($0) })
        #expect(SaveSchedule.wait(failures: 1, retryAfter: .seconds(900), jitter: 0) == .seconds(900))
        #expect(SaveSchedule.wait(failures: 70, retryAfter: .seconds(1 << 40), jitter: 0) == .seconds(86_400))
        #expect(SaveSchedule.wait(failures: .max, retryAfter: nil, jitter: 1) == .seconds(660))
    }

    @Test("the wait that the service asks for wins")
    func retryAfter() {
        var schedule = PollSchedule()
        let long = schedule.wait(after: .throttled(retryAfter: .seconds(90)), jitter: 1)
        let none = schedule.wait(after: .throttled(retryAfter: .zero), jitter: 0)
        #expect(long == .seconds(90))
        #expect(none == .seconds(10))
    }

    @Test("a create that made nothing goes out again after 1, 2, 4 … 60 seconds")
    func resending() {
        let waits = (1...8).map { ResendSchedule.wait(attempts: $0, retryAfter: nil, jitter: 0) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(ResendSchedule.wait(attempts: 1, retryAfter: .seconds(30), jitter: 1) == .seconds(30))
    }

    @Test(
        "no wait is longer than a day or, between tries, shorter than nine tenths of a second",
        arguments: [-1.0, 0, 1]
    )
    func bounds(jitter: Double) {
        var schedule = PollSchedule()
        let year = Duration.seconds(86_400 * 365)
        let asked = schedule.wait(after: .throttled(retryAfter: year), jitter: jitter)
        #expect(asked == .seconds(86_400))
        #expect(ResendSchedule.wait(attempts: 1, retryAfter: year, jitter: jitter) == .seconds(86_400))
        #expect(ResendSchedule.wait(attempts: 1, retryAfter: .seconds(-5), jitter: jitter) == .seconds(1))
        for attempts in [Int.min, -1, 0, 1, 2, 100, Int.max] {
            let wait = ResendSchedule.wait(attempts: attempts, retryAfter: nil, jitter: jitter)
            #expect(wait >= .milliseconds(900))
            #expect(wait < .seconds(67))
        }
    }

    @Test("a short id is six letters and digits, the first one a letter")
    func shortIDs() {
        var numbers = [35, 0, 1, 2, 3, 4].makeIterator()
        let id = ShortID.make { range in min(numbers.next() ?? 0, range.upperBound) }
        #expect(id.rawValue.count == 6)
        #expect(id.rawValue.last?.isLetter == true)
    }

    @Test(
        "a server is known by its host, and the embedded one's URLs follow its port",
        arguments: [
            ("https://api-gen-na.bach.art/api/vdr/", "api-gen-na.bach.art"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
        ]
    )
    func servers(baseURL: String, name: String) {
        #expect(ServerIdentity.remote(baseURL: baseURL, keyID: "ak").name == name)
        let moved = ServerIdentity.local.current(
            "http://127.0.0.1:1/videos/a.mp4",
            currentBaseURL: "http://127.0.0.1:2/api"
        )
        #expect(moved == "http://127.0.0.1:2/videos/a.mp4")
    }
}
