import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

@Suite("Lateness")
struct LatenessTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)

    private func task(_ id: String = "abc123", _ state: TaskState = .running, took: Int? = nil) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: id),
            mode: .textToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "a tide", "resolution": "720p", "duration": 6],
            // What it waited for here before it was sent does not count.
            createdAt: start - 5000
        )
        (task.state, task.taskID, task.sentAt) = (state, "t-1", start)
        task.took = took.map { .seconds($0) }
        return task
    }

    /// A hundred that took from 100 to 199 seconds.
    private var history: DurationHistory { DurationHistory((100..<200).map { task("t\($0 as Int)", .done, took: $0) }) }

    @Test("calls slow what takes longer than nine of ten like it, and says how many were seen")
    func slow() throws {
        #expect(history.lateness(of: task(), at: start + 189) == .none)
        let slowness = try #require(history.lateness(of: task(), at: start + 191).slowness)
        #expect(slowness.description == "slow: 9 of 10 such tasks took at most 3m10s, 100 seen")
        #expect(DurationHistory().lateness(of: task(), at: start + 3599) == .none)
    }

    @Test("has nothing to say of what is not at the service", arguments: TaskState.allCases)
    func states(state: TaskState) {
        let isLate = history.lateness(of: task("abc123", state), at: start + 100_000) != .none
        #expect(isLate == (state == .pending || state == .running))
    }

    @Test("asks a person after an hour, and again when it is twice as old as at the answer; never ends it")
    func overdue() {
        var task = task()
        #expect(!task.isOverdue(at: start + 3599) && task.isOverdue(at: start + 3600))
        let answers = [3599, 4000].map { task.apply(.keptAsking, at: start + $0) }
        #expect(answers == [false, true])
        #expect(task.state == .running)
        #expect(!task.isOverdue(at: start + 7999) && task.isOverdue(at: start + 8000))
        _ = task.apply(.polled(QueriedTask(taskID: "t-1", status: .processing), saves: true), at: start + 9000)
        #expect(task.isOverdue(at: start + 9000))
    }

    @Test("keeps how long it took from the answer that it is finished, and begins anew with another create")
    func took() {
        var task = task()
        let done = QueriedTask(taskID: "t-1", status: .succeeded, videoURL: "https://v/1.mp4")
        _ = task.apply(.polled(done, saves: false, took: .seconds(70)), at: start + 72)
        #expect(task.took == .seconds(70))
        var lost = self.task("abc123", .lost)
        (lost.taskID, lost.took, lost.questionAt) = (nil, .seconds(3), start)
        _ = lost.apply(.attached(taskID: "t-2"), at: start)
        #expect(lost.took == nil && lost.questionAt == nil)
    }

    @Test("tells each late task when its time comes, with what was learned meanwhile")
    func lateTasks() {
        var late = LateTasks(history)
        #expect(late.take(task(), at: start) == .none)
        #expect(late.take(task("forgot"), at: start) == .none)
        late.forget([ShortID(rawValue: "forgot")])
        #expect(late.due(at: start + 189).isEmpty)
        #expect(late.due(at: start + 191).map(\.task.id.rawValue) == ["abc123"])
        #expect(late.due(at: start + 3599).isEmpty)
        #expect(late.due(at: start + 3600).map(\.lateness.isOverdue) == [true])
        #expect(late.due(at: start + 100_000).isEmpty)

        for number in 0..<200 {
            let id = "n\(number)"
            _ = late.take(task(id), at: start)
            _ = late.take(task(id, .done, took: 1000), at: start)
        }
        _ = late.take(task("second"), at: start)
        #expect(late.due(at: start + 999).isEmpty)
        #expect(late.due(at: start + 1001).map(\.task.id.rawValue) == ["second"])
    }

    @Test(
        "spans of time are said as people say them",
        arguments: [(0, "0s"), (59, "59s"), (60, "1m00s"), (192, "3m12s"), (3599, "59m59s"), (3840, "1h04m")]
    )
    func spans(seconds: Int, words: String) {
        #expect(Age.span(.seconds(seconds)) == words)
    }
}
