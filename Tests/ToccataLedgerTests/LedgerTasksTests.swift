import BachAPI
import Scratch
import Testing
import ToccataCore
import ToccataLedger

@Suite("Ledger: tasks")
struct LedgerTasksTests {
    let id = ShortID(rawValue: "a1b2c3")
    let ledger: Ledger

    init() throws {
        ledger = try Ledger(path: Ledger.inMemory)
    }

    @Test("gives a task back with every field it was recorded with")
    func everyField() async throws {
        var task = VideoTask.sample()
        try await ledger.accept(task, source: "console")
        fill(&task)

        let recorded = try await ledger.change(id, at: noon(5), source: "poll") { [task] row in
            row = task
            return true
        }

        #expect(recorded == task)
        #expect(try await ledger.task(id) == task)
    }

    private func fill(_ task: inout VideoTask) {
        task.origin = .command
        task.holder = "1:2"
        task.request = ["prompt": "line one\nline \u{202E}two 🎹", "seed": 7, "cfg_scale": 0.5]
        task.state = .failed
        task.taskID = "vt-1"
        task.status = TaskStatus(rawValue: "TASK_INVENTED")
        task.message = "out of luck"
        task.code = 1302
        task.httpStatus = 429
        task.videoURL = "https://cdn.example.com/a.mp4"
        task.file = "/videos/a.mp4"
        task.folder = "/elsewhere"
        task.sentAt = noon(1.125)
        task.finishedAt = noon(2)
        task.retryAt = noon(3)
        task.attempts = 4
        task.notFoundCount = 2
        task.noURLCount = 1
        (task.took, task.questionAt) = (.milliseconds(70_250), noon(7200))
    }

    @Test("knows how long tasks took of which that was seen")
    func durations() async throws {
        for seconds in 1...6 {
            var task = VideoTask.sample("took0\(seconds)")
            (task.state, task.took) = (.done, seconds == 6 ? nil : .seconds(seconds * 10))
            try await ledger.accept(task, source: "poll")
        }
        let durations = try #require(try await ledger.durations().like(TaskKind(.sample())))
        #expect(durations.count == 5 && durations.median == 30)
    }

    @Test("has one task make a subject at a time, whoever comes with a second one")
    func oneTaskForSubject() async throws {
        let first = VideoTask.sample(mode: .textToSubject, request: ["name": "Mara", "description": "x"])
        try await ledger.accept(first, source: "console")
        let second = VideoTask.sample("b1b2c3", mode: .textToSubject, request: ["name": "Mara", "description": "y"])
        await #expect(throws: LedgerError.subjectTaken(name: "Mara", task: "a1b2c3")) {
            try await ledger.accept(second, source: "command")
        }
        #expect(try await ledger.tasks().map(\.id) == [id])
        try await ledger.accept(.sample("c1b2c3", mode: .textToSubject, request: ["name": "Ada"]), source: "command")

        try await ledger.change(id, at: noon(1), source: "person") { $0.apply(.stopped, at: noon(1)) }
        try await ledger.accept(second, source: "command")
    }

    @Test("has no task make a subject that the library has, but watches one that was made elsewhere")
    func subjectInLibrary() async throws {
        try await ledger.recordSubject(Subject(name: "Mara"), at: noon())
        var task = VideoTask.sample(mode: .textToSubject, request: ["name": "Mara", "description": "x"])
        await #expect(throws: LedgerError.subjectTaken(name: "Mara", task: nil)) {
            try await ledger.accept(task, source: "command")
        }
        task.taskID = "t-1"
        try await ledger.accept(task, source: "command")
    }

    @Test("refuses a second task of the same id, and leaves the first")
    func repeatedID() async throws {
        let first = try await ledger.accept(.sample(), source: "console")

        await #expect(throws: LedgerError.idTaken("a1b2c3")) {
            try await ledger.accept(.sample(mode: .imageToVideo), source: "console")
        }

        #expect(try await ledger.task(id) == first)
        #expect(try await ledger.events(of: id).count == 1)
    }

    @Test("claims a task once")
    func claim() async throws {
        try await ledger.accept(.sample(), source: "console")

        let first = try await ledger.claim(id, holder: "1:1", at: noon(1))
        let second = try await ledger.claim(id, holder: "2:2", at: noon(1))

        #expect(first == VideoTask.sample().after(.claimed(holder: "1:1")))
        #expect(second == nil)
        #expect(try await ledger.task(id)?.holder == "1:1")
    }

    @Test(
        "claims only what may go out now",
        arguments: [
            (state: TaskState.out, seconds: 59.9, claims: false),  // due after a minute
            (state: .out, seconds: 60, claims: true),
            (state: .retry, seconds: 59.9, claims: false),
            (state: .retry, seconds: 60, claims: true),
            (state: .held, seconds: 0, claims: false),
            (state: .sending, seconds: 0, claims: false),
            (state: .lost, seconds: 0, claims: false),
            (state: .pending, seconds: 0, claims: false),
            (state: .done, seconds: 0, claims: false),
            (state: .stopped, seconds: 0, claims: false),
        ]
    )
    func claimable(state: TaskState, seconds: Double, claims: Bool) async throws {
        var task = VideoTask.sample()
        task.state = state
        task.retryAt = noon(60)
        try await ledger.accept(task, source: "console")

        #expect((try await ledger.claim(id, holder: "1:1", at: noon(seconds)) != nil) == claims)
    }

    @Test("remembers each change with its time and source")
    func events() async throws {
        try await ledger.accept(.sample(), source: "console")
        _ = try await ledger.claim(id, holder: "1:1", at: noon(1))
        try await ledger.change(id, at: noon(2), source: "send") { $0.apply(.answerLost(reason: "reset"), at: noon(2)) }
        try await ledger.change(id, at: noon(3), source: "console", note: "given up") {
            $0.apply(.stopped, at: noon(3))
        }

        let events = try await ledger.events(of: id)

        #expect(
            events == [
                RecordedEvent(at: noon(), source: "console", state: .out, status: nil, message: nil),
                RecordedEvent(at: noon(1), source: "send", state: .sending, status: nil, message: nil),
                RecordedEvent(at: noon(2), source: "send", state: .lost, status: nil, message: "reset"),
                RecordedEvent(at: noon(3), source: "console", state: .stopped, status: nil, message: "given up"),
            ]
        )
    }

    @Test("writes nothing when a change changes nothing, or when there is no task")
    func noChange() async throws {
        try await ledger.accept(.sample(), source: "console")

        let same = try await ledger.change(id, at: noon(1), source: "poll") { $0.apply(.notFound, at: noon(1)) }
        let none = try await ledger.change(ShortID(rawValue: "zzzzzz"), at: noon(1), source: "poll") { _ in true }

        #expect(same == nil)
        #expect(none == nil)
        #expect(try await ledger.events(of: id).count == 1)
    }

    @Test("lists the newest first, by state, mode and number")
    func list() async throws {
        try await ledger.accept(.sample("aaaaa1"), source: "console")
        try await ledger.accept(.sample("aaaaa2", mode: .imageToVideo), source: "console")
        try await ledger.accept(.sample("aaaaa3").after(.stopped), source: "console")

        #expect(try await ids(ledger.tasks()) == ["aaaaa3", "aaaaa2", "aaaaa1"])
        #expect(try await ids(ledger.tasks(limit: 2)) == ["aaaaa3", "aaaaa2"])
        #expect(try await ids(ledger.tasks(limit: 0)) == [])
        #expect(try await ids(ledger.tasks(states: [.out])) == ["aaaaa2", "aaaaa1"])
        #expect(try await ids(ledger.tasks(states: [.out, .stopped], mode: .textToVideo)) == ["aaaaa3", "aaaaa1"])
        #expect(try await ids(ledger.tasks(states: [])) == [])
    }

    @Test(
        "finds a task by its id, the beginning of one, or the service's id",
        arguments: [
            (text: "aaaaa1", found: ["aaaaa1"]),
            (text: "aaaaa", found: ["aaaaa2", "aaaaa1"]),
            (text: "b", found: ["bbbbbb"]),
            (text: "vt-9", found: ["bbbbbb"]),
            (text: "vt-", found: []),  // of the service's id all is needed
            (text: "%", found: []),
            (text: "' OR 1", found: []),
            (text: "", found: []),
        ]
    )
    func find(text: String, found: [String]) async throws {
        try await ledger.accept(.sample("aaaaa1"), source: "console")
        try await ledger.accept(.sample("aaaaa2"), source: "console")
        let sent = CreatedTask(taskID: "vt-9", createdAt: nil)
        try await ledger.accept(.sample("bbbbbb").after(.claimed(holder: "1:1"), .created(sent)), source: "console")

        switch try await ledger.find(text) {
        case .none: #expect(found == [])
        case .one(let task): #expect([task.id.rawValue] == found)
        case .several(let tasks): #expect(ids(tasks) == found)
        }
    }

    private func ids(_ tasks: [VideoTask]) -> [String] {
        tasks.map(\.id.rawValue)
    }
}
