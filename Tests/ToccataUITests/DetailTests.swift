import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Words about the selected task")
struct DetailTests {
    @Test("says what goes on and what can be done where the state alone does not")
    func explanations() {
        var rejected = makeTask("aaaaaa", .failed)
        rejected.taskID = nil
        rejected.code = 1100
        #expect(words(rejected).contains("Quit, set BACH_ACCESS_KEY and BACH_SECRET_KEY right"))
        var refused = makeTask("eeeeee", .failed, mode: .multiImageToVideo)
        (refused.taskID, refused.code, refused.httpStatus) = (nil, 1002, 401)
        #expect(words(refused).contains("Quit, set the keys of its service right and start again"))
        #expect(words(makeTask("bbbbbb", .failed)).contains("r puts its request into Compose"))
        #expect(words(makeTask("cccccc", .sending)).contains("Its answer is waited for"))
        var linkless = makeTask("dddddd", .running)
        linkless.status = .succeeded
        #expect(words(linkless).contains("shows no link to the video yet"))
    }

    @Test("says of a task that was sent again when that was before, and what became of it")
    func sentAgain() {
        var task = makeTask("aaaaaa", .pending)
        (task.sentAt, task.attempts) = (start, 2)
        var desk = Desk(columns: 120, rows: 40, tasks: [task])
        let states: [TaskState] = [.out, .sending, .lost, .out, .sending, .pending]
        let happenings = states.enumerated().map { TaskHappening(time: start + Double($0.offset), state: $0.element) }
        desk.take(.historyLoaded(task.id, happenings))
        #expect(desk.screen.contains("before: 08:00:01 LOST?"))
        desk.take(.historyLoaded(task.id, Array(happenings.prefix(2))))
        #expect(!desk.screen.contains("before:"))
    }

    /// The screen's words with the line breaks taken out.
    private func words(_ task: VideoTask) -> String {
        Desk(tasks: [task]).rows.dropFirst(14).joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test("gives two rows to what went wrong, so that the end of the sentence can be read")
    func longMessage() {
        var task = makeTask("aaaaaa", .lost)
        task.message = "The connection broke: Recv failure: Connection reset by peer, and nobody knows why."
        let desk = Desk(tasks: [task])
        #expect(desk.rows[17] == " Status   LOST?  The connection broke: Recv failure: Connection reset by peer,")
        #expect(desk.rows[18] == "          and nobody knows why.")
        #expect(desk.rows[21] == "          its id. s: send again, maybe billed twice. X: forget.")
    }

    @Test("quotes the service alone, and says a break of a download with what is here and when it goes on")
    func broken() {
        var task = makeTask("aaaaaa", .downloading)
        (task.status, task.message) = (.succeeded, "Completed")
        var desk = Desk(tasks: [task])
        #expect(desk.rows[17] == " Status   TASK_SUCCEEDED  \"Completed\"")
        task.message = "No connection: Failed to connect to 127.0.0.1 port 34141 after 0 ms: Couldn't connect."
        task.retryAt = start + 4
        desk.take(.downloadProgressed(task.id, Progress(21_900_000, of: nil)))
        desk.take(.taskChanged(task))
        #expect(desk.rows[2].hasSuffix(" retry 5s"), "\(desk.screen)")
        let detail = [
            " Status   TASK_SUCCEEDED  No connection: Failed to connect to 127.0.0.1 port",
            "          34141 after 0 ms: Couldn't connect.",
            "          The download broke off. 21.9 MB are here, and it goes on from there",
            "          by itself: next try in 5s.",
        ]
        #expect(Array(desk.rows[17...20]) == detail, "\(desk.screen)")
        task.retryAt = start
        desk.take(.taskChanged(task))
        #expect(desk.rows[2].hasSuffix(" retrying"), "\(desk.screen)")
    }

    @Test("says each state once below the list, and how it ended in any case")
    func happenings() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .done)])
        let states: [(Double, TaskState, String?)] = [
            (0, .out, nil), (0, .sending, nil), (1, .pending, nil), (3, .running, "10%"), (5, .running, "60%"),
            (9, .downloading, nil), (9, .done, nil),
        ]
        let happenings = states.map { TaskHappening(time: start.addingTimeInterval($0), state: $1, detail: $2) }
        desk.take(.historyLoaded(ShortID(rawValue: "aaaaaa"), happenings))
        #expect(
            desk.rows.contains(" Events   08:00:00 OUT SEND  08:00:01 PEND  08:00:03 RUN  08:00:09 DOWN DONE")
        )
        desk.size = Size(columns: 81, rows: 24)
        let retries = (0..<9).map {
            TaskHappening(time: start.addingTimeInterval(Double($0) * 10), state: $0 % 2 == 0 ? .sending : .retry)
        }
        desk.take(.historyLoaded(ShortID(rawValue: "aaaaaa"), retries + happenings.suffix(1)))
        #expect(desk.rows.contains { $0.hasPrefix(" Events ") && $0.hasSuffix(" DONE") })
    }

    @Test("has the keys of a question, of the review and of the help on 40x10, none of them cut")
    func lowSheets() {
        var desk = Desk(columns: 40, rows: 10, tasks: [makeTask("aaaaaa", .out)])
        desk.press("Q")
        #expect(desk.rows[7] == "│ [y] quit   [n] no                    │")
        desk.press("n 2 x C-x Enter")
        #expect(desk.rows[7] == "│ [y] send   [e] edit   [Esc] back     │")
        desk.press("Esc Tab ?")
        #expect(desk.screen.contains("  Right, Space next value of a choi~ │"), "\(desk.screen)")
    }
}
