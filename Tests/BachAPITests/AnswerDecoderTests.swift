import BachAPI
import FoundationEssentials
import Testing

@Suite("Answer decoder")
struct AnswerDecoderTests {
    @Test("reads the answers to a create that the pages print")
    func documentedCreates() {
        let elements = """
            {"code":0,"message":"Success","data":{"task_id":"550e8400-e29b-41d4-a716-446655440000","created_at":1678886400}}
            """
        let text = """
            {"code":200,"message":"Success","data":{"task_id":"660e8400-e29b-41d4-a716-446655440001","create_at":1709251200}}
            """
        #expect(
            create(elements)
                == .content(
                    CreatedTask(
                        taskID: "550e8400-e29b-41d4-a716-446655440000",
                        createdAt: Date(timeIntervalSince1970: 1_678_886_400)
                    )
                )
        )
        #expect(
            create(text)
                == .content(
                    CreatedTask(
                        taskID: "660e8400-e29b-41d4-a716-446655440001",
                        createdAt: Date(timeIntervalSince1970: 1_709_251_200)
                    )
                )
        )
    }

    @Test("reads the answers to a query that the pages print")
    func documentedQueries() {
        let text = """
            {"code": 200,"message": "Success","data": {"task_id": "660e8400","status": "TASK_SUCCEEDED",
            "message": "Video generation completed successfully","video_url": "https://cdn.bach.art/videos/660e8400.mp4"}}
            """
        let withoutMessage = """
            {"code":0,"data":{"task_id":"550e8400-xxx","status":"TASK_SUCCEEDED","video_url":"https://cdn.bach.art/videos/xxx.mp4"}}
            """
        #expect(
            query(text)
                == .content(
                    QueriedTask(
                        taskID: "660e8400",
                        status: .succeeded,
                        message: "Video generation completed successfully",
                        videoURL: "https://cdn.bach.art/videos/660e8400.mp4"
                    )
                )
        )
        #expect(
            query(withoutMessage)
                == .content(
                    QueriedTask(
                        taskID: "550e8400-xxx",
                        status: .succeeded,
                        videoURL: "https://cdn.bach.art/videos/xxx.mp4"
                    )
                )
        )
    }

    @Test("reads the failure that the page prints, also when it comes with HTTP 200", arguments: [400, 200])
    func documentedFailure(httpStatus: Int) {
        let body = #"{"code": 1000,"message": "Specific error reason","data": {}}"#
        let failure = APIFailure(httpStatus: httpStatus, code: 1000, message: "Specific error reason")
        #expect(create(body, httpStatus) == .failure(failure))
        #expect(query(body, httpStatus) == .failure(failure))
    }

    @Test(
        "finds the status wherever it may stand",
        arguments: [
            (#"{"code":"200","data":{"status":"TASK_PENDING"}}"#, "TASK_PENDING"),
            (#"{"status":"TASK_PROCESSING"}"#, "TASK_PROCESSING"),
            (#"{"data":{"task_status":"succeed"}}"#, "succeed"),
            (#"{"code":0,"data":{"message":"TASK_FAILED"}}"#, "TASK_FAILED"),
            (#"{"code":0,"data":{"status":"STOPPING"}}"#, "STOPPING"),
        ]
    )
    func statuses(body: String, status: String) {
        guard case .content(let task) = query(body) else {
            Issue.record("unread: \(body)")
            return
        }
        #expect(task.status.rawValue == status)
        #expect(task.message == nil)
    }

    @Test(
        "calls unreadable what is no answer of the service",
        arguments: [
            (502, "<html>bad gateway</html>"), (200, #"{"code":200,"data":{"task_"#), (200, ""), (200, "[]"),
            (200, #"{"code":200,"data":{}}"#), (500, #"{"error":"x"}"#), (200, "\u{FEFF}nonsense"),
        ]
    )
    func unreadable(httpStatus: Int, body: String) {
        for isUnreadable in [create(body, httpStatus).isUnreadable, query(body, httpStatus).isUnreadable] {
            #expect(isUnreadable)
        }
    }

    @Test("takes times beyond 10¹¹ for milliseconds")
    func milliseconds() {
        guard case .content(let task) = create(#"{"data":{"task_id":"t","created_at":1709251200000}}"#) else {
            Issue.record("unread")
            return
        }
        #expect(task.createdAt == Date(timeIntervalSince1970: 1_709_251_200))
    }

    @Test(
        "finds an upload's URLs by whatever name they come",
        arguments: [
            #"{"code":200,"data":{"batch_id":"b","images":[{"image_name":"a.png","url":"https://x/a.png"}]}}"#,
            #"{"code":200,"data":{"files":[{"file_url":"https://x/a.png"}]}}"#,
            #"{"code":200,"data":["https://x/a.png"]}"#,
            #"{"code":0,"data":{"list":[{"whatever":"https://x/a.png"}]}}"#,
        ]
    )
    func uploads(body: String) {
        guard case .content(let pictures) = AnswerDecoder.upload(httpStatus: 200, body: Data(body.utf8)) else {
            Issue.record("unread: \(body)")
            return
        }
        #expect(pictures.map(\.url) == ["https://x/a.png"])
    }

    @Test(
        "means the documented words and their synonyms, and nothing by a new word",
        arguments: [
            ("TASK_PENDING", TaskStatus.Meaning.pending), ("queued", .pending), ("TASK_PROCESSING", .running),
            ("TASK_SUCCEEDED", .succeeded), ("succeed", .succeeded), ("TASK_FAILED", .failed), ("cancelled", .failed),
            ("TASK_STOPPING", .unknown), ("", .unknown),
        ]
    )
    func meanings(word: String, meaning: TaskStatus.Meaning) {
        #expect(TaskStatus(rawValue: word).meaning == meaning)
    }

    private func create(_ body: String, _ httpStatus: Int = 200) -> Answer<CreatedTask> {
        AnswerDecoder.create(httpStatus: httpStatus, body: Data(body.utf8))
    }

    private func query(_ body: String, _ httpStatus: Int = 200) -> Answer<QueriedTask> {
        AnswerDecoder.query(httpStatus: httpStatus, body: Data(body.utf8))
    }
}

extension Answer {
    var isUnreadable: Bool {
        if case .unreadable = self { true } else { false }
    }
}
