/// How long a question about a task is worth waiting for, from how long those like it took and how busy its server is.
///
/// A task of age t that asks every w seconds costs 1/w polls a second, and if it finishes then, it is noticed w/2 late.
/// With the hazard h (the chance in a second that it finishes now), polls and delay together are least where
/// w = sqrt(2c/h), c being the seconds of delay that a poll is worth. Before its first question the same sum is least
/// where the part of its kind that would be finished by then is c/w = wh/2, the hazard there being about half of the mean
/// between the tenth percentile and the median. The price c is what the limit makes it: where
/// all that may be finished fit into the budget at the base period, w is the base period; where not, the wait of each
/// grows with 1/sqrt(h) until they fit.
struct PollPace: Sendable {
    static let lateWait = 30.0
    static let latestWait = 60.0
    /// The part of a server's rate that is planned with; first questions and a person's come out of the rest.
    static let plannedPart = 0.75
    /// What is asked first is asked at this quantile at the latest.
    static let latestFirst = 0.1
    static let earliestFirst = 0.02

    /// Seconds.
    let period: Double
    /// Polls a second.
    let budget: Double
    /// The tasks that are asked about, that is, whose first question is not still to come.
    let asked: Int
    /// Of those between their tenth and ninetieth, the sum of the roots of their hazards.
    let load: Double

    /// Whether everything that may be finished can be asked about in the base period.
    var hasRoom: Bool { Double(asked) <= budget * period }

    /// The wait between questions about a task of that age.
    func wait(age: Double, like durations: Durations) -> Double {
        if age < first(durations) { return first(durations) - age }
        if hasRoom { return period }
        let excess = age - durations.ninetieth
        if excess >= 0 { return max(period, min(Self.latestWait, Self.lateWait + excess / 2)) }
        return spread(durations.hazard(at: age))
    }

    /// The age at the first question, near the tenth percentile.
    func first(_ durations: Durations) -> Double {
        let hazard = durations.hazard(at: durations.tenth)
        let wait = hasRoom ? period : spread(hazard)
        return durations.quantile(min(max(wait * hazard / 4, Self.earliestFirst), Self.latestFirst))
    }

    private func spread(_ hazard: Double) -> Double {
        min(max(period, load / (budget * hazard.squareRoot())), max(period, Self.latestWait))
    }
}
