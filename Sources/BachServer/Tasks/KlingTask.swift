import BachAPI

/// A task as Kling's dialect shows it: in answers, in lists and in callbacks.
struct KlingTask {
    let task: TaskRecord
    /// Where the links to its videos begin.
    let server: String
    /// As it is shown.
    var status: String
    /// Whether a finished task shows what it has made.
    var hasResult = true
    var hasLinks = true

    init(_ task: TaskRecord, server: String) {
        self.task = task
        self.server = server
        status = Self.word(task.status)
    }

    /// The dialect's word for a status.
    static func word(_ status: TaskStatus) -> String {
        switch status {
        case .pending: "submitted"
        case .processing: "processing"
        case .succeeded: "succeed"
        default: "failed"
        }
    }

    /// What each task has taken from the resource pack: one unit, like the credit of a create (ours).
    private static let deduction = "1"

    private var request: VideoRequest { VideoRequest(family: task.family, body: task.body) }
    private var hasEnded: Bool { [.succeeded, .failed].contains(task.status) }

    /// The `data` of the answer to a create.
    var created: JSONObject {
        var data = JSONObject([("task_id", .string(task.id)), ("task_status", .string(status))])
        data["task_info"] = .object(info)
        addTimes(to: &data)
        return data
    }

    /// The `data` of the answer to a query, and an element of a list's.
    var data: JSONObject {
        var data = body
        data["watermark_info"] = ["enabled": .bool(request.wantsWatermark)]
        if task.status == .succeeded, hasResult { data["task_result"] = ["videos": .array(videos)] }
        addTimes(to: &data)
        return data
    }

    /// The body of a callback, which has no envelope.
    var callback: JSONObject {
        var data = body
        data["task_result"] = ["images": [], "videos": .array(task.status == .succeeded ? videos : [])]
        addTimes(to: &data)
        return data
    }

    private var body: JSONObject {
        var data = JSONObject([("task_id", .string(task.id)), ("task_status", .string(status))])
        data["task_status_msg"] = .string(task.status == .failed ? task.message : "")
        data["task_info"] = .object(info)
        if hasEnded, hasResult { data["final_unit_deduction"] = .string(Self.deduction) }
        return data
    }

    private var info: JSONObject {
        JSONObject(task.sender.externalID.map { [("external_task_id", .string($0))] } ?? [])
    }

    private var videos: [JSONValue] {
        guard hasLinks else { return [] }
        var video = JSONObject([("id", .string(task.videoName)), ("url", .string(task.videoURL(on: server)))])
        if request.wantsWatermark { video["watermark_url"] = .string(task.watermarkURL(on: server)) }
        video["duration"] = .string("\(request.duration)")
        return [.object(video)]
    }

    /// In milliseconds.
    private func addTimes(to data: inout JSONObject) {
        data["created_at"] = .integer(Int64(task.createdAt) * 1000)
        data["updated_at"] = .integer(Int64(task.changedAt) * 1000)
    }
}
