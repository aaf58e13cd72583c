package import FoundationEssentials

/// One HTTP request and what came of it, as it is kept to be looked at later; no token is ever in it.
package struct Exchange: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case create, query, upload, download
        /// A question that finds out what there is: a list, a batch, a task that is not recorded here.
        case lookUp = "look_up"
    }

    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Outcome: Equatable, Sendable {
        case answered(Answer)
        /// No whole answer came; why, as a sentence.
        case failed(reason: String)
    }

    package struct Answer: Equatable, Sendable {
        package var status: Int
        /// Those worth keeping.
        package var headers: [Field]
        package var body: KeptBody?

        package init(status: Int, headers: [Field] = [], body: KeptBody? = nil) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    package var kind: Kind
    /// When it began.
    package var at: Date
    package var took: Duration
    package var method: String
    package var url: String
    package var headers: [Field]
    package var body: KeptBody?
    package var outcome: Outcome

    package init(
        kind: Kind,
        at: Date,
        took: Duration,
        method: String,
        url: String,
        headers: [Field] = [],
        body: KeptBody? = nil,
        outcome: Outcome
    ) {
        self.kind = kind
        self.at = at
        self.took = took
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.outcome = outcome
    }

    package var answer: Answer? {
        guard case .answered(let answer) = outcome else { return nil }
        return answer
    }

    /// Whether it says nothing that `other`, the one before it, did not say: the same question with the same answer.
    ///
    /// Of creates and transfers each one counts, so that they never do.
    package func isRepetition(of other: Exchange) -> Bool {
        guard kind == .query || kind == .lookUp, kind == other.kind else { return false }
        return method == other.method && url == other.url && headers == other.headers && body == other.body
            && outcome.withoutTimes == other.outcome.withoutTimes
    }
}

extension Exchange.Outcome {
    /// Without the fields that differ from answer to answer and say nothing about the task.
    fileprivate var withoutTimes: Self {
        switch self {
        // "Failed to connect after 3 ms" is what it was after 2 ms.
        case .failed(let reason): return .failed(reason: reason.filter { !$0.isNumber })
        case .answered(var answer):
            answer.headers.removeAll { ["date", "x-request-id"].contains($0.name.lowercased()) }
            return .answered(answer)
        }
    }
}
