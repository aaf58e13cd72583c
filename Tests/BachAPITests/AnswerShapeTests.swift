import BachAPI
import FoundationEssentials
import Testing

/// Every shape of an answer that a page prints, hints at or contradicts, and those of services that go wrong.
@Suite("Shapes of answers")
struct AnswerShapeTests {
    /// An answer's status and body.
    struct Raw: CustomTestStringConvertible, Sendable {
        let http: Int
        let body: Data

        init(_ body: String, http: Int = 200) {
            self.http = http
            self.body = Data(body.utf8)
        }

        init(bytes: [UInt8]) {
            http = 200
            body = Data(bytes)
        }

        var testDescription: String { "\(http) \(String(decoding: body, as: UTF8.self).prefix(120))" }
    }

    static func created(_ id: String, _ seconds: Double?) -> Answer<CreatedTask> {
        .content(CreatedTask(taskID: id, createdAt: seconds.map { Date(timeIntervalSince1970: $0) }))
    }

    static func failure<Content>(
        _ http: Int,
        _ code: Int,
        _ message: String,
        _ dialect: Dialect = .bach
    ) -> Answer<Content> {
        .failure(APIFailure(httpStatus: http, code: code, message: message, dialect: dialect))
    }

    // MARK: - Creates

    static let creates: [(Raw, Answer<CreatedTask>)] = [
        // As printed: text-to-video, image-to-video, elements-to-video.
        (
            Raw(
                #"{"code": 200,"message": "Success","data": {"task_id": "660e8400-e29b-41d4-a716-446655440001","create_at": 1709251200}}"#
            ),
            created("660e8400-e29b-41d4-a716-446655440001", 1_709_251_200)
        ),
        (
            Raw(
                #"{"code": 200,"message": "Success","data": {"task_id": "770e8400-e29b-41d4-a716-446655440002","create_at": 1709251200}}"#
            ),
            created("770e8400-e29b-41d4-a716-446655440002", 1_709_251_200)
        ),
        (
            Raw(
                #"{"code": 0,"message": "Success","data": {"task_id": "550e8400-e29b-41d4-a716-446655440000","created_at": 1678886400}}"#
            ),
            created("550e8400-e29b-41d4-a716-446655440000", 1_678_886_400)
        ),
        // Kling's, with milliseconds, with and without task_info.
        (
            Raw(
                #"{"code":0,"message":"SUCCEED","request_id":"r","data":{"task_id":"837474747474747474","task_status":"submitted","task_info":{},"created_at":1722769557708,"updated_at":1722769557708}}"#
            ),
            created("837474747474747474", 1_722_769_557.708)
        ),
        // Codes: missing, null, in quotes, the other page's.
        (Raw(#"{"data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(#"{"code":null,"data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(#"{"code":"0","data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(#"{"code":"200","data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(#"{"code":200.0,"data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(#"{"code":0,"data":{"task_id":"t"}}"#, http: 201), created("t", nil)),
        // Ids and times in other types, beside data, or impossible.
        (Raw(#"{"code":200,"data":{"task_id":837474747474747474}}"#), created("837474747474747474", nil)),
        (Raw(#"{"code":200,"task_id":"t","created_at":5}"#), created("t", 5)),
        (Raw(#"{"code":200,"data":{"task_id":"t","create_at":"1709251200"}}"#), created("t", 1_709_251_200)),
        (Raw(#"{"code":200,"data":{"task_id":"t","create_at":1e300}}"#), created("t", nil)),
        (Raw(#"{"code":200,"data":{"task_id":"t","create_at":"nan"}}"#), created("t", nil)),
        (Raw(#"{"code":200,"data":{"task_id":"t","create_at":-1}}"#), created("t", nil)),
        (Raw(#"{"code":200,"data":{"task_id":"t","create_at":null,"created_at":5}}"#), created("t", 5)),
        // More than asked for: unknown members, a time stamp beside data.
        (
            Raw(#"{"code":200,"data":{"task_id":"t","status":"TASK_PENDING","eta":[1]},"timestamp":1,"x":{}}"#),
            created("t", nil)
        ),
        // Bytes: a byte order mark, white space, a message that is no UTF-8.
        (Raw("\u{FEFF}" + #"{"code":200,"data":{"task_id":"t"}}"#), created("t", nil)),
        (Raw(" \r\n\t" + #"{"code":200,"data":{"task_id":"t"}}"# + "\n"), created("t", nil)),
        (
            Raw(bytes: Array(#"{"message":"Succ"#.utf8) + [0xE9, 0xFF] + Array(#"","data":{"task_id":"t"}}"#.utf8)),
            created("t", nil)
        ),
        // Failures: as printed, with HTTP 200, with the code in quotes, without data or message, contradicting.
        (
            Raw(#"{"code": 1000,"message": "Specific error reason","data": {}}"#, http: 400),
            failure(400, 1000, "Specific error reason")
        ),
        (Raw(#"{"code": 1000,"message": "No","data": {}}"#), failure(200, 1000, "No")),
        (Raw(#"{"code":"1302","message":"No"}"#, http: 403), failure(403, 1302, "No")),
        (Raw(#"{"code":1302}"#, http: 403), failure(403, 1302, "Insufficient credit package.")),
        (Raw(#"{"code":4711,"data":null}"#, http: 400), failure(400, 4711, "")),
        (Raw(#"{"code":1000,"message":"","data":{"message":"No"}}"#, http: 400), failure(400, 1000, "No")),
        (Raw(#"{"code":200,"message":"Oh","data":{"task_id":"t"}}"#, http: 500), failure(500, 200, "Oh")),
        (Raw(#"{"code":5000,"message":"Oh","data":{"task_id":"t"}}"#), failure(200, 5000, "Oh")),
    ]

    @Test("of a create: the task, or the service's own failure", arguments: creates)
    func create(raw: Raw, expected: Answer<CreatedTask>) {
        #expect(AnswerDecoder.create(httpStatus: raw.http, body: raw.body) == expected)
    }

    @Test("of a failure in Kling's dialect: its own code")
    func klingFailure() {
        let raw = Raw(#"{"code":1303,"message":"parallel task over resource pack limit","request_id":"r"}"#, http: 429)
        let answer = AnswerDecoder.create(httpStatus: raw.http, body: raw.body, dialect: .kling)
        #expect(answer == Self.failure(429, 1303, "parallel task over resource pack limit", .kling))
        guard case .failure(let failure) = answer else { return }
        #expect(failure.known?.kind == .concurrency)
    }

    // MARK: - What nobody can read

    static let unreadable: [Raw] = [
        Raw(""), Raw(" "), Raw("null"), Raw("0"), Raw(#""TASK_PENDING""#), Raw("[]"), Raw("{}"), Raw("{"),
        Raw("<!DOCTYPE html><html></html>"), Raw("<html>bad gateway</html>", http: 502), Raw("OK"),
        Raw("\u{FEFF}nonsense"),
        Raw(#"{"code":200,"data":{"task_"#), Raw(#"{"code":200,"data":{}}"#), Raw(#"{"code":200,"data":null}"#),
        Raw(#"{"code":200,"data":[]}"#), Raw(#"{"code":200,"data":"t"}"#), Raw(#"{"code":200,"data":5}"#),
        Raw(#"{"code":200,"data":{"task_id":"","status":""}}"#), Raw(#"{"code":200,"data":{"task_id":null}}"#),
        Raw(#"{"code":200,"data":{"task_id":{},"status":[]}}"#), Raw(#"{"error":"x"}"#, http: 500),
        Raw(#"{"message":"gone"}"#, http: 404), Raw(#"{"code":true,"data":true}"#), Raw("", http: 204),
        Raw(#"{"code":200}{"code":200}"#), Raw(bytes: [0xFF, 0xFE, 0x00]), Raw(bytes: [0x1F, 0x8B, 8, 0]),
        Raw(String(repeating: "[", count: 200_000)), Raw(String(repeating: "A", count: 300_000)),
    ]

    @Test("that are no answer of the service are called unreadable, whatever was asked", arguments: unreadable)
    func nonsense(raw: Raw) {
        #expect(AnswerDecoder.create(httpStatus: raw.http, body: raw.body).isUnreadable)
        #expect(AnswerDecoder.query(httpStatus: raw.http, body: raw.body).isUnreadable)
        #expect(AnswerDecoder.subject(httpStatus: raw.http, body: raw.body).isUnreadable)
        #expect(AnswerDecoder.query(httpStatus: raw.http, body: raw.body, dialect: .kling).isUnreadable)
    }

    @Test("may be large")
    func large() {
        let text = String(repeating: "é", count: 2 << 20)
        let raw = Raw(#"{"code":200,"data":{"status":"TASK_PROCESSING","message":"\#(text)"}}"#)
        let expected = QueriedTask(taskID: nil, status: .processing, message: text)
        #expect(AnswerDecoder.query(httpStatus: raw.http, body: raw.body) == .content(expected))
    }

    // MARK: - Lists

    @Test("of a list: each task that has a status, and nothing of the rest")
    func list() {
        let raw = Raw(
            #"{"code":0,"data":[{"task_id":"a","task_status":"succeed","task_result":{"videos":[{"url":"https://x/a"}]}},5,{"task_id":"b"},{"task_id":"c","task_status":"dreaming"}]}"#
        )
        let answer = AnswerDecoder.list(httpStatus: raw.http, body: raw.body, dialect: .kling)
        #expect(
            answer
                == .content([
                    QueriedTask(taskID: "a", status: TaskStatus(rawValue: "succeed"), videoURL: "https://x/a"),
                    QueriedTask(taskID: "c", status: TaskStatus(rawValue: "dreaming")),
                ])
        )
        let empty = AnswerDecoder.list(httpStatus: 200, body: Raw(#"{"code":0,"data":[]}"#).body, dialect: .kling)
        #expect(empty == .content([]))
        #expect(AnswerDecoder.list(httpStatus: 200, body: Raw("{}").body, dialect: .kling).isUnreadable)
    }
}
