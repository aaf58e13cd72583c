package import FoundationEssentials

/// Reads answers tolerantly: the pages contradict each other, and a task that was paid for must not be lost over it.
///
/// The HTTP status counts first. A success is 2xx with a `code` that is absent, 0 or 200 (a number, or a number in
/// quotes) and the field that was asked for; another code is a failure even with HTTP 200.
package enum AnswerDecoder {
    package static func create(httpStatus: Int, body: Data) -> Answer<CreatedTask> {
        decode(httpStatus, body, missing: "no task id in the answer") { answer in
            guard let taskID = id(answer["data"]?["task_id"]) ?? id(answer["task_id"]) else { return nil }
            return CreatedTask(taskID: taskID, createdAt: creationTime(in: answer["data"] ?? answer))
        }
    }

    package static func query(httpStatus: Int, body: Data) -> Answer<QueriedTask> {
        decode(httpStatus, body, missing: "no status in the answer") { answer in
            let data = answer["data"] ?? .null
            guard let status = status(in: answer, data) else { return nil }
            return QueriedTask(
                taskID: text(data["task_id"]),
                status: TaskStatus(rawValue: status),
                message: message(in: data, besides: status),
                videoURL: text(data["video_url"])
            )
        }
    }

    /// Reads an upload's answer, whose shape no page gives: the first array of objects or strings below `data`.
    package static func upload(httpStatus: Int, body: Data) -> Answer<[UploadedPicture]> {
        decode(httpStatus, body, missing: "no pictures in the answer") { answer in
            guard let data = answer["data"] else { return nil }
            let lists = data.arrayValue.map { [$0] } ?? data.objectValue?.members.compactMap(\.value.arrayValue) ?? []
            return lists.first { !$0.isEmpty }.map { $0.map(picture) }
        }
    }

    private static func decode<Content>(
        _ httpStatus: Int,
        _ body: Data,
        missing: String,
        read: (JSONValue) -> Content?
    ) -> Answer<Content> {
        guard let answer = try? JSONValue(parsing: body), answer.objectValue != nil else {
            return .unreadable(httpStatus: httpStatus, why: "the answer is not JSON (HTTP \(httpStatus))")
        }
        let code = code(in: answer)
        let isSuccess = (200..<300).contains(httpStatus) && [nil, 0, 200].contains(code)
        if !isSuccess {
            guard let code else { return .unreadable(httpStatus: httpStatus, why: "no code (HTTP \(httpStatus))") }
            return .failure(failure(httpStatus, code, answer))
        }
        return read(answer).map(Answer.content) ?? .unreadable(httpStatus: httpStatus, why: missing)
    }

    private static func failure(_ httpStatus: Int, _ code: Int, _ answer: JSONValue) -> APIFailure {
        let message = text(answer["message"]) ?? text(answer["data"]?["message"]) ?? APICode.of(code)?.meaning ?? ""
        return APIFailure(httpStatus: httpStatus, code: code, message: message)
    }

    /// A number or a number in quotes; nil when there is none.
    private static func code(in answer: JSONValue) -> Int? {
        answer["code"]?.integerValue ?? answer["code"]?.stringValue.flatMap { Int($0) }
    }

    private static func status(in answer: JSONValue, _ data: JSONValue) -> String? {
        text(data["status"]) ?? text(data["task_status"]) ?? text(answer["status"])
            ?? text(data["message"]).flatMap { $0.hasPrefix("TASK_") ? $0 : nil }
    }

    private static func message(in data: JSONValue, besides status: String) -> String? {
        ["message", "task_status_msg", "reason", "error"].lazy.compactMap { text(data[$0]) }.first { $0 != status }
    }

    /// Seconds, or milliseconds when the number is beyond 10¹¹.
    private static func creationTime(in data: JSONValue) -> Date? {
        guard let time = data["created_at"]?.doubleValue ?? data["create_at"]?.doubleValue else { return nil }
        return Date(timeIntervalSince1970: time > 1e11 ? time / 1000 : time)
    }

    private static func picture(_ value: JSONValue) -> UploadedPicture {
        let url =
            value.stringValue
            ?? ["url", "image_url", "cdn_url", "file_url"].lazy.compactMap { text(value[$0]) }.first
            ?? value.objectValue?.members.lazy.compactMap(\.value.stringValue).first(where: RequestRules.isWebURL)
        return UploadedPicture(
            name: text(value["image_name"]),
            url: url,
            problem: text(value["error"]) ?? text(value["message"])
        )
    }

    /// An id is never refused for being a number: it is all there is of a task that is paid for.
    private static func id(_ value: JSONValue?) -> String? { text(value) ?? value?.integerValue.map { String($0) } }

    /// A string that says something.
    private static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.stringValue, !text.isEmpty else { return nil }
        return text
    }
}
