import BachAPI
import SQLiteKit
import Scratch
import Testing

@testable import BachServer

@Suite("Tasks of senders")
struct TaskSenderTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func task(_ id: String, _ accessKey: String, _ externalID: String?, family: Family = .multiImageToVideo)
        -> TaskRecord
    {
        let sender = TaskSender(accessKey: accessKey, externalID: externalID)
        return TaskRecord(id: id, family: family, body: [:], createdAt: 1, sender: sender, video: "v\(id)")
    }

    @Test("are kept with whose they are and what they are called")
    func kept() throws {
        let store = try TaskStore(path: folder.file("tasks"))
        let tasks = [
            task("1", "a", "x"), task("2", "b", "x"), task("3", "a", nil), task("4", "a", nil),
            task("5", "a", "x", family: .textToVideo),
        ]
        for task in tasks { try store.insert(task) }

        #expect(try store.task(.multiImageToVideo, of: "a", externalID: "x") == tasks[0])
        #expect(try store.task(.multiImageToVideo, of: "b", externalID: "x") == tasks[1])
        #expect(try store.task(.multiImageToVideo, of: "c", externalID: "x") == nil)
        let page = try TaskPage([:], Limits.current.multiImage)
        #expect(try store.tasks(.multiImageToVideo, of: "a", page).map(\.id) == ["4", "3", "1"])
        #expect(throws: SQLiteError.self) { try store.insert(task("6", "a", "x")) }
    }

    @Test("of an older server's data are nobody's, and their videos have their ids for names")
    func older() throws {
        let path = folder.file("tasks")
        let older = TaskStore.migrations.prefix { !$0.name.hasPrefix("know whose a task is") }
        try #require(older.count < TaskStore.migrations.count)
        try SQLiteConnection(path: path, migrations: Array(older)).run(
            script: """
                INSERT INTO tasks (id, family, body, created_at, status, message, is_doomed)
                VALUES ('t1', 'videos/text2video', '{}', 1, 'TASK_SUCCEEDED', 'm', 0)
                """
        )

        let task = try #require(try TaskStore(path: path).task(id: "t1"))
        #expect(task.sender == TaskSender())
        #expect(task.videoURL(on: "http://a") == "http://a/videos/t1.mp4")
    }
}
