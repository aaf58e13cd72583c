import BachAPI
import Scratch
import Testing
import ToccataCore

/// A plan at the hands of chance, and what must be true of it whatever happens.
private struct Trial {
    static let count = 60
    let servers = [ServerIdentity.local, .remote(baseURL: "https://service.example", keyID: "ak")]
    private let start = Moment(sinceBoot: .seconds(1000))
    private var chance: Chance
    private var plan = PollPlan(period: .seconds(10))
    private var now = Moment(sinceBoot: .seconds(1000))
    private var followed: [ShortID: ServerIdentity] = [:]
    private var inFlight: Set<ShortID> = []
    /// Those that have a turn only after a hint.
    private var waitsForHints: Set<ShortID> = []
    /// Those that a hint named since they were asked about last.
    private var hinted: Set<ShortID> = []
    /// When each was asked about last, unless something but a hint may bring its next turn forward since.
    private var askedAt: [ShortID: Moment] = [:]
    /// By server, without those that a person wanted.
    private(set) var turns: [ServerIdentity: [Moment]] = [:]

    init(seed: UInt64) {
        chance = Chance(seed: seed)
        guard seed.isMultiple(of: 2) else { return }
        for seconds in 100..<200 { for server in servers { plan.history.add(.seconds(seconds), of: kind(server)) } }
    }

    private func kind(_ server: ServerIdentity) -> TaskKind {
        TaskKind(server: server, mode: .textToVideo, resolution: "720p", duration: 6)
    }

    private var jitter: Double { mutating get { Double(chance.below(2001) - 1000) / 1000 } }

    mutating func run(steps: Int) {
        for _ in 0..<steps {
            // Most of the time little passes; sometimes the machine sleeps.
            let wait = chance.below(200) == 0 ? chance.below(7200) : chance.below(4) == 0 ? chance.below(20) : 0
            now = now + .seconds(wait) + .milliseconds(chance.below(400))
            happen()
            take()
            expectEverythingIsDue()
        }
    }

    private mutating func happen() {
        let id = ShortID(rawValue: "t\(chance.below(Self.count))")
        switch chance.below(15) {
        case 0...2: follow(id)
        case 3: if chance.below(4) == 0 { leave(id) }
        case 4:
            askedAt = [:]
            plan.show(Set((0..<8).map { _ in ShortID(rawValue: "t\(chance.below(Self.count))") }), at: now)
        case 5: if let server = followed[id], !inFlight.contains(id) { ask(id, server) }
        case 6: plan.putOff(id, until: now + .seconds(chance.below(300)))
        case 7...9: for _ in 0...chance.below(4) { hint() }
        default: answer()
        }
    }

    private mutating func follow(_ id: ShortID) {
        let server = followed[id] ?? servers[chance.below(2)]
        let waits = chance.below(4) == 0
        if followed.updateValue(server, forKey: id) == nil, waits { waitsForHints.insert(id) }
        if chance.below(2) == 0 { plan.wasMade(id, at: now) }
        let age = Duration.seconds(chance.below(4000))
        plan.follow(id, kind(server), at: server, age: age, waitsForHints: waits, now: now, jitter: jitter)
    }

    private mutating func leave(_ id: ShortID) {
        plan.leave(id)
        followed[id] = nil
        askedAt[id] = nil
        for set in [\Self.inFlight, \.waitsForHints, \.hinted] { self[keyPath: set].remove(id) }
    }

    /// Somebody says that something became of a task, of one that is followed or of any other.
    private mutating func hint() {
        let id = ShortID(rawValue: "t\(chance.below(Self.count + 20))")
        let (before, next) = (plan, plan.next(after: now))
        plan.hint(id, at: now)
        guard followed[id] != nil else {
            // Written out whole, which takes long: now and then is often enough for what would be so each time.
            if chance.below(10) == 0 {
                #expect("\(before)" == "\(plan)", "a hint of \(id) changes something, which nobody follows")
            }
            return
        }
        hinted.insert(id)
        guard let next else { return }
        #expect(plan.next(after: now).map { $0 <= next } == true, "a hint of \(id) puts the next turn off")
    }

    /// A person wants it now.
    private mutating func ask(_ id: ShortID, _ server: ServerIdentity) {
        plan.askNow(id, at: server, now: now)
        inFlight.insert(id)
        hinted.remove(id)
        askedAt[id] = now
    }

    private mutating func answer() {
        guard let id = inFlight.min(by: { $0.rawValue < $1.rawValue }) else { return }
        let retryAfter: Duration? = chance.below(2) == 0 ? nil : .seconds(chance.below(500))
        let outcomes: [PollSchedule.Outcome] = [
            .answered, .answered, .answered, .answered, .unclear, .failed, .throttled(retryAfter: retryAfter),
        ]
        // A job may end without an outcome: it was cancelled.
        if chance.below(10) > 0 { plan.asked(id, chance.pick(outcomes), at: now, jitter: jitter) }
        plan.ended(id, at: now)
        inFlight.remove(id)
    }

    private mutating func take() {
        for id in plan.take(at: now) {
            #expect(followed[id] != nil, "\(id) is asked, which nobody follows")
            let isNew = inFlight.insert(id).inserted
            #expect(isNew, "\(id) is asked while its answer is on its way")
            #expect(isGivenTurns(id), "\(id) is asked, which waits for a hint")
            hinted.remove(id)
            if let last = askedAt.updateValue(now, forKey: id) {
                #expect(now - last >= .seconds(1), "\(id) is asked again after \(now - last)")
            }
            if let server = followed[id] { turns[server, default: []].append(now) }
        }
    }

    /// Whether the schedule or a hint gives it a turn.
    private func isGivenTurns(_ id: ShortID) -> Bool { !waitsForHints.contains(id) || hinted.contains(id) }

    private func expectEverythingIsDue() {
        let hasWaiting = followed.keys.contains { !inFlight.contains($0) && isGivenTurns($0) }
        #expect((plan.next(after: now) != nil) == hasWaiting, "somebody waits for ever, or nobody at all")
        #expect(plan.count == followed.count)
    }

    /// Everything that is followed gets its turn within two hours, once the service answers as it should.
    mutating func drain() {
        while !inFlight.isEmpty { answer() }
        let begin = now
        var missing = Set(followed.keys.filter(isGivenTurns))
        while !missing.isEmpty, let next = plan.next(after: now), next - begin < .seconds(7200) {
            now = max(now, next)
            take()
            missing.subtract(inFlight)
            for id in inFlight { plan.asked(id, .answered, at: now, jitter: 0) }
            inFlight = []
        }
        #expect(missing.isEmpty, "some do not get their turn")
    }

    /// In any span of time there are no more turns than the burst and five a second.
    func expectLimit() {
        for times in turns.values {
            for (index, time) in times.enumerated() {
                for last in index..<min(index + 120, times.count) {
                    let most = RateLimiter.burst + RateLimiter.fullRate * (times[last] - time).inSeconds
                    guard Double(last - index + 1) > most + 0.001 else { continue }
                    Issue.record("\(last - index + 1) turns within \(times[last] - time)")
                    return
                }
            }
        }
    }
}

@Suite("Poll plan, whatever happens")
struct PollPlanPropertyTests {
    @Test(
        "keeps the limit, asks about nothing twice at once, and leaves nothing without a turn, whatever hints come",
        arguments: 1...12 as ClosedRange<UInt64>
    )
    func invariants(seed: UInt64) {
        var trial = Trial(seed: seed)
        trial.run(steps: 600)
        trial.drain()
        trial.expectLimit()
        #expect(trial.turns.values.map(\.count).reduce(0, +) > 100)
    }
}
