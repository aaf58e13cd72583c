import BachAPI
import FoundationEssentials
import Testing
import ToccataCLI
import ToccataCore

/// `toccata tasks --json` can stand in for a lost ledger.
@Suite("Tasks rebuilt from their JSON")
struct RebuildTests {
    private static let cases = Mode.allCases.flatMap { mode in TaskState.allCases.map { (mode, $0) } }

    @Test("are what they were, in every mode and state, to the second", arguments: cases)
    func everything(mode: Mode, state: TaskState) throws {
        for isFull in [false, true] {
            let task = Self.sample(mode, state, isFull: isFull)
            let text = TaskReport.json(task).text()
            let rebuilt = try #require(Self.task(from: JSONValue(parsing: text)), "\(text)")
            #expect(rebuilt == task)
        }
    }

    @Test("have a member for each that a task has")
    func members() throws {
        let task = Self.sample(.textToSubject, .done, isFull: true)
        let computed = ["isPlaceholder", "prompt", "externalID", "seed"]
        let stored = Mirror(reflecting: task).children.compactMap(\.label).filter { !computed.contains($0) }
        // id, mode, server (three members), origin, holder, request, state, ... : one more stored one needs a place here.
        #expect(stored.count == 28, "\(stored): is the new one in TaskReport, and read below?")
    }

    /// Reads what ``TaskReport`` writes; whoever has only the JSON does the same.
    private static func task(from json: JSONValue) -> VideoTask? {
        guard var task = begun(json), let state = json["state"]?.stringValue.flatMap(TaskState.init) else { return nil }
        task.state = state
        task.group = json["group"]?.stringValue.map(ShortID.init(rawValue:))
        task.taskID = json["task_id"]?.stringValue
        task.status = json["status"]?.stringValue.map(TaskStatus.init(rawValue:))
        task.message = json["message"]?.stringValue
        task.code = json["code"]?.integerValue
        task.httpStatus = json["http_status"]?.integerValue
        task.videoURL = json["video_url"]?.stringValue
        task.watermarkURL = json["watermark_url"]?.stringValue
        task.pictures = json["pictures"]?.arrayValue?.compactMap(\.stringValue) ?? []
        task.file = json["file"]?.stringValue
        task.sentAt = time(json["sent_at"])
        task.finishedAt = time(json["finished_at"])
        task.retryAt = time(json["retry_at"])
        task.attempts = json["attempts"]?.integerValue ?? -1
        task.notFoundCount = json["not_found_count"]?.integerValue ?? -1
        task.noURLCount = json["no_url_count"]?.integerValue ?? -1
        task.took = json["took"]?.doubleValue.map { .seconds($0) }
        task.questionAt = time(json["question_at"])
        task.tags = Tags(json["tags"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        return task
    }

    private static func begun(_ json: JSONValue) -> VideoTask? {
        guard let id = json["id"]?.stringValue, let mode = json["mode"]?.stringValue.flatMap(Mode.init),
            let server = json["server"]?.stringValue, let baseURL = json["base_url"]?.stringValue,
            let origin = json["origin"]?.stringValue.flatMap(VideoTask.Origin.init), let request = json["request"],
            let createdAt = time(json["created_at"])
        else { return nil }
        return VideoTask(
            id: ShortID(rawValue: id),
            mode: mode,
            server: ServerIdentity(name: server, baseURL: baseURL, keyID: json["key_id"]?.stringValue),
            origin: origin,
            holder: json["holder"]?.stringValue,
            request: request,
            folder: json["folder"]?.stringValue,
            createdAt: createdAt
        )
    }

    private static func time(_ value: JSONValue?) -> Date? {
        value?.stringValue.flatMap { try? Date($0, strategy: .iso8601) }  // nil: no time
    }

    private static func sample(_ mode: Mode, _ state: TaskState, isFull: Bool) -> VideoTask {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        var task = VideoTask(
            id: ShortID(rawValue: "k3f9ax"),
            mode: mode,
            server: isFull ? .remote(baseURL: "https://api.example.com/vdr", keyID: "AK1") : .local,
            origin: isFull ? .command : .console,
            holder: isFull ? "4711:99" : nil,
            request: [
                "prompt": "a tide\u{200B} 湖 \u{1B}", "seed": 7, "cfg_scale": 0.5, "enhance_prompt": false, "x": .null,
            ],
            folder: isFull ? "/videos" : nil,
            createdAt: start
        )
        task.state = state
        guard isFull else { return task }
        (task.taskID, task.status, task.message) = ("t-1", TaskStatus(rawValue: "TASK_ODD"), "words")
        (task.code, task.httpStatus, task.file) = (1001, 400, "/videos/a.mp4")
        (task.videoURL, task.watermarkURL) = ("https://cdn/a.mp4?sig=1", "https://cdn/b.mp4")
        (task.sentAt, task.finishedAt, task.retryAt) = (start + 1, start + 60, start + 9)
        (task.attempts, task.notFoundCount, task.noURLCount) = (3, 2, 1)
        task.group = ShortID(rawValue: "first1")
        (task.took, task.questionAt, task.tags) = (.milliseconds(58_250), start + 7200, Tags(["keep"]))
        if mode == .textToSubject { task.pictures = ["https://cdn/1.png", "https://cdn/2.png"] }
        return task
    }
}
