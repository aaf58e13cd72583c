import BachAPI
import FoundationEssentials
import Testing

@Suite("Shapes of answers about a task")
struct QueryShapeTests {
    typealias Raw = AnswerShapeTests.Raw

    static func task(
        _ id: String?,
        _ status: String,
        _ message: String? = nil,
        _ url: String? = nil,
        watermark: String? = nil,
        external: String? = nil,
        createdAt: Double? = nil
    ) -> Answer<QueriedTask> {
        .content(
            QueriedTask(
                taskID: id,
                status: TaskStatus(rawValue: status),
                message: message,
                videoURL: url,
                watermarkURL: watermark,
                externalID: external,
                createdAt: createdAt.map(Date.init(timeIntervalSince1970:))
            )
        )
    }

    static let queries: [(Raw, Answer<QueriedTask>)] = [
        // As printed: text-to-video and image-to-video, elements-to-video with and without message.
        (
            Raw(
                #"{"code": 200,"message": "Success","data": {"task_id": "660e8400","status": "TASK_SUCCEEDED","message": "Video generation completed successfully","video_url": "https://cdn.bach.art/videos/660e8400.mp4"}}"#
            ),
            task(
                "660e8400",
                "TASK_SUCCEEDED",
                "Video generation completed successfully",
                "https://cdn.bach.art/videos/660e8400.mp4"
            )
        ),
        (
            Raw(
                #"{"code": 0,"message": "Success","data": {"task_id": "550e8400","status": "TASK_SUCCEEDED","video_url": "https://cdn.bach.art/videos/xxx.mp4"}}"#
            ),
            task("550e8400", "TASK_SUCCEEDED", nil, "https://cdn.bach.art/videos/xxx.mp4")
        ),
        (
            Raw(
                #"{"code": 0,"data": {"task_id": "550e8400-xxx","status": "TASK_SUCCEEDED","video_url": "https://cdn.bach.art/videos/xxx.mp4"}}"#
            ),
            task("550e8400-xxx", "TASK_SUCCEEDED", nil, "https://cdn.bach.art/videos/xxx.mp4")
        ),
        // As the general page's sample reads it: everything at the top.
        (
            Raw(#"{"task_id":"t","status":"TASK_SUCCEEDED","video_url":"https://x/t.mp4"}"#),
            task("t", "TASK_SUCCEEDED", nil, "https://x/t.mp4")
        ),
        (
            Raw(#"{"code":200,"message":"Success","status":"TASK_PROCESSING","data":{}}"#),
            task(nil, "TASK_PROCESSING")
        ),
        (Raw(#"{"status":"TASK_FAILED","message":"Bad prompt"}"#), task(nil, "TASK_FAILED", "Bad prompt")),
        (
            Raw(#"{"status":"ok","data":{"task_id":"t","status":"TASK_PENDING"}}"#),
            task("t", "TASK_PENDING")
        ),
        // As a callback's body is printed.
        (
            Raw(
                #"{"task_id": "660e8400","status": "TASK_SUCCEEDED","video_url": "https://cdn.bach.art/videos/660e8400.mp4","created_at": 1709251200,"completed_at": 1709251320}"#
            ),
            task("660e8400", "TASK_SUCCEEDED", nil, "https://cdn.bach.art/videos/660e8400.mp4")
        ),
        // The status in the message, as one client reads it; words in small letters and new words.
        (Raw(#"{"code":200,"data":{"message":"TASK_SUCCEEDED"}}"#), task(nil, "TASK_SUCCEEDED")),
        (Raw(#"{"code":200,"data":{"status":"task_processing"}}"#), task(nil, "task_processing")),
        (Raw(#"{"code":200,"data":{"status":"TASK_STOPPING"}}"#), task(nil, "TASK_STOPPING")),
        (Raw(#"{"code":"200","data":{"status":"done","task_id":81}}"#), task("81", "done")),
        // A success without its link.
        (Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED"}}"#), task(nil, "TASK_SUCCEEDED")),
        (Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED","video_url":""}}"#), task(nil, "TASK_SUCCEEDED")),
        (Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED","video_url":null}}"#), task(nil, "TASK_SUCCEEDED")),
        // The reason of a failure, wherever it is.
        (Raw(#"{"data":{"status":"TASK_FAILED","message":"No"}}"#), task(nil, "TASK_FAILED", "No")),
        (Raw(#"{"data":{"status":"TASK_FAILED","reason":"No"}}"#), task(nil, "TASK_FAILED", "No")),
        (Raw(#"{"data":{"status":"TASK_FAILED","error":"No"}}"#), task(nil, "TASK_FAILED", "No")),
        (Raw(#"{"message":"No","data":{"status":"TASK_FAILED"}}"#), task(nil, "TASK_FAILED", "No")),
        (Raw(#"{"message":"Success","data":{"status":"TASK_FAILED"}}"#), task(nil, "TASK_FAILED")),
        // Failures.
        (
            Raw(#"{"code":1200,"message":"Resource not found","data":{}}"#, http: 404),
            AnswerShapeTests.failure(404, 1200, "Resource not found")
        ),
        (
            Raw(#"{"code":1200,"message":"Resource not found","data":{}}"#),
            AnswerShapeTests.failure(200, 1200, "Resource not found")
        ),
        (
            Raw(#"{"code":1800,"data":{"status":"TASK_PENDING"}}"#, http: 429),
            AnswerShapeTests.failure(429, 1800, "Rate limit exceeded")
        ),
    ]

    @Test("find the status, what is said about it and the link, wherever they stand", arguments: queries)
    func query(raw: Raw, expected: Answer<QueriedTask>) {
        #expect(AnswerDecoder.query(httpStatus: raw.http, body: raw.body) == expected)
    }

    static let kling: [(Raw, Answer<QueriedTask>)] = [
        (
            Raw(
                #"{"code":0,"message":"SUCCEED","data":{"task_id":"8","task_status":"submitted","task_status_msg":"","task_info":{"external_task_id":"mine"},"created_at":1722769557708,"updated_at":1722769557708}}"#
            ),
            task("8", "submitted", external: "mine", createdAt: 1_722_769_557.708)
        ),
        (
            Raw(
                #"{"code":0,"message":"SUCCEED","data":{"task_id":"8","task_status":"failed","task_status_msg":"No face"}}"#
            ),
            task("8", "failed", "No face")
        ),
        (
            Raw(
                #"{"code":0,"message":"SUCCEED","data":{"task_id":"8","task_status":"succeed","task_result":{"videos":[{"id":"v","url":"https://x/v.mp4","watermark_url":"https://x/w.mp4","duration":"5"}]},"watermark_info":{"enabled":true},"final_unit_deduction":"2"}}"#
            ),
            task("8", "succeed", nil, "https://x/v.mp4", watermark: "https://x/w.mp4")
        ),
        (Raw(#"{"code":0,"data":{"task_status":"succeed","task_result":{"videos":[]}}}"#), task(nil, "succeed")),
        (
            Raw(#"{"code":1203,"message":"None","request_id":"r"}"#, http: 404),
            AnswerShapeTests.failure(404, 1203, "None", .kling)
        ),
    ]

    @Test("of the dialect of multi-image to video are read alike", arguments: kling)
    func klingQuery(raw: Raw, expected: Answer<QueriedTask>) {
        #expect(AnswerDecoder.query(httpStatus: raw.http, body: raw.body, dialect: .kling) == expected)
    }

    static let views = ["https://x/f", "https://x/s", "https://x/b", "https://x/t"]

    static let subjects: [(Raw, [String])] = [
        (
            Raw(
                #"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{"back":"https://x/b","front":"https://x/f","side":"https://x/s","three_quarter":"https://x/t"}}}"#
            ),
            views
        ),
        (
            Raw(
                #"{"code":200,"data":{"message":"TASK_SUCCEEDED","split_images":["https://x/f","https://x/s","https://x/b","https://x/t"]}}"#
            ),
            views
        ),
        (
            Raw(
                #"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{"a":"https://x/f","b":"https://x/s"}}}"#
            ),
            Array(views.prefix(2))
        ),
        (
            Raw(
                #"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{"other":"https://x/s","front":{"url":"https://x/f"}}}}"#
            ),
            Array(views.prefix(2))
        ),
        (
            Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":[{"image_url":"https://x/f"},5]}}"#),
            Array(views.prefix(1))
        ),
        (
            Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{},"image_urls":["https://x/f"]}}"#),
            Array(views.prefix(1))
        ),
        (Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED","split_images":{"front":"file:///f"}}}"#), []),
        (Raw(#"{"code":200,"data":{"status":"TASK_SUCCEEDED"}}"#), []),
    ]

    @Test("about a subject: its pictures, the known views first", arguments: subjects)
    func subject(raw: Raw, pictures: [String]) {
        let expected = QueriedSubject(status: .succeeded, pictures: pictures)
        #expect(AnswerDecoder.subject(httpStatus: raw.http, body: raw.body) == .content(expected))
    }
}
