import BachAPI
package import FoundationEssentials

extension VideoTask {
    /// How often in a row the service may not know a task, or give a success no link, before that is believed.
    package static let patience = 3

    /// Carries the task through one event; the whole life of a task is here.
    ///
    /// An event that does not fit the state changes nothing: another process may have been faster, an answer may
    /// come late. A poll's failure is no event at all.
    ///
    /// - Returns: Whether anything changed.
    package mutating func apply(_ event: TaskEvent, at now: Date) -> Bool {
        let before = self
        switch event {
        case .claimed, .created, .notSent, .refused, .mayHaveBeenMade, .answerLost, .unsendable, .held, .released:
            applySending(event, at: now)
        case .polled(let answer, let saves, let took): applyAnswer(answer, saves: saves, took, at: now)
        case .found(let taskID): applyFound(taskID)
        case .notFound: applyNotFound(at: now)
        case .downloadBegan, .downloadBroke, .downloadWentOn, .saved, .saveFailed: applySaving(event, at: now)
        case .attached(let taskID): applyAttached(taskID)
        case .keptAsking: if isOverdue(at: now) { questionAt = now + now.timeIntervalSince(begunAt) }
        case .takenBack: if state.isUnsent { state = .stopped }
        case .broughtBack: applyBroughtBack()
        case .stopped: applyStopped()
        }
        return self != before
    }

    private mutating func applySending(_ event: TaskEvent, at now: Date) {
        switch (event, state) {
        case (.claimed(let holder), .out), (.claimed(let holder), .retry): claim(holder, at: now)
        case (.created(let task), .sending), (.created(let task), .lost): begin(task.taskID)
        case (.notSent(let reason, let retryAt), .sending), (.notSent(let reason, let retryAt), .out),
            (.notSent(let reason, let retryAt), .retry):
            state = .retry
            message = reason
            self.retryAt = retryAt
        case (.refused(let failure), .sending), (.refused(let failure), .out), (.refused(let failure), .retry):
            fail(failure.message, failure, at: now)
        case (.mayHaveBeenMade(let failure), .sending):
            failPerhaps(failure, at: now)
        case (.answerLost(let reason), .sending):
            state = .lost
            message = reason
        case (.unsendable(let reason), .out), (.unsendable(let reason), .retry): fail(reason, nil, at: now)
        case (.held(let reason), .out), (.held(let reason), .retry):
            state = .held
            message = reason
        case (.released(let holder, let origin), .held), (.released(let holder, let origin), .lost):
            release(holder, origin)
        case (.released(let holder, let origin), .failed) where taskID == nil: release(holder, origin)
        default: break
        }
    }

    private mutating func claim(_ holder: String, at now: Date) {
        state = .sending
        self.holder = holder
        sentAt = now
        attempts += 1
        retryAt = nil
        message = nil
    }

    private mutating func begin(_ taskID: String) {
        state = .pending
        self.taskID = taskID
        status = mode.dialect == .kling ? .submitted : .pending
        message = nil
        code = nil
        httpStatus = nil
        finishedAt = nil
        holder = nil
        notFoundCount = 0
        took = nil
        questionAt = nil
    }

    /// What can be looked up is lost until it was; then it has failed, if it was not made.
    private mutating func failPerhaps(_ failure: APIFailure, at now: Date) {
        let sender = holder
        fail("\(Sentence.ended(failure.message))\(Self.mayBeMade)", failure, at: now)
        guard externalID != nil else { return }
        state = .lost
        finishedAt = nil
        holder = sender
    }

    private mutating func fail(_ reason: String, _ failure: APIFailure?, at now: Date) {
        state = .failed
        message = reason
        code = failure?.code
        httpStatus = failure?.httpStatus
        finishedAt = now
        holder = nil
    }

    private mutating func release(_ holder: String?, _ origin: Origin) {
        state = .out
        self.origin = origin
        self.holder = holder
        message = nil
        code = nil
        httpStatus = nil
        finishedAt = nil
        retryAt = nil
        notFoundCount = 0
    }

    private mutating func applyAnswer(_ answer: QueriedTask, saves: Bool, _ took: Duration?, at now: Date) {
        guard taskID != nil else { return }
        if state == .unsaved || state == .downloading {
            takeLinks(answer)
        } else if state.isPolled || state == .gone || state == .stopped {
            notFoundCount = 0
            status = answer.status
            message = answer.message
            move(to: answer, saves: saves, took, at: now)
        }
    }

    private mutating func move(to answer: QueriedTask, saves: Bool, _ took: Duration?, at now: Date) {
        switch answer.status.meaning {
        case .pending: state = .pending
        case .running: state = .running
        case .unknown: if !state.isPolled { state = .running }
        case .failed:
            state = .failed
            finishedAt = now
        case .succeeded:
            finishedAt = finishedAt ?? now
            self.took = self.took ?? took
            succeed(answer, saves: saves)
        }
    }

    private mutating func takeLinks(_ answer: QueriedTask) {
        videoURL = answer.videoURL ?? videoURL
        watermarkURL = answer.watermarkURL ?? watermarkURL
        if !answer.pictures.isEmpty { pictures = answer.pictures }
    }

    private mutating func succeed(_ answer: QueriedTask, saves: Bool) {
        if answer.hasLinks {
            takeLinks(answer)
            noURLCount = 0
            state = saves ? .downloading : .unsaved
        } else {
            noURLCount += 1
            let isOver = noURLCount > Self.patience
            state = isOver ? .unsaved : .running
            let made = mode == .textToSubject ? "pictures" : "video"
            if isOver { message = "The service says that it finished, but gives no link to the \(made)." }
        }
    }

    /// A task with our id is ours, whatever was thought of it meanwhile.
    private mutating func applyFound(_ taskID: String) {
        guard self.taskID == nil, externalID != nil, state != .sending, state != .stopped else { return }
        begin(taskID)
    }

    private mutating func applyNotFound(at now: Date) {
        if state == .lost, externalID != nil { return applyLookedUpInVain(at: now) }
        guard state.isPolled else { return }
        notFoundCount += 1
        guard notFoundCount >= Self.patience else { return }
        state = .gone
        message = "The service says that there is no such task, three times in a row."
    }

    /// That there is no such task must be said several times: the service may need a moment for a new one.
    private mutating func applyLookedUpInVain(at now: Date) {
        notFoundCount += 1
        guard notFoundCount >= Self.patience else { return }
        if code != nil {
            state = .failed
            finishedAt = now
            message = message.map { $0.replacing(Self.mayBeMade, with: "") }
        } else {
            message = message == Self.isThereAlready ? Self.isThereUnseen : Self.lookedUpInVain
        }
    }

    /// Why a task is lost that the service refused to make a second time.
    package static let isThereAlready = "The service has this task already; it is looked up."
    private static let isThereUnseen =
        "The service says that it has a task of this external id, but knows none when it is asked: it may well be made."

    private static let lookedUpInVain =
        "The answer was lost, and the service knows no task with its external id: it seems that nothing was made."

    private mutating func applySaving(_ event: TaskEvent, at now: Date) {
        switch (event, state) {
        case (.downloadBegan, .unsaved), (.downloadBegan, .done):
            state = .downloading
            forgetBreak()
        case (.downloadBroke(let reason, let retryAt), .downloading):
            message = reason
            self.retryAt = retryAt
        case (.downloadWentOn, .downloading) where hasBrokenOff: forgetBreak()
        case (.saved(let file), .downloading), (.saved(let file), .unsaved):
            state = .done
            self.file = file
            forgetBreak()
            finishedAt = finishedAt ?? now
        case (.saveFailed(let reason, let retryAt), .downloading), (.saveFailed(let reason, let retryAt), .unsaved):
            state = .unsaved
            message = reason
            self.retryAt = retryAt
        default: break
        }
    }

    private mutating func forgetBreak() {
        message = nil
        retryAt = nil
    }

    private mutating func applyAttached(_ taskID: String) {
        guard state == .lost || state == .gone else { return }
        begin(taskID)
    }

    /// What kept it here before is still worth knowing when it is sent.
    private mutating func applyBroughtBack() {
        guard canBeBroughtBack else { return }
        state = .held
        message = message ?? Self.heldSinceTakenBack
    }

    /// What was sent cannot be called back: it goes on at the service and is billed.
    private mutating func applyStopped() {
        switch state {
        case .out, .held, .retry, .lost, .pending, .running, .gone: state = .stopped
        case .sending, .downloading, .done, .unsaved, .failed, .stopped: break
        }
    }
}
