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
            #"{"code":200,"data":{"errors":[],"failed":["b.png"],"pictures":[{"image_url":"https://x/a.png"}]}}"#,
            #"{"code":200,"data":{"again":[{"url":"https://x/b.png"}],"images":[{"url":"https://x/a.png"}]}}"#,
            #"{"code":"200","images":[{"cdn_url":"https://x/a.png"}]}"#,
        ]
    )
    func uploads(body: String) {
        guard case .content(let batch) = AnswerDecoder.upload(httpStatus: 200, body: Data(body.utf8)) else {
            Issue.record("unread: \(body)")
            return
        }
        #expect(batch.pictures.map(\.url) == ["https://x/a.png"])
        #expect(batch.isFinished)
    }

    @Test("takes no link of a picture that failed, and finds the reason")
    func failedPicture() {
        let body = #"""
            {"data":{"batchless":true,"images":[
                {"image_name":"a","status":"FAILED","source":"https://x/a.png","error":"too dark"},
                {"image_name":"b","status":"IMAGE_ERROR","url":"https://x/b.png"},
                {"error":{"message":"too small"}}
            ]}}
            """#
        let expected = [
            UploadedPicture(name: "a", url: nil, problem: "too dark"),
            UploadedPicture(name: "b", url: nil, problem: "the service failed"),
            UploadedPicture(name: nil, url: nil, problem: "too small"),
        ]
        let answer = AnswerDecoder.upload(httpStatus: 200, body: Data(body.utf8))
        #expect(answer == .content(UploadedBatch(id: nil, state: nil, pictures: expected)))
    }

    @Test(
        "tells how far a batch is by a keyword in its status, the end before the beginning",
        arguments: [
            ("BATCH_PENDING", .pending), ("queued", .pending), ("Waiting", .pending), ("BATCH_PROCESSING", .running),
            ("running", .running), ("UPLOADING", .running), ("BATCH_PARTIAL", .partial),
            ("PARTIALLY_FAILED", .partial), ("PARTIAL_SUCCESS", .partial), ("BATCH_COMPLETED", .done),
            ("TASK_SUCCEEDED", .done), ("done", .done), ("finished", .done), ("UPLOAD_COMPLETED", .done),
            ("BATCH_FAILED", .failed), ("UPLOAD_FAILED", .failed), ("error", .failed), ("EXPIRED", .failed),
            ("BATCH_DREAMING", .unknown("batch_dreaming")),
        ] as [(String, UploadedBatch.State)]
    )
    func batchStates(word: String, state: UploadedBatch.State) {
        #expect(UploadedBatch.State(word: word) == state)
        let body = #"{"code":200,"data":{"batch_id":7,"status":"\#(word)"}}"#
        let answer = AnswerDecoder.upload(httpStatus: 200, body: Data(body.utf8))
        #expect(answer == .content(UploadedBatch(id: "7", state: state, pictures: [])))
    }

    @Test("takes a batch for finished when each picture has a link or a problem, whatever its word")
    func finishedBatch() {
        let linked = UploadedPicture(name: nil, url: "https://x/a.png", problem: nil)
        let failed = UploadedPicture(name: nil, url: nil, problem: "too dark")
        let open = UploadedPicture(name: nil, url: nil, problem: nil)
        func isFinished(_ state: UploadedBatch.State?, _ pictures: UploadedPicture...) -> Bool {
            UploadedBatch(id: "b", state: state, pictures: pictures).isFinished
        }
        #expect(isFinished(.unknown("uploaded?"), linked, failed))
        #expect(!isFinished(.unknown("dreaming"), linked, open))
        #expect(!isFinished(.running))
        #expect(isFinished(nil, linked, open))
        #expect(isFinished(.done, open))
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
