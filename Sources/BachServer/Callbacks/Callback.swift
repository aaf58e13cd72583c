import BachAPI

/// What is posted to whoever asked to be told about a task.
struct Callback: Equatable, Sendable {
    /// The task that it is about.
    var task: String
    /// Where it goes; it may hold a secret, so no log shows more of it than ``host``.
    var url: String
    var body: JSONValue

    /// Host and port of the URL.
    var host: String {
        let rest = url.drop { $0 != "/" }.drop { $0 == "/" }
        let authority = rest.prefix { !"/?#\\".contains($0) }
        return String(authority.split(separator: "@").last ?? authority)
    }

    /// What is to be posted about a task in the status that it has now; nil for nothing.
    static func about(_ task: TaskRecord, server: String) -> Callback? {
        switch task.family.dialect {
        case .bach: atTheEnd(of: task, server: server)
        case .kling: atEachChange(of: task, server: server)
        }
    }

    /// The callback of Kling's dialect: one in every status.
    private static func atEachChange(of task: TaskRecord, server: String) -> Callback? {
        guard let url = VideoRequest(family: task.family, body: task.body).callbackURL else { return nil }
        let body = KlingTask(task, server: task.base(or: server)).callback
        return Callback(task: task.id, url: url, body: .object(body))
    }

    /// The callback of Bach's own pages: one, when the task has ended, without the envelope of answers.
    ///
    /// What is posted for a failed task is ours; the pages show only success.
    static func atTheEnd(of task: TaskRecord, server: String) -> Callback? {
        // Subjects have no such field.
        guard task.family.dialect == .bach, task.family.makesVideo,
            let url = VideoRequest(family: task.family, body: task.body).callbackURL
        else { return nil }
        var body = JSONObject([("task_id", .string(task.id)), ("status", .string(task.status.rawValue))])
        switch task.status {
        case .succeeded: body["video_url"] = .string(task.videoURL(server: server))
        case .failed: body["message"] = .string(task.message)
        default: return nil
        }
        body["created_at"] = .integer(Int64(task.createdAt))
        body["completed_at"] = .integer(Int64(task.changedAt))
        return Callback(task: task.id, url: url, body: .object(body))
    }
}

/// A callback that is kept until it was delivered or given up.
struct PendingCallback: Equatable, Sendable {
    var number: Int
    var callback: Callback
}
