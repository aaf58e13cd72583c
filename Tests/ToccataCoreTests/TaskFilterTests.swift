import BachAPI
import FoundationEssentials
import Testing
import ToccataCore

private func task(_ id: String, _ state: TaskState, _ prompt: String, mode: Mode = .textToVideo) -> VideoTask {
    var task = VideoTask(
        id: ShortID(rawValue: id),
        mode: mode,
        server: .local,
        origin: .console,
        holder: nil,
        request: ["prompt": .string(prompt)],
        createdAt: Date(timeIntervalSince1970: 0)
    )
    task.state = state
    task.taskID = "T-9-\(id)"
    if state == .done { task.file = "/videos/Kite_7.mp4" }
    return task
}

/// Two hours east of Greenwich, a quarter past midnight.
private let noon = WallClock(
    now: Date(timeIntervalSince1970: 10 * 86_400 - 6300),
    local: LocalTime(secondsFromUTC: 7200)
)

@Suite("A filter of tasks")
struct TaskFilterTests {
    private let tasks = [
        task("aaaaaa", .running, "A Lake at dawn"), task("bbbbbb", .failed, "a lake at DUSK, ratio:16:9"),
        task("cccccc", .done, "夜の湖", mode: .imageToVideo), task("dddddd", .unsaved, "Boat"),
        task("eeeeee", .held, "boat on a lake", mode: .multiImageToVideo), task("ffffff", .lost, "x"),
    ]

    private func found(_ text: String) throws -> String {
        let filter = try TaskFilter(text, at: noon)
        return tasks.filter { filter.fits($0, SearchText($0)) }.map { $0.id.rawValue.prefix(1) }.joined()
    }

    @Test(
        "of words alone asks nothing else of a task, and says the same",
        arguments: ["kite", "!kite 7", "t-9", "state:done", "kite mode:t2v"]
    )
    func ofWords(text: String) throws {
        let filter = try TaskFilter(text, at: noon)
        #expect(filter.isOfWords == !text.contains(":"))
        guard filter.isOfWords else { return }
        for task in tasks { #expect(filter.fits(SearchText(task)) == filter.fits(task, SearchText(task))) }
    }

    @Test(
        "finds what has all words, in small letters or capitals, in the prompt, the ids or the file",
        arguments: [
            ("", "abcdef"), ("  ", "abcdef"), ("lake", "abe"), ("LAKE at", "abe"), ("lake boat", "e"), ("湖", "c"),
            ("kite_7", "c"), ("t-9-bb", "b"), ("dddd", "d"), ("lakes", ""), ("ratio:16", "b"), ("aaaaaaa", ""),
        ]
    )
    func words(text: String, expected: String) throws { #expect(try found(text) == expected) }

    @Test(
        "knows states by word, label, group and beginning",
        arguments: [
            ("state:failed", "b"), ("state:DONE", "c"), ("state:done!", "d"), ("state:lost?", "f"),
            ("state:active", "a"), ("state:attention", "abdef"), ("state:unsent", "e"), ("state:finished", "cd"),
            ("state:fa", "b"), ("state:un", "de"), ("state:r", "a"), ("state:run", "a"),
        ]
    )
    func states(text: String, expected: String) throws { #expect(try found(text) == expected) }

    @Test(
        "knows modes by name, beginning and the short word of the list",
        arguments: [("mode:i2v", "c"), ("mode:multi", "e"), ("mode:text2v", "abdf"), ("mode:text2video", "abdf")]
    )
    func modes(text: String, expected: String) throws { #expect(try found(text) == expected) }

    @Test(
        "leaves out what has ! before it",
        arguments: [
            ("!lake", "cdf"), ("!state:attention", "c"), ("lake !state:failed", "ae"), ("!mode:t2v boat", "e"),
        ]
    )
    func nots(text: String, expected: String) throws { #expect(try found(text) == expected) }

    @Test(
        "says what cannot be meant, and what can",
        arguments: [
            (
                "lake state:xy",
                "no state xy: active attention unsent finished out held sending retry lost pending "
                    + "running downloading done unsaved failed stopped gone"
            ),
            ("!mode:q", "no mode q: t2v i2v e2v m2v t2s"),
            ("sate:done", "no sate: did you mean state:?"),
            ("on:never", "no on never: today yesterday 2h 3d 1w 2026-11-25"),
            ("before:2026-13-01", "no before 2026-13-01: today yesterday 2h 3d 1w 2026-11-25"),
            ("lake !", "! stands before what is not wanted: !state:done"),
        ]
    )
    func problems(text: String, expected: String) {
        let problem = #expect(throws: TaskFilter.Problem.self) { try TaskFilter(text, at: noon) }
        #expect(problem?.description == expected)
    }

    @Test(
        "knows when a task was recorded, by the days of this place",
        arguments: [
            ("on:today", "a"), ("on:yesterday", "bc"), ("on:y", "bc"), ("since:to", "a"), ("since:yesterday", "abc"),
            ("before:today", "bcde"),
            ("since:2h", "ab"), ("before:2d", "de"), ("on:1970-01-10", "bc"), ("!on:yesterday", "ade"), ("on:3d", "d"),
            ("since:30m", "a"), ("since:1w", "abcd"), ("on:today on:yesterday", ""),
        ]
    )
    func times(text: String, expected: String) throws {
        let ages: [(String, Double)] = [
            ("a", 600), ("b", 3600), ("c", 23 * 3600), ("d", 3 * 86_400), ("e", 8 * 86_400),
        ]
        let filter = try TaskFilter(text, at: noon)
        let found = ages.filter { name, age in
            let made = VideoTask(
                id: ShortID(rawValue: name),
                mode: .textToVideo,
                server: .local,
                origin: .console,
                holder: nil,
                request: ["prompt": "x"],
                createdAt: noon.now.addingTimeInterval(-age)
            )
            return filter.fits(made, SearchText(made))
        }
        #expect(found.map(\.0).joined() == expected)
        #expect(filter.isTimed)
    }

    @Test("counts what was asked about in vain for an hour among what needs attention")
    func overdue() throws {
        var slow = task("gggggg", .running, "x")
        slow.sentAt = noon.now.addingTimeInterval(-7200)
        var young = slow
        young.sentAt = noon.now.addingTimeInterval(-60)
        for (text, expected) in [("state:attention", true), ("state:att", true), ("state:failed", false)] {
            #expect(try TaskFilter(text, at: noon).fits(slow, SearchText(slow)) == expected)
        }
        #expect(try !TaskFilter("state:attention", at: noon).fits(young, SearchText(young)))
        #expect(try !TaskFilter("!state:attention", at: noon).fits(slow, SearchText(slow)))
    }

    @Test("hides nothing by a key before anything follows it, and says what may")
    func hints() throws {
        #expect(try found("lake mode:") == "abe")
        #expect(try TaskFilter("lake mode:", at: noon).hint == "t2v i2v e2v m2v t2s")
        #expect(try TaskFilter("!state:", at: noon).hint?.hasPrefix("active attention ") == true)
        #expect(try TaskFilter("state:done lake", at: noon).hint == nil)
        #expect(try TaskFilter("state: ", at: noon).isEmpty)
    }
}

@Suite("The order of tasks")
struct TaskOrderTests {
    @Test("is stable, and puts what has waited longest first")
    func orders() {
        var tasks = [
            task("aaaaaa", .failed, ""), task("bbbbbb", .running, ""), task("cccccc", .unsaved, ""),
            task("dddddd", .failed, ""), task("eeeeee", .running, ""),
        ]
        for (index, minutes) in [30.0, 0, 10, 20, 0].enumerated() {
            tasks[index].finishedAt = Date(timeIntervalSince1970: minutes)
        }
        let orders = TaskOrder.allCases.map { order in
            order.sorted([0, 1, 2, 3, 4], of: tasks).map { tasks[$0].id.rawValue.prefix(1) }.joined()
        }
        #expect(orders == ["abcde", "edcba", "becad", "cdabe"])
        #expect(TaskOrder.attention.sorted([4, 0], of: tasks) == [0, 4])
        #expect(TaskOrder.allCases.map(\.next) == [.oldest, .state, .attention, .newest])
    }
}
