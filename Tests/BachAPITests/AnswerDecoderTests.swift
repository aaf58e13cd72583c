import BachAPI
import FoundationEssentials
import Testing

@Suite("Answer decoder")
struct AnswerDecoderTests {
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

    @Test(
        "reads a task id beside a text that was cut in the middle of a character",
        arguments: [
            (#"\ud83d"#, "\u{FFFD}"), (#"a\ude00b"#, "a\u{FFFD}b"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"),
            (#"\\ud83d"#, #"\ud83d"#), (#"\ud83d\n\""#, "\u{FFFD}\n\""), (#"\uD83D \u+123"#, nil), (#"\ud8"#, nil),
        ] as [(String, String?)]
    )
    func halves(words: String, read: String?) {
        let body = #"{"code":200,"data":{"task_id":"t-1","status":"TASK_FAILED","message":"\#(words)"}}"#
        let answer = AnswerDecoder.query(httpStatus: 200, body: Data(body.utf8))
        guard case .content(let task) = answer else {
            #expect(read == nil, "\(answer)")
            return
        }
        #expect(task.taskID == "t-1")
        #expect(task.message == read)
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
}

extension Answer {
    var isUnreadable: Bool {
        if case .unreadable = self { true } else { false }
    }
}
