import BachAPI
import ToccataCore

/// Toccata's own plan for tasks off the screen.
struct PlannedPolls {
    private static let server = ServerIdentity.remote(baseURL: "https://service.example", keyID: nil)
    private static let kind = TaskKind(server: server, mode: .textToVideo, resolution: "720p", duration: 6)

    private let made: [Scenario.Made]
    private var plan = PollPlan(period: PollSchedule.advisedPeriod)
    private var service = RateLimiter(at: Moment(sinceBoot: .zero))
    private var chance: Chance
    private var outcome = Outcome()

    private init(_ scenario: Scenario) {
        made = scenario.made()
        plan.history = scenario.history(of: Self.kind)
        chance = Chance(seed: scenario.seed &+ 1)
    }

    static func run(_ scenario: Scenario) -> Outcome {
        var polls = PlannedPolls(scenario)
        polls.run()
        return polls.outcome
    }

    private mutating func run() {
        var (now, coming) = (Moment(sinceBoot: .zero), 0)
        while true {
            let birth = coming < made.count ? Moment(sinceBoot: .seconds(made[coming].at)) : nil
            guard let time = [birth, plan.next(after: now)].compactMap({ $0 }).min() else { return }
            now = max(now, time)
            if let birth, birth <= now {
                begin(coming, at: now)
                coming += 1
            }
            for id in plan.take(at: now) { ask(id, at: now) }
        }
    }

    private mutating func begin(_ number: Int, at now: Moment) {
        let id = ShortID(rawValue: String(number))
        plan.wasMade(id, at: now)
        plan.follow(id, Self.kind, at: Self.server, age: .zero, now: now, jitter: chance.jitter())
    }

    private mutating func ask(_ id: ShortID, at now: Moment) {
        outcome.polls += 1
        guard service.take(at: now) else {
            outcome.refusals += 1
            return plan.asked(id, .throttled(retryAfter: nil), at: now, jitter: chance.jitter())
        }
        let late = now.sinceBoot.inSeconds - made[Int(id.rawValue) ?? 0].finishesAt
        guard late >= 0 else { return plan.asked(id, .answered, at: now, jitter: chance.jitter()) }
        outcome.delays.append(late)
        if let took = plan.took(id, at: now) { plan.history.add(took, of: Self.kind) }
        plan.leave(id)
    }
}
