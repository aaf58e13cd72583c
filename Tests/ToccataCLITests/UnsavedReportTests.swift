import BachAPI
import FoundationEssentials
import Testing
import ToccataCLI
import ToccataCore

@Suite("What is finished and not saved")
struct UnsavedReportTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func task(_ id: String, _ state: TaskState, hoursAgo: Double) -> VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: id),
            mode: .textToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "a tide"],
            createdAt: now.addingTimeInterval(-86_400)
        )
        task.state = state
        task.finishedAt = now.addingTimeInterval(-3600 * hoursAgo)
        return task
    }

    @Test("is said with the age of the oldest and how to save it, and not at all when all is saved")
    func lines() {
        let tasks = [task("aaaaaa", .unsaved, hoursAgo: 1), task("bbbbbb", .done, hoursAgo: 9)]
        let more = tasks + [task("cccccc", .unsaved, hoursAgo: 5)]
        #expect(UnsavedReport.lines([tasks[1]], at: now) == [])
        let one = "1 task is finished and not saved, since 1h: toccata download aaaaaa"
        #expect(UnsavedReport.lines(tasks, at: now) == ["", one])
        let two = "2 tasks are finished and not saved, the oldest since 5h: toccata download aaaaaa cccccc"
        #expect(UnsavedReport.lines(more, at: now) == ["", two])
        let many = (0..<7).map { task("aaaaa\($0)", .unsaved, hoursAgo: 1) }
        #expect(UnsavedReport.lines(many, at: now).last?.hasSuffix("aaaaa3 aaaaa4 ...") == true)
    }
}
