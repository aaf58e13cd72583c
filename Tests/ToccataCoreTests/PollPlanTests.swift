import BachAPI
import Scratch
import Testing
import ToccataCore

@Suite("Poll plan")
struct PollPlanTests {
    private let start = Moment(sinceBoot: .seconds(1000))
    private let server = ServerIdentity.remote(baseURL: "https://service.example", keyID: "ak")

    private func id(_ number: Int) -> ShortID { ShortID(rawValue: "t\(number)") }

    private func kind(_ server: ServerIdentity) -> TaskKind {
        TaskKind(server: server, mode: .textToVideo, resolution: "720p", duration: 6)
    }

    private func follow(_ plan: inout PollPlan, _ number: Int, _ server: ServerIdentity, at now: Moment) {
        plan.follow(id(number), kind(server), at: server, age: .zero, now: now, jitter: 0)
    }

    private func plan(_ count: Int) -> PollPlan {
        var plan = PollPlan(period: .seconds(10))
        for number in 0..<count { follow(&plan, number, server, at: start) }
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
        follow(&plan, 1, server, at: start)
        follow(&plan, 2, .local, at: start)
        #expect(plan.take(at: start + .seconds(299)) == [id(2)])
        #expect(plan.next(after: start + .seconds(299)) == start + .seconds(300))
    }

    @Test("takes what is on the screen first, and what waited a minute longer before that")
    func shownFirst() {
        var plan = plan(20)
        plan.show([id(19)], at: start)
        #expect(plan.take(at: start).contains(id(19)))
        plan.show([id(3), id(30)], at: start + .seconds(70))
        follow(&plan, 30, server, at: start + .seconds(70))
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

    // MARK: From history

    /// A plan that knows of a hundred tasks that took from 100 to 199 seconds.
    private func knowing() -> PollPlan {
        var plan = PollPlan(period: .seconds(10))
        for seconds in 100..<200 { plan.history.add(.seconds(seconds), of: kind(server)) }
        return plan
    }

    private func makeTask(_ plan: inout PollPlan, _ number: Int) {
        plan.wasMade(id(number), at: start)
        follow(&plan, number, server, at: start)
    }

    @Test("first asks where those like it begin to be finished, then in the base period while there is room")
    func first() throws {
        var plan = knowing()
        makeTask(&plan, 1)
        let first = try #require(plan.next(after: start))
        #expect((100...110).contains((first - start).inSeconds))
        #expect(plan.take(at: first) == [id(1)])
        plan.asked(id(1), .answered, at: first, jitter: 1)
        #expect(plan.next(after: first) == first + .seconds(10))
    }

    @Test("asks in the base period from the beginning what is on the screen, or of which too little is known")
    func base() {
        var plan = knowing()
        plan.show([id(1)], at: start)
        makeTask(&plan, 1)
        #expect(plan.next(after: start) == start + .seconds(10))
        var unknowing = PollPlan(period: .seconds(10))
        for _ in 1...4 { unknowing.history.add(.seconds(100), of: kind(server)) }
        makeTask(&unknowing, 1)
        #expect(unknowing.next(after: start) == start + .seconds(10))
    }

    @Test("comes back to the base period when it is brought onto the screen")
    func broughtOnto() {
        var plan = knowing()
        makeTask(&plan, 1)
        plan.show([id(1)], at: start + .seconds(50))
        #expect(plan.take(at: start + .seconds(50)) == [id(1)])
    }

    @Test("asks every 30 to 60 seconds beyond the ninetieth while there is no room")
    func late() throws {
        var plan = knowing()
        for number in 0..<100 {
            plan.follow(id(number), kind(server), at: server, age: .seconds(250), now: start, jitter: 0)
        }
        let turns = plan.take(at: start + .seconds(20))
        for turn in turns { plan.asked(turn, .answered, at: start + .seconds(20), jitter: 1) }
        _ = plan.take(at: start + .seconds(22))
        var later = start + .seconds(22)
        while !plan.take(at: later).contains(turns[0]) { later = later + .seconds(1) }
        #expect(later - start >= .seconds(50))
        #expect(later - start <= .seconds(90))
    }

    @Test("takes the middle between two questions for the time that a task took, and nothing where nobody asked")
    func took() throws {
        var plan = knowing()
        makeTask(&plan, 1)
        let first = try #require(plan.next(after: start))
        _ = plan.take(at: first)
        #expect(plan.took(id(1), at: first) == (first - start) / 2)
        #expect(plan.took(id(1), at: first + .seconds(3600)) == nil)
        plan.follow(id(2), kind(server), at: server, age: .seconds(3600), now: start, jitter: 0)
        #expect(plan.took(id(2), at: start) == nil)
    }

    @Test("keeps the limit in any window, and lets nobody starve", arguments: 1...10)
    func anyWindow(seed: UInt64) {
        var chance = Chance(seed: seed)
        var plan = seed.isMultiple(of: 2) ? knowing() : PollPlan(period: .seconds(10))
        var (asked, times) = ([ShortID: Moment](), [Moment]())
        for number in 0..<200 { follow(&plan, number, server, at: start) }
        for tick in 0..<6000 {
            let now = start + .milliseconds(100 * tick)
            if tick.isMultiple(of: 100) { plan.show(Set((0..<20).map { _ in id(chance.below(200)) }), at: now) }
            for turn in plan.take(at: now) {
                times.append(now)
                asked[turn] = now
                plan.asked(
                    turn,
                    chance.pick([.answered, .unclear, .failed]),
                    at: now,
                    jitter: Double(chance.below(3)) - 1
                )
            }
        }
        for (index, time) in times.enumerated() {
            let window = times[index...].prefix { $0 - time < .seconds(4) }
            #expect(window.count <= 31)
        }
        #expect(asked.count == 200)
        #expect(asked.values.allSatisfy { start + .seconds(600) - $0 < .seconds(270) })
    }
}
