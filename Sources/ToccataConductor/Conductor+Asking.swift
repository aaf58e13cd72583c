import BachAPI
import BachClient
import ToccataCore

/// Questions that somebody waits for: no schedule asks them again, so that it is done here.
extension Conductor {
    static let questionTries = 3
    /// Where a service wants to be left alone for longer, its answer is as good as none.
    static let longestQuestionWait = Duration.seconds(20)

    /// Asks about a task, up to three times where another try may help.
    func ask(_ client: BachClient, _ mode: Mode, taskID: String) async -> QueryOutcome {
        await asking {
            await client.query(mode, taskID: taskID)
        } waitingIf: { outcome in
            switch outcome {
            case .failed: .some(nil)
            case .throttled(let after): .some(after)
            case .answered, .notFound, .refused: nil
            }
        }
    }

    /// Asks for a page of tasks, in the same way.
    func askForList(_ client: BachClient, _ mode: Mode, page: Int, pageSize: Int) async -> ListOutcome {
        await asking {
            await client.list(mode, page: page, pageSize: pageSize)
        } waitingIf: { outcome in
            if case .failed(_, let after) = outcome { .some(after) } else { nil }
        }
    }

    /// - Parameter waitingIf: Nil when the answer stands; otherwise what the service asks to wait, or nil within.
    private func asking<Outcome>(
        _ question: () async -> Outcome,
        waitingIf isWorthRepeating: (Outcome) -> Duration??
    ) async -> Outcome {
        var tries = 1
        while true {
            let outcome = await question()
            guard tries < Self.questionTries, let asked = isWorthRepeating(outcome) else { return outcome }
            let wait = ResendSchedule.wait(attempts: tries, retryAfter: asked, jitter: dependencies.jitter)
            // Called off, the question is answered as far as it ever will be.
            guard wait <= Self.longestQuestionWait, (try? await dependencies.sleep(wait)) != nil else { return outcome }
            tries += 1
        }
    }
}
