import BachAPI
import FoundationEssentials
import Glibc
import ToccataCore

/// The `.json` beside a video: what made it.
enum Sidecar {
    static func document(_ task: VideoTask) -> JSONValue {
        let answer = JSONObject([
            ("status", text(task.status?.rawValue)), ("message", text(task.message)),
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

    /// Writes it whole or not at all; false when it could not be written.
    ///
    /// What a process that died here has left has the same name the next time, and goes with it.
    static func write(_ task: VideoTask, beside video: String) -> Bool {
        let path = (video.hasSuffix(".mp4") ? String(video.dropLast(4)) : video) + ".json"
        let part = path + ".part"
        let data = Data((document(task).text(.indented) + "\n").utf8)
        do {
            try data.write(to: URL(filePath: part))
            return rename(part, path) == 0
        } catch {
            return false
        }
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
