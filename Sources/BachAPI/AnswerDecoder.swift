package import FoundationEssentials

/// Reads answers tolerantly: the pages contradict each other, and a task that was paid for must not be lost over it.
///
/// The HTTP status counts first. A success is 2xx with a `code` that is absent, 0 or 200 (a number, or a number in
/// quotes) and the field that was asked for; another code is a failure even with HTTP 200.
package enum AnswerDecoder {
    package static func create(httpStatus: Int, body: Data, dialect: Dialect = .bach) -> Answer<CreatedTask> {
        decode(httpStatus, body, dialect, missing: "no task id in the answer") { answer in
            guard let taskID = id(answer["data"]?["task_id"]) ?? id(answer["task_id"]) else { return nil }
            return CreatedTask(taskID: taskID, createdAt: creationTime(in: answer["data"] ?? answer))
        }
    }

    package static func query(httpStatus: Int, body: Data, dialect: Dialect = .bach) -> Answer<QueriedTask> {
        decode(httpStatus, body, dialect, missing: "no status in the answer") { answer in
            // The general page's sample reads the status beside `code`: then the rest stands there too.
            let data = answer["data"] ?? .null
            return task(text(answer["status"]) != nil && word(in: data) == nil ? answer : data, in: answer, dialect)
        }
    }

    /// Reads a page of tasks; elements without a status are left out.
    package static func list(httpStatus: Int, body: Data, dialect: Dialect) -> Answer<[QueriedTask]> {
        decode(httpStatus, body, dialect, missing: "no list in the answer") { answer in
            answer["data"]?.arrayValue?.compactMap { task($0, in: .null, dialect) }
        }
    }

    /// Reads a subject made from text, whose answer no page gives: pictures by name, or a list of them.
    package static func subject(httpStatus: Int, body: Data) -> Answer<QueriedSubject> {
        decode(httpStatus, body, .bach, missing: "no status in the answer") { answer in
            let data = answer["data"] ?? .null
            guard let status = status(in: answer, data) else { return nil }
            let lists = [data["split_images"], data["image_urls"]].lazy.compactMap { $0.map(urls) }
            return QueriedSubject(
                status: TaskStatus(rawValue: status),
                message: message(in: data, of: answer, besides: status),
                pictures: lists.first { !$0.isEmpty } ?? []
            )
        }
    }

    private static func task(_ data: JSONValue, in answer: JSONValue, _ dialect: Dialect) -> QueriedTask? {
        guard let status = status(in: answer, data) else { return nil }
        let video = data["task_result"]?["videos"]?.arrayValue?.first
        return QueriedTask(
            taskID: id(data["task_id"]),
            status: TaskStatus(rawValue: status),
            message: message(in: data, of: answer, besides: status),
            videoURL: text(data["video_url"]) ?? text(video?["url"]),
            watermarkURL: text(video?["watermark_url"]),
            externalID: text(data["task_info"]?["external_task_id"]),
            createdAt: dialect == .kling ? creationTime(in: data) : nil
        )
    }

    /// Every link of a list or an object, the known views of an object first.
    private static func urls(_ pictures: JSONValue) -> [String] {
        if let list = pictures.arrayValue { return list.compactMap { picture($0).url } }
        guard let members = pictures.objectValue?.members else { return [] }
        let known = SubjectView.allCases.compactMap { pictures[$0.rawValue] }
        let others = members.filter { SubjectView(rawValue: $0.name) == nil }.map(\.value)
        return (known + others).compactMap { picture($0).url }.filter(RequestRules.isWebURL)
    }

    static func decode<Content>(
        _ httpStatus: Int,
        _ body: Data,
        _ dialect: Dialect,
        missing: String,
        read: (JSONValue) -> Content?
    ) -> Answer<Content> {
        guard let answer = json(body), answer.objectValue != nil else {
            return .unreadable(httpStatus: httpStatus, why: "the answer is not JSON (HTTP \(httpStatus))")
        }
        let code = code(in: answer)
        let isSuccess = (200..<300).contains(httpStatus) && [nil, 0, 200].contains(code)
        if !isSuccess {
            guard let code else { return .unreadable(httpStatus: httpStatus, why: "no code (HTTP \(httpStatus))") }
            return .failure(failure(httpStatus, code, answer, dialect))
        }
        return read(answer).map(Answer.content) ?? .unreadable(httpStatus: httpStatus, why: missing)
    }

    /// A byte that is no UTF-8, or half a character, in some message must not cost a task id: it is read as `\u{FFFD}`.
    private static func json(_ body: Data) -> JSONValue? {
        if let value = try? JSONValue(parsing: body) { return value }
        let text = String(decoding: body, as: UTF8.self)
        return (try? JSONValue(parsing: text)) ?? (try? JSONValue(parsing: mendingHalves(in: text)))
    }

    private static func failure(
        _ httpStatus: Int,
        _ code: Int,
        _ answer: JSONValue,
        _ dialect: Dialect
    ) -> APIFailure {
        let said = text(answer["message"]) ?? text(answer["data"]?["message"])
        let message = said ?? APICode.of(code, dialect)?.meaning ?? ""
        return APIFailure(httpStatus: httpStatus, code: code, message: message, dialect: dialect)
    }

    /// A number or a number in quotes; nil when there is none.
    private static func code(in answer: JSONValue) -> Int? {
        answer["code"]?.integerOrDigits
    }

    private static func status(in answer: JSONValue, _ data: JSONValue) -> String? {
        word(in: data) ?? text(answer["status"])
            ?? text(data["message"]).flatMap { $0.hasPrefix("TASK_") ? $0 : nil }
    }

    private static func word(in data: JSONValue) -> String? { text(data["status"]) ?? text(data["task_status"]) }

    /// What is said about the task; the envelope's own message only where it is the reason of a failure.
    private static func message(in data: JSONValue, of answer: JSONValue, besides status: String) -> String? {
        let said = ["message", "task_status_msg", "reason", "error"].lazy.compactMap { text(data[$0]) }
        let isFailed = TaskStatus(rawValue: status).meaning == .failed
        let reasons = Array(said) + (isFailed ? [text(answer["message"])].compactMap { $0 } : [])
        return reasons.first { $0 != status && !successWords.contains($0.lowercased()) }
    }

    /// What an envelope says of a request that went well; it says nothing about a task.
    private static let successWords: Set = ["success", "succeed"]

    /// Seconds, or milliseconds when the number is beyond 10¹¹; nil for what is no time that could be.
    private static func creationTime(in data: JSONValue) -> Date? {
        let times = [data["created_at"], data["create_at"]].lazy.compactMap {
            $0?.doubleValue ?? text($0).flatMap { Double($0) }
        }
        guard let time = times.first, (0..<1e14).contains(time) else { return nil }
        return Date(timeIntervalSince1970: time > 1e11 ? time / 1000 : time)
    }

    /// An id is never refused for being a number: it is all there is of a task that is paid for.
    static func id(_ value: JSONValue?) -> String? { text(value) ?? value?.integerValue.map { String($0) } }

    /// A string that says something.
    static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.stringValue, !text.isEmpty else { return nil }
        return text
    }
}
