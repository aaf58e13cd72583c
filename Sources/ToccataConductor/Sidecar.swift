import BachAPI
import FoundationEssentials
import Glibc
import ToccataCore

/// The `.json` beside a video: what made it.
enum Sidecar {
    static func document(_ task: VideoTask) -> JSONValue {
        let answer = JSONObject([
            ("status", text(task.status?.rawValue)), ("message", text(task.words.service)),
            ("video_url", text(task.videoURL)),
        ])
        return .object(
            JSONObject([
                ("id", .string(task.id.rawValue)),
                ("task_id", text(task.taskID)),
                ("server", .string(task.server.name)),
                ("placeholder", .bool(task.isPlaceholder)),
                ("mode", .string(task.mode.rawValue)),
                ("seed", task.seed.map { .integer(Int64($0)) } ?? .null),
                ("created_at", .string(task.createdAt.formatted(.iso8601))),
                ("finished_at", text(task.finishedAt?.formatted(.iso8601))),
                ("request", task.request),
                ("answer", .object(answer)),
            ])
        )
    }

    /// Writes it whole or not at all, over nobody's file; false when it could not be written.
    ///
    /// What a process that died here has left has the same name the next time, and goes with it.
    static func write(_ task: VideoTask, beside video: String) -> Bool {
        let path = (video.hasSuffix(".mp4") ? String(video.dropLast(4)) : video) + ".json"
        guard isFree(path, for: task) else { return false }
        let part = path + ".part"
        unlink(part)
        let data = Data((document(task).text(.indented) + "\n").utf8)
        do {
            try data.write(to: URL(filePath: part), options: .withoutOverwriting)
            return rename(part, path) == 0
        } catch {
            return false
        }
    }

    /// Whether nothing has the name, or what an earlier try wrote for the same task.
    private static func isFree(_ path: String, for task: VideoTask) -> Bool {
        var file = stat()
        guard lstat(path, &file) == 0 else { return errno == ENOENT }
        guard file.st_mode & S_IFMT == S_IFREG, file.st_size < 1 << 24,
            let data = try? Data(contentsOf: URL(filePath: path)),  // nil: unreadable, so not ours
            let document = try? JSONValue(parsing: data)  // nil: no JSON, so not ours
        else { return false }
        return document["id"]?.stringValue == task.id.rawValue
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
