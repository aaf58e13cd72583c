import BachAPI
import Testing
import ToccataCore

@Suite("Hints of what to ask about")
struct PollHintTests {
    private let start = Moment(sinceBoot: .seconds(1000))
    private let server = ServerIdentity.remote(baseURL: "https://service.example", keyID: "ak")
    private let id = ShortID(rawValue: "t0")

    /// A plan with one task, just asked about unless it waits for hints.
    private func plan(waitsForHints: Bool = false) -> PollPlan {
        var plan = PollPlan(period: .seconds(10))
        follow(&plan, waitsForHints: waitsForHints, at: start)
        guard !waitsForHints else { return plan }
        _ = plan.take(at: start)
        plan.asked(id, .answered, at: start, jitter: 0)
        return plan
    }

    private func follow(_ plan: inout PollPlan, waitsForHints: Bool, at now: Moment) {
        let kind = TaskKind(server: server, mode: .textToVideo, resolution: "720p", duration: 6)
        plan.follow(id, kind, at: server, age: .zero, waitsForHints: waitsForHints, now: now, jitter: 0)
    }

    @Test("give the task the next turn, and the schedule goes on from there")
    func hint() {
        var plan = plan()
        let now = start + .seconds(5)
        plan.hint(id, at: now)
        #expect(plan.next(after: now) == now)
        #expect(plan.take(at: now) == [id])
        plan.asked(id, .answered, at: now, jitter: 0)
        #expect(plan.next(after: now) == now + .seconds(10))
    }

    @Test("never put a turn off")
    func early() {
        var plan = plan()
        let now = start + .seconds(9.5)
        plan.hint(id, at: start + .seconds(9.5))
        #expect(plan.take(at: now) == [id])
        plan.asked(id, .failed, at: now, jitter: 0)
        plan.hint(ShortID(rawValue: "nobody"), at: now)
        #expect(plan.next(after: now) == now + .seconds(10))
    }

    @Test("keep the place in the line that the first of them gave")
    func place() {
        var plan = PollPlan(period: .seconds(10))
        let kind = TaskKind(server: server, mode: .textToVideo, resolution: "720p", duration: 6)
        let ids = ["t1", "t2"].map(ShortID.init(rawValue:))
        for id in ids {
            plan.follow(id, kind, at: server, age: .zero, waitsForHints: true, now: start, jitter: 0)
        }
        // The limit is used up.
        for _ in 0..<Int(RateLimiter.burst) { plan.askNow(id, at: server, now: start) }
        for (number, id) in [ids[0], ids[1], ids[0]].enumerated() { plan.hint(id, at: start + .milliseconds(number)) }
        #expect(plan.take(at: start + .milliseconds(250)) == [ids[0]])
    }

    @Test("cost one question a second, however many come")
    func flood() {
        var plan = plan()
        var questions = 0
        for step in 1...1000 {
            let now = start + .milliseconds(10 * step)
            plan.hint(id, at: now)
            guard plan.take(at: now) == [id] else { continue }
            questions += 1
            plan.hint(id, at: now)
            plan.asked(id, .answered, at: now + .milliseconds(3), jitter: 0)
        }
        #expect(questions == 10)
    }

    @Test("that come while the task is asked about have it asked once more, for the answer may be older")
    func meanwhile() {
        var plan = plan()
        let now = start + .seconds(10)
        #expect(plan.take(at: now) == [id])
        plan.hint(id, at: now + .milliseconds(100))
        #expect(plan.take(at: now + .milliseconds(200)) == [])
        plan.asked(id, .answered, at: now + .milliseconds(300), jitter: 0)
        #expect(plan.next(after: now + .milliseconds(300)) == now + .seconds(1))
        #expect(plan.take(at: now + .seconds(1)) == [id])
        plan.asked(id, .answered, at: now + .seconds(1), jitter: 0)
        #expect(plan.next(after: now + .seconds(1)) == now + .seconds(11))
    }

    @Test("wait as long as the service wants to be left alone")
    func throttled() {
        var plan = plan()
        let now = start + .seconds(10)
        #expect(plan.take(at: now) == [id])
        plan.hint(id, at: now)
        plan.asked(id, .throttled(retryAfter: .seconds(300)), at: now, jitter: 0)
        #expect(plan.take(at: now + .seconds(299)) == [])
        #expect(plan.take(at: now + .seconds(301)) == [id])
    }

    @Test("are all that gives a turn to a task which another process asks about, once for each")
    func other() {
        var plan = plan(waitsForHints: true)
        #expect(plan.next(after: start) == nil)
        plan.show([id], at: start)
        #expect(plan.next(after: start) == nil)
        let now = start + .seconds(3)
        plan.hint(id, at: now)
        #expect(plan.take(at: now) == [id])
        plan.asked(id, .answered, at: now, jitter: 0)
        #expect(plan.next(after: now) == nil)
        plan.hint(id, at: now + .milliseconds(300))
        #expect(plan.next(after: now + .milliseconds(300)) == now + .seconds(1))
        plan.leave(id)
        follow(&plan, waitsForHints: false, at: now)
        #expect(plan.next(after: now) == now)
    }
}
