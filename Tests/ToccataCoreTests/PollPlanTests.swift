import Scratch
import Testing
import ToccataCore

@Suite("Poll plan")
struct PollPlanTests {
    private let start = Moment(sinceBoot: .seconds(1000))
    private let server = ServerIdentity.remote(baseURL: "https://service.example", keyID: "ak")

    private func id(_ number: Int) -> ShortID { ShortID(rawValue: "t\(number)") }

    private func plan(_ count: Int) -> PollPlan {
        var plan = PollPlan(period: .seconds(10))
        for number in 0..<count { plan.follow(id(number), at: server, now: start) }
        return plan
    }

    @Test("asks ten at once, the others five a second, and each once")
    func limited() {
        var plan = plan(30)
        #expect(plan.take(at: start).count == 10)
        #expect(plan.take(at: start) == [])
        #expect(plan.next(after: start) == start + .milliseconds(200))
        #expect(plan.take(at: start + .seconds(2)).count == 10)
        #expect(plan.take(at: start + .seconds(4)).count == 10)
        #expect(plan.take(at: start + .seconds(60)) == [])
        #expect(plan.next(after: start) == nil)
    }

    @Test("leaves a server alone for as long as it wants, and no other one with it")
    func servers() {
        var plan = plan(1)
        _ = plan.take(at: start)
        plan.asked(id(0), .throttled(retryAfter: .seconds(300)), at: start, jitter: 0)
        plan.follow(id(1), at: server, now: start)
        plan.follow(id(2), at: .local, now: start)
        #expect(plan.take(at: start + .seconds(299)) == [id(2)])
        #expect(plan.next(after: start + .seconds(299)) == start + .seconds(300))
    }

    @Test("takes what is on the screen first, and what waited a minute longer before that")
    func shownFirst() {
        var plan = plan(20)
        plan.show([id(19)], at: start)
        #expect(plan.take(at: start).contains(id(19)))
        plan.show([id(3), id(30)], at: start + .seconds(70))
        plan.follow(id(30), at: server, now: start + .seconds(70))
        let turns = plan.take(at: start + .seconds(70))
        #expect(turns.count == 10)
        #expect(!turns.contains(id(30)))
    }

    @Test("does not ask again while the answer is on its way, and goes on if none comes of it")
    func beingAsked() {
        var plan = plan(1)
        #expect(plan.take(at: start) == [id(0)])
        plan.show([id(0)], at: start + .seconds(100))
        #expect(plan.take(at: start + .seconds(100)) == [])
        plan.ended(id(0), at: start + .seconds(100))
        #expect(plan.next(after: start) == start + .seconds(110))
    }

    @Test("counts what a person wants now, whatever the limit says")
    func askNow() {
        var plan = plan(30)
        _ = plan.take(at: start)
        for number in 10..<15 { plan.askNow(id(number), at: server, now: start) }
        #expect(plan.take(at: start + .seconds(1)) == [])
        #expect(plan.take(at: start + .seconds(2)).count == 5)
    }

    @Test("asks nobody that it does not follow any more")
    func leaves() {
        var plan = plan(2)
        plan.leave(id(0))
        #expect(plan.take(at: start) == [id(1)])
        plan.leave(id(1))
        plan.asked(id(1), .answered, at: start, jitter: 0)
        #expect(plan.next(after: start) == nil)
    }
}
