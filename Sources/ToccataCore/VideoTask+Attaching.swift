package import BachAPI
import FoundationEssentials

/// What an answer tells of whether our request made the task that it is about.
package enum Authorship: Equatable, Sendable {
    /// It has the external id of the request.
    case ours
    /// Nothing in it can be compared.
    case untold
    /// Another request made it, surely.
    case another(reason: String)
}

extension VideoTask {
    /// How far from each other the clocks of a service and of this machine may well be, in seconds.
    private static let clockTolerance = 3600.0

    /// Compares what the service told of an id, which a person gave this task, with what was sent.
    package func authorship(of answer: QueriedTask, askedBy asked: String) -> Authorship {
        if let told = answer.taskID, told != asked, asked != externalID {
            return .another(reason: "asked for it, the service tells of \(told)")
        }
        if let ours = externalID, let theirs = answer.externalID {
            guard theirs != ours else { return .ours }
            return .another(reason: "its external id is \(theirs), and that of this request \(ours)")
        }
        return whyMadeByAnother(answer.createdAt).map { .another(reason: $0) } ?? .untold
    }

    /// A request that was recorded later, or sent long before, did not make it; of one that was not sent from here
    /// nobody knows.
    private func whyMadeByAnother(_ madeAt: Date?) -> String? {
        guard let madeAt, let sentAt else { return nil }
        let time = madeAt.formatted(.iso8601)
        if madeAt < createdAt - Self.clockTolerance {
            return "it was made at \(time), before this request was recorded"
        }
        if madeAt > sentAt + Self.clockTolerance { return "it was made at \(time), long after this request was sent" }
        return nil
    }
}
