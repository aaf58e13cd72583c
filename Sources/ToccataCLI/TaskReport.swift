package import BachAPI
import FoundationEssentials
package import ToccataCore

/// A task as `--json` shows it: schema `toccata/1`.
package enum TaskReport {
    /// Every member is always there, what is not known being null; times are RFC 3339 in UTC.
    ///
    /// A task that makes a subject has the links of its pictures, too.
    package static func json(_ task: VideoTask) -> JSONValue {
        guard task.mode == .textToSubject, case .object(var object) = common(task) else { return common(task) }
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

    static func time(_ date: Date) -> String { date.formatted(.iso8601) }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
