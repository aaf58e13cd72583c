import ToccataCore

extension Agenda {
    /// When a lost task is asked for, and what came of it so far.
    struct LookUp: Equatable, Sendable {
        var due: Moment
        var answers = 0
        var failures = 0
        var isGivenUp = false

        /// Sets the next time; the answers that there is no such task are to be some seconds apart.
        mutating func next(_ outcome: PollSchedule.Outcome, at now: Moment, jitter: Double) {
            switch outcome {
            case .answered, .unclear:
                answers += 1
                failures = 0
                due = now + .seconds(1 << min(answers, 6))
            case .failed, .throttled:
                failures += 1
                var asked: Duration?
                if case .throttled(let retryAfter) = outcome { asked = retryAfter }
                due = now + ResendSchedule.wait(attempts: failures, retryAfter: asked, jitter: jitter)
            }
        }
    }

    /// The first time is a second after the loss: the service may still be at work on the create.
    static let firstLookUp = Duration.seconds(1)

    /// When to ask for a lost task next; nil once it failed as often as is worth it.
    mutating func lookUpDue(_ id: ShortID, at now: Moment) -> Moment? {
        let lookUp = lookUps[id] ?? LookUp(due: now + Self.firstLookUp)
        lookUps[id] = lookUp
        return lookUp.isGivenUp || lookUp.failures > mostLookUpFailures ? nil : lookUp.due
    }

    /// Leaves a lost task alone until the next start, or until a person asks.
    mutating func giveUpLookUp(_ id: ShortID) { lookUps[id]?.isGivenUp = true }

    mutating func lookedUp(_ id: ShortID, _ outcome: PollSchedule.Outcome, at now: Moment, jitter: Double) {
        lookUps[id, default: LookUp(due: now)].next(outcome, at: now, jitter: jitter)
    }
}
