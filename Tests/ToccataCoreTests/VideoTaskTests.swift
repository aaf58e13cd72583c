import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("The life of a task")
struct VideoTaskTests {
    let now = Date(timeIntervalSince1970: 1_000_000)

    func task(_ events: TaskEvent...) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: "abc123"),
            mode: .textToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "a tide", "seed": 7],
            createdAt: now
        )
        for event in events { _ = task.apply(event, at: now) }
        return task
    }

    let claimed = TaskEvent.claimed(holder: "1:2")
    let created = TaskEvent.created(CreatedTask(taskID: "t-1", createdAt: nil))
    func polled(_ status: String, url: String? = nil, saves: Bool = true) -> TaskEvent {
        .polled(QueriedTask(taskID: "t-1", status: TaskStatus(rawValue: status), videoURL: url), saves: saves)
    }
    let success = "TASK_SUCCEEDED"

    @Test("goes from the outbox to a saved file")
    func wholeLife() {
        var task = task()
        let steps: [(TaskEvent, TaskState)] = [
            (claimed, .sending), (created, .pending), (polled("TASK_PENDING"), .pending),
            (polled("TASK_PROCESSING"), .running), (polled(success, url: "http://x/v.mp4"), .downloading),
            (.saved(file: "/v.mp4"), .done),
        ]
        for (event, state) in steps {
            _ = task.apply(event, at: now)
            #expect(task.state == state)
        }
        #expect(task.taskID == "t-1")
        #expect(task.file == "/v.mp4")
        #expect(task.attempts == 1)
    }

    @Test("is lost when the answer is lost, and then only a person moves it")
    func lost() {
        var task = task(claimed, .answerLost(reason: "the connection broke"))
        #expect(task.state == .lost)
        for event in [claimed, polled(success, url: "http://x"), .notFound, .held(reason: "")] {
            let changed = task.apply(event, at: now)
            #expect(!changed)
        }
        var attached = task
        _ = attached.apply(.attached(taskID: "t-9"), at: now)
        #expect(attached.state == .pending)
        #expect(attached.taskID == "t-9")
        _ = task.apply(.released(holder: nil), at: now)
        #expect(task.state == .out)
    }

    @Test("stays a command's when a command lets it go, so that nobody sends it behind the command's back")
    func releasedByCommand() {
        var held = task(.held(reason: ""))
        _ = held.apply(.released(holder: "1:2", origin: .command), at: now)
        #expect(held.origin == .command)
        held = task(.held(reason: ""))
        _ = held.apply(.released(holder: "1:2"), at: now)
        #expect(held.origin == .console)
    }

    @Test("waits when nothing was made, and fails when the service refused")
    func refusals() {
        let later = now.addingTimeInterval(3)
        let retry = task(claimed, .notSent(reason: "no connection", retryAt: later))
        #expect(retry.state == .retry)
        #expect(retry.retryAt == later)
        let failed = task(claimed, .refused(APIFailure(httpStatus: 400, code: 1001, message: "Sensitive")))
        #expect(failed.state == .failed)
        #expect(failed.code == 1001)
        #expect(failed.advice == "Modify or remove the flagged content.")
    }

    @Test("keeps the state and shows the word when the service says something new")
    func unknownStatus() {
        let task = task(claimed, created, polled("TASK_PROCESSING"), polled("TASK_DREAMING"))
        #expect(task.state == .running)
        #expect(task.status?.rawValue == "TASK_DREAMING")
    }

    @Test("is gone at the third not-found in a row, and an answer between starts the count again")
    func gone() {
        #expect(task(claimed, created, .notFound, .notFound).state == .pending)
        #expect(task(claimed, created, .notFound, .notFound, .notFound).state == .gone)
        let between = task(claimed, created, .notFound, .notFound, polled("TASK_PENDING"), .notFound)
        #expect(between.state == .pending)
    }

    @Test("asks three times more for a missing link, then is finished but unsaved")
    func noURL() {
        let three = task(claimed, created, polled(success), polled(success), polled(success))
        #expect(three.state == .running)
        #expect(
            task(claimed, created, polled(success), polled(success), polled(success), polled(success)).state == .unsaved
        )
        let late = task(claimed, created, polled(success), polled(success, url: "http://x/v.mp4"))
        #expect(late.state == .downloading)
    }

    @Test("is unsaved when nobody saves it or saving fails, and can still be saved")
    func unsaved() {
        #expect(task(claimed, created, polled(success, url: "http://x", saves: false)).state == .unsaved)
        let failed = task(claimed, created, polled(success, url: "http://x"), .saveFailed(reason: "disk full"))
        #expect(failed.state == .unsaved)
        #expect(failed.message == "disk full")
        #expect(
            task(claimed, created, polled(success, url: "http://x", saves: false), .downloadBegan).state == .downloading
        )
    }

    @Test("says of a download that broke off why, and when it is tried next, until bytes come again or it ends")
    func breaks() {
        let later = now + 4
        let broken = TaskEvent.downloadBroke(reason: "No connection.", retryAt: later)
        let task = task(claimed, created, polled(success, url: "http://x"), broken)
        #expect(task.hasBrokenOff && task.retryAt == later && task.message == "No connection.")
        let ends: [(TaskEvent, TaskState, String?)] = [
            (.downloadWentOn, .downloading, nil), (.saved(file: "/v"), .done, nil),
            (.saveFailed(reason: "No connection."), .unsaved, "No connection."),
        ]
        for (event, state, message) in ends {
            var end = task
            _ = end.apply(event, at: now)
            #expect(end.state == state && end.message == message && end.retryAt == nil && !end.hasBrokenOff)
        }
    }

    @Test("is unsaved with the time at which it is tried again, until it is begun or saved, or fails for good")
    func savedLater() {
        let later = now + 60
        let failed = TaskEvent.saveFailed(reason: "No connection.", retryAt: later)
        let task = task(claimed, created, polled(success, url: "http://x"), failed)
        #expect(task.isSavedLater && task.retryAt == later && task.message == "No connection.")
        #expect(task.unsavedSince != nil)
        let ends: [(TaskEvent, TaskState, String?)] = [
            (.downloadBegan, .downloading, nil), (.saved(file: "/v"), .done, nil),
            (.saveFailed(reason: "expired"), .unsaved, "expired"),
        ]
        for (event, state, message) in ends {
            var end = task
            _ = end.apply(event, at: now)
            #expect(end.state == state && end.message == message && end.retryAt == nil && !end.isSavedLater)
        }
    }

    @Test("takes a break only while it is being downloaded, and what was said before as the service's only then")
    func breaksElsewhere() {
        for before in [task(claimed, created), task(claimed, created, polled(success, url: "http://x", saves: false))] {
            var task = before
            for event in [TaskEvent.downloadBroke(reason: "cut", retryAt: now), .downloadWentOn] {
                _ = task.apply(event, at: now)
            }
            #expect(task == before)
        }
        let again = task(
            claimed,
            created,
            polled(success, url: "http://x"),
            .saveFailed(reason: "full"),
            .downloadBegan
        )
        #expect(again.state == .downloading && again.message == nil)
    }

    @Test("knows the service's words from ours")
    func words() {
        let failure = APIFailure(httpStatus: 500, code: 5000, message: "Oh")
        let told = TaskEvent.polled(
            QueriedTask(taskID: "t-1", status: .succeeded, message: "Done", videoURL: "http://x"),
            saves: true
        )
        let broken = TaskEvent.downloadBroke(reason: "cut", retryAt: now)
        let cases: [(VideoTask, service: String?, own: String?)] = [
            (task(claimed, created), nil, nil), (task(claimed, created, told), "Done", nil),
            (task(claimed, created, told, broken), nil, "cut"),
            (task(claimed, created, told, .saveFailed(reason: "8 MB needed")), nil, "8 MB needed"),
            (task(claimed, .refused(failure)), "Oh", nil), (task(claimed, .answerLost(reason: "cut")), nil, "cut"),
            (task(claimed, .mayHaveBeenMade(failure)), "Oh.", "A task may have been made."),
            (task(.unsendable(reason: "no such file")), nil, "no such file"), (task(.held(reason: "you")), nil, "you"),
            (task(.held(reason: VideoTask.heldByYou), .takenBack), nil, nil),
        ]
        for (task, service, own) in cases {
            #expect(task.words.service == service && task.words.own == own, "\(task.state) \(task.words)")
        }
    }

    @Test("never goes back once it is settled", arguments: [TaskState.done, .failed, .stopped])
    func settled(state: TaskState) {
        var task =
            switch state {
            case .done: task(claimed, created, polled(success, url: "http://x"), .saved(file: "/v"))
            case .failed: task(claimed, created, polled("TASK_FAILED"))
            default: task(claimed, created, .stopped)
            }
        #expect(task.state == state)
        for event in [claimed, created, .notFound, .held(reason: ""), .attached(taskID: "x"), .answerLost(reason: "")] {
            let changed = task.apply(event, at: now)
            #expect(!changed)
        }
    }

    @Test("can be taken back before it is sent, and is not stopped while it is on its way")
    func stopping() {
        #expect(task(.stopped).state == .stopped)
        #expect(task(claimed, .stopped).state == .sending)
    }

    @Test("comes back as held when it was taken back before it was ever claimed, with what kept it here")
    func broughtBack() {
        let back = task(.takenBack, .broughtBack)
        #expect(back.state == .held && back.message == VideoTask.heldSinceTakenBack)
        #expect(task(.held(reason: "refused like another"), .takenBack, .broughtBack).message == "refused like another")
        var released = back
        #expect(released.apply(.released(holder: "me"), at: now) && released.state == .out && released.message == nil)
    }

    @Test("does not come back once it was claimed, whatever came of that, nor when it was not taken back")
    func staysBack() {
        let claims: [[TaskEvent]] = [
            [claimed, .notSent(reason: "no connection", retryAt: now), .takenBack],
            [claimed, .notSent(reason: "no connection", retryAt: now), .held(reason: "you"), .takenBack],
            [claimed, .answerLost(reason: "cut"), .stopped], [claimed, created, .stopped], [], [claimed],
            [claimed, created], [claimed, .answerLost(reason: "cut")],
        ]
        for events in claims {
            var task = task()
            for event in events { _ = task.apply(event, at: now) }
            let before = task
            let isBack = task.apply(.broughtBack, at: now)
            #expect(!isBack && task == before, "\(before.state)")
        }
    }
}
