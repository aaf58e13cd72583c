import ToccataCore

/// The loop of the documentation: each task is asked about every ten seconds from its creation until it is finished.
///
/// A 429 is no answer, and the loop sleeps on as after any other. The network moves each question by a tenth of a second
/// at most, without which the same tasks would meet the limit for ever.
struct FixedLoop {
    static let period = 10.0

    static func run(_ scenario: Scenario) -> Outcome {
        var outcome = Outcome()
        var service = RateLimiter(at: Moment(sinceBoot: .zero))
        var turns = PriorityHeap<Int, Double>()
        var chance = Chance(seed: scenario.seed &+ 2)
        let made = scenario.made()
        for (number, task) in made.enumerated() { turns.set(number, to: task.at + period) }
        while let (number, time) = turns.first {
            outcome.polls += 1
            let isAnswered = service.take(at: Moment(sinceBoot: .seconds(time)))
            if !isAnswered { outcome.refusals += 1 }
            if isAnswered, time >= made[number].finishesAt {
                outcome.delays.append(time - made[number].finishesAt)
                turns.remove(number)
            } else {
                turns.set(number, to: time + period + 0.1 * chance.jitter())
            }
        }
        return outcome
    }
}
