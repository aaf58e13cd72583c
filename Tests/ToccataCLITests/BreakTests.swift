import BachAPI
import FoundationEssentials
import Testing
import ToccataCLI
import ToccataCore

@Suite("A download that broke off, on the command line")
struct BreakTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private var task: VideoTask {
        var task = VideoTask(
            id: ShortID(rawValue: "k3f9ax"),
            mode: .textToVideo,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["prompt": "a tide"],
            createdAt: Self.now
        )
        task.state = .downloading
        task.status = .succeeded
        task.message = "No connection: refused."
        task.retryAt = Self.now + 4
        return task
    }

    @Test("is told with what broke, and when it goes on, by watch and tasks")
    func told() {
        let goesOn = "its download goes on from where it is, next try at 2027-01-15T08:00:04Z"
        let line = WatchLine.text(task, .none, at: Self.now)
        #expect(line.hasSuffix("TASK_SUCCEEDED  No connection: refused.  \(goesOn)"), "\(line)")
        let table = TaskLines.table([task], [.none], now: Self.now, width: 100)
        #expect(table.last?.hasSuffix("  (cut, goes on in 4s) a tide") == true, "\(table)")
        let late = TaskLines.table([task], [.none], now: Self.now + 5, width: 100)
        #expect(late.last?.hasSuffix("  (cut, goes on now) a tide") == true, "\(late)")
    }

    @Test("is told to be tried again when its host stayed away, by watch and tasks")
    func savedLater() {
        var task = task
        task.state = .unsaved
        let line = WatchLine.text(task, .none, at: Self.now)
        #expect(line.hasSuffix("  a console or watch tries again to save it at 2027-01-15T08:00:04Z"), "\(line)")
        let table = TaskLines.table([task], [.none], now: Self.now, width: 100)
        #expect(table.last?.hasSuffix("  (not saved, is tried again) a tide") == true, "\(table)")
    }
}
