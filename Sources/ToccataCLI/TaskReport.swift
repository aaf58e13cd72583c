package import BachAPI
import FoundationEssentials
package import ToccataCore

/// A task as `--json` shows it: schema `toccata/1`.
package enum TaskReport {
    /// Every member is always there, what is not known being null; times are RFC 3339 in UTC.
    ///
    /// A task that makes a subject has the links of its pictures, too.
    package static func json(_ task: VideoTask, _ lateness: Lateness = .none) -> JSONValue {
        guard case .object(var object) = common(task) else { return common(task) }
        for (name, value) in rest(task) + members(lateness) { object[name] = value }
        guard task.mode == .textToSubject else { return .object(object) }
        object["pictures"] = .array(task.pictures.map(JSONValue.string))
        return .object(object)
    }

    private static func common(_ task: VideoTask) -> JSONValue {
        [
            "id": .string(task.id.rawValue),
            "task_id": text(task.taskID),
            "server": .string(task.server.name),
            "placeholder": .bool(task.isPlaceholder),
            "mode": .string(task.mode.rawValue),
            "status": text(task.status?.rawValue),
            "state": .string(task.state.rawValue),
            "message": text(task.message),
            "code": task.code.map { .integer(Int64($0)) } ?? .null,
            "video_url": text(task.videoURL),
            "file": text(task.file),
            "prompt": .string(task.prompt),
            "request": task.request,
            "created_at": .string(time(task.createdAt)),
            "finished_at": text(task.finishedAt.map(time)),
        ]
    }

    /// What else the ledger holds of a task: with it a lost ledger can be made again from this text.
    private static func rest(_ task: VideoTask) -> [(String, JSONValue)] {
        [
            ("external_task_id", text(task.externalID)),
            ("group", text(task.group?.rawValue)),
            ("watermark_url", text(task.watermarkURL)),
            ("base_url", .string(task.server.baseURL)),
            ("key_id", text(task.server.keyID)),
            ("origin", .string(task.origin.rawValue)),
            ("holder", text(task.holder)),
            ("folder", text(task.folder)),
            ("http_status", task.httpStatus.map { .integer(Int64($0)) } ?? .null),
            ("sent_at", text(task.sentAt.map(time))),
            ("retry_at", text(task.retryAt.map(time))),
            ("attempts", .integer(Int64(task.attempts))),
            ("not_found_count", .integer(Int64(task.notFoundCount))),
            ("no_url_count", .integer(Int64(task.noURLCount))),
            ("took", task.took.map { .number($0.inSeconds) } ?? .null),
            ("question_at", text(task.questionAt.map(time))),
            ("tags", .array(task.tags.words.map(JSONValue.string))),
        ]
    }

    /// What is true only at the moment, and of what the service is at work on.
    private static func members(_ lateness: Lateness) -> [(String, JSONValue)] {
        let slowness: JSONValue? = lateness.slowness.map {
            ["usual": .number($0.usual.inSeconds), "seen": .integer(Int64($0.seen))]
        }
        return [("slow", slowness ?? .null), ("overdue", .bool(lateness.isOverdue))]
    }

    static func time(_ date: Date) -> String { date.formatted(.iso8601) }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
