import BachAPI
import FoundationEssentials
import SQLiteKit
import ToccataCore

/// One row of `tasks`, to and from a ``VideoTask``.
enum TaskRow {
    /// What a change may touch; the other columns say what the task is, and never change.
    static let changing = [
        "origin", "holder", "request", "state", "task_id", "status", "message", "code", "http_status", "video_url",
        "file", "folder", "sent_at", "finished_at", "retry_at", "attempts", "not_found_count", "no_url_count",
        "watermark_url", "pictures", "took", "question_at", "tags",
    ]

    /// The values of ``changing``, in that order.
    static func changing(_ task: VideoTask) -> [SQLiteValue] {
        [
            .text(task.origin.rawValue), .init(task.holder), .text(task.request.text()), .text(task.state.rawValue),
            .init(task.taskID), .init(task.status?.rawValue), .init(task.message), .init(task.code),
            .init(task.httpStatus), .init(task.videoURL), .init(task.file), .init(task.folder),
            .init(task.sentAt), .init(task.finishedAt), .init(task.retryAt), .init(task.attempts),
            .init(task.notFoundCount), .init(task.noURLCount), .init(task.watermarkURL),
            .init(array(task.pictures)), .init(task.took.map { Int($0 / .milliseconds(1)) }), .init(task.questionAt),
            .init(array(task.tags.words)),
        ]
    }

    private static func array(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : JSONValue.array(texts.map(JSONValue.string)).text()
    }

    private static func texts(_ array: String?) -> [String] {
        let array = array.flatMap { try? JSONValue(parsing: $0) }  // nil: none, or unreadable
        return array?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    static let fixed = ["id", "mode", "server", "base_url", "key_id", "created_at", "task_group"]

    /// The values of ``fixed``, in that order.
    static func fixed(_ task: VideoTask) -> [SQLiteValue] {
        [
            .text(task.id.rawValue), .text(task.mode.rawValue), .text(task.server.name), .text(task.server.baseURL),
            .init(task.server.keyID), .init(task.createdAt), .init(task.group?.rawValue),
        ]
    }

    /// Reads a row; nil if it holds what this Toccata has no word for.
    static func task(_ row: Row) -> VideoTask? {
        guard var task = begun(row), let state = row.text("state").flatMap(TaskState.init) else { return nil }
        task.state = state
        task.group = row.text("task_group").map(ShortID.init(rawValue:))
        task.taskID = row.text("task_id")
        task.status = row.text("status").map(TaskStatus.init(rawValue:))
        task.message = row.text("message")
        task.code = row.integer("code")
        task.httpStatus = row.integer("http_status")
        task.videoURL = row.text("video_url")
        task.watermarkURL = row.text("watermark_url")
        task.file = row.text("file")
        task.sentAt = row.date("sent_at")
        task.finishedAt = row.date("finished_at")
        task.retryAt = row.date("retry_at")
        task.attempts = row.integer("attempts") ?? 0
        task.notFoundCount = row.integer("not_found_count") ?? 0
        task.noURLCount = row.integer("no_url_count") ?? 0
        task.took = row.integer("took").map { .milliseconds($0) }
        task.questionAt = row.date("question_at")
        task.pictures = texts(row.text("pictures"))
        task.tags = Tags(texts(row.text("tags")))
        return task
    }

    /// The task as it was when it was accepted.
    private static func begun(_ row: Row) -> VideoTask? {
        guard
            let id = row.text("id"),
            let mode = row.text("mode").flatMap(Mode.init),
            let server = row.text("server"),
            let origin = row.text("origin").flatMap(VideoTask.Origin.init),
            let request = row.text("request").flatMap({ try? JSONValue(parsing: $0) }),  // nil: unreadable
            let createdAt = row.date("created_at")
        else { return nil }
        return VideoTask(
            id: ShortID(rawValue: id),
            mode: mode,
            server: ServerIdentity(name: server, baseURL: row.text("base_url") ?? "", keyID: row.text("key_id")),
            origin: origin,
            holder: row.text("holder"),
            request: request,
            folder: row.text("folder"),
            createdAt: createdAt
        )
    }
}

extension SQLiteValue {
    /// A time, to the millisecond.
    init(_ date: Date?) {
        self = date.flatMap { Int64(exactly: ($0.timeIntervalSince1970 * 1000).rounded()) }.map(Self.integer) ?? .null
    }
}

extension Row {
    func date(_ name: String) -> Date? {
        integer(name).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }
}
