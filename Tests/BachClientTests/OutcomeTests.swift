import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import Testing

private let now = Date(timeIntervalSince1970: 1_000_000)

private func answer(_ status: Int, _ body: String, _ headers: HTTPHeaders = [:]) -> Transport.Answer {
    .success(HTTPResponse(status: status, headers: headers, body: Data(body.utf8)))
}

private func failure(_ http: Int, _ code: Int, _ message: String) -> APIFailure {
    APIFailure(httpStatus: http, code: code, message: message)
}

@Suite("What came of a create")
struct CreateOutcomeTests {
    @Test(
        "is a task when the answer has its id",
        arguments: [
            answer(200, #"{"code":200,"message":"Success","data":{"task_id":"t-1","create_at":5}}"#),
            answer(200, #"{"code":0,"data":{"task_id":"t-1","created_at":5}}"#),
            answer(200, #"{"code":200,"task_id":"t-1"}"#),
            answer(201, #"{"code":"200","data":{"task_id":"t-1","created_at":5000000000000}}"#),
        ]
    )
    func created(result: Transport.Answer) {
        guard case .created(let task) = CreateOutcome(from: result, now: now) else {
            Issue.record("no task")
            return
        }
        #expect(task.taskID == "t-1")
    }

    @Test("is a task when its id is a number")
    func numericID() {
        let outcome = CreateOutcome(from: answer(200, #"{"code":200,"data":{"task_id":81}}"#), now: now)
        #expect(outcome == .created(CreatedTask(taskID: "81", createdAt: nil)))
    }

    @Test(
        "is known only where the service or the missing connection says so",
        arguments: [
            // No connection: surely nothing was made.
            (.failure(.notConnected("refused")), .retry(reason: "No connection: refused.")),
            (.failure(.timedOut(mayHaveBeenSent: false)), .retry(reason: "No connection could be made in time.")),
            (.failure(.unavailable("Install libcurl4.")), .retry(reason: "Install libcurl4.")),
            // Too busy, in the service's envelope.
            (answer(429, #"{"code":1800,"message":"Slow"}"#), .throttled(reason: "Slow", after: nil)),
            (
                answer(429, #"{"code":1800,"message":"Slow"}"#, ["retry-after": "7"]),
                .throttled(reason: "Slow", after: .seconds(7))
            ),
            (answer(503, #"{"code":5001,"message":"Rest"}"#), .throttled(reason: "Rest", after: nil)),
            (answer(200, #"{"code":1800,"message":"Slow","data":{}}"#), .throttled(reason: "Slow", after: nil)),
            // Refused.
            (answer(400, #"{"code":1000,"message":"No"}"#), .refused(failure(400, 1000, "No"))),
            (answer(200, #"{"code":1000,"message":"No","data":{}}"#), .refused(failure(200, 1000, "No"))),
            (answer(401, #"{"code":1100,"message":"No"}"#), .refused(failure(401, 1100, "No"))),
            (answer(403, #"{"code":1302,"message":"No"}"#), .refused(failure(403, 1302, "No"))),
            (answer(429, #"{"code":1302,"message":"No"}"#), .refused(failure(429, 1302, "No"))),
            (answer(404, #"{"code":9999,"message":"No"}"#), .refused(failure(404, 9999, "No"))),
            // The service failed on its side.
            (answer(500, #"{"code":5000,"message":"Oh"}"#), .mayHaveBeenMade(failure(500, 5000, "Oh"))),
            (answer(200, #"{"code":5000,"message":"Oh"}"#), .mayHaveBeenMade(failure(200, 5000, "Oh"))),
            // Anything else: nobody here knows.
            (.failure(.timedOut(mayHaveBeenSent: true)), .lost(reason: "No answer came in time.")),
            (.failure(.broken("reset")), .lost(reason: "The connection broke: reset.")),
            (.failure(.cancelled), .lost(reason: "The transfer was cancelled.")),
            (.failure(.tooLarge(limit: 9)), .lost(reason: "The answer is larger than 9 bytes.")),
        ] as [(Transport.Answer, CreateOutcome)]
    )
    func table(result: Transport.Answer, expected: CreateOutcome) {
        #expect(CreateOutcome(from: result, now: now) == expected)
    }

    @Test(
        "is lost where there is an answer without an envelope or without a task",
        arguments: [
            answer(429, "<html>busy</html>", ["Retry-After": "1"]), answer(503, "<html>busy</html>"), answer(503, ""),
            answer(400, "nonsense"), answer(500, "Oops"),
            answer(502, #"{"code":5000,"message":"Oh"}"#), answer(302, ""), answer(307, #"{"code":200}"#),
            answer(200, "<html>hello</html>"), answer(200, #"{"code":200,"data":{}}"#),
            answer(200, #"{"code":200,"da"#),
            answer(200, #"{"code":777,"message":"New"}"#), answer(204, ""), answer(200, #"["t-1"]"#),
            answer(404, "Not found"),
        ]
    )
    func lost(result: Transport.Answer) {
        guard case .lost = CreateOutcome(from: result, now: now) else {
            Issue.record("\(CreateOutcome(from: result, now: now))")
            return
        }
    }
}

@Suite("What came of a query")
struct QueryOutcomeTests {
    @Test(
        "says something about the task only when the service does",
        arguments: [
            (
                answer(200, #"{"code":200,"data":{"task_id":"t","status":"TASK_PENDING","message":"In line"}}"#),
                .answered(QueriedTask(taskID: "t", status: .pending, message: "In line"))
            ),
            (
                answer(200, #"{"code":0,"data":{"status":"TASK_DREAMING"}}"#),
                .answered(QueriedTask(taskID: nil, status: TaskStatus(rawValue: "TASK_DREAMING")))
            ),
            (answer(404, #"{"code":1200,"message":"None"}"#), .notFound),
            (answer(200, #"{"code":1200,"message":"None"}"#), .notFound),
            (answer(429, #"{"code":1800,"message":"Slow"}"#, ["Retry-After": "3"]), .throttled(after: .seconds(3))),
            (answer(429, "<html>"), .throttled(after: nil)),
            (answer(429, "", ["Retry-After": "9"]), .throttled(after: .seconds(9))),
            (answer(503, "<html>busy</html>", ["Retry-After": "4"]), .throttled(after: .seconds(4))),
            (answer(401, #"{"code":1100,"message":"No"}"#), .refused(failure(401, 1100, "No"))),
            (answer(500, #"{"code":5000,"message":"Oh"}"#), .failed(reason: "Oh", isOffline: false)),
            (.failure(.notConnected("refused")), .failed(reason: "No connection: refused.", isOffline: true)),
            (.failure(.broken("cut")), .failed(reason: "The connection broke: cut.", isOffline: false)),
        ] as [(Transport.Answer, QueryOutcome)]
    )
    func table(result: Transport.Answer, expected: QueryOutcome) {
        #expect(QueryOutcome(from: result, now: now) == expected)
    }

    @Test(
        "is a failed poll when it cannot be read, a 404 without the envelope included",
        arguments: [
            answer(200, "<html>"), answer(200, #"{"code":200,"da"#), answer(404, "<html>"), answer(502, ""),
            answer(200, #"{"code":200,"data":{}}"#), answer(302, ""),
        ]
    )
    func unreadable(result: Transport.Answer) {
        guard case .failed(_, isOffline: false) = QueryOutcome(from: result, now: now) else {
            Issue.record("\(QueryOutcome(from: result, now: now))")
            return
        }
    }
}

@Suite("What came of an upload")
struct UploadOutcomeTests {
    private let two = [LocalPicture(path: "/p/a.png"), LocalPicture(path: "/p/b.png")]

    @Test("is a link for each picture, whatever the list and the field are called")
    func uploaded() {
        let bodies = [
            #"{"code":200,"data":{"batch_id":"b","images":[{"url":"https://c/a"},{"url":"https://c/b"}]}}"#,
            #"{"code":200,"data":{"results":[{"n":1,"cdn_url":"https://c/a"},{"file_url":"https://c/b"}]}}"#,
            #"{"code":200,"data":["https://c/a","https://c/b"]}"#,
        ]
        for body in bodies {
            #expect(
                UploadOutcome(from: answer(200, body), pictures: two, now: now)
                    == .finished([.success("https://c/a"), .success("https://c/b")])
            )
        }
    }

    @Test(
        "is a reason that names the trouble",
        arguments: [
            (
                answer(200, #"{"code":200,"data":[{"url":"https://c/a"},{"error":"too small"}]}"#),
                .finished([.success("https://c/a"), .failure(.rejected(reason: "b.png was refused: too small."))])
            ),
            (
                answer(200, #"{"code":200,"data":["https://c/a"]}"#),
                .trouble(.unclear(reason: "The service answered for 1 of 2 pictures."))
            ),
            (
                answer(200, #"{"code":200,"data":["https://c/a","file:///b"]}"#),
                .finished([
                    .success("https://c/a"),
                    .failure(.rejected(reason: "b.png was refused: the service gave no link.")),
                ])
            ),
            (
                answer(200, #"{"code":200,"data":{"images":[{"image_name":"b.png","url":"https://c/b"}]}}"#),
                .finished([
                    .failure(.rejected(reason: "a.png was refused: the service did not answer for it.")),
                    .success("https://c/b"),
                ])
            ),
            (
                answer(200, #"{"code":200,"data":{"batch_id":"b1","status":"BATCH_PENDING"}}"#),
                .underWay(batchID: "b1")
            ),
            (answer(400, #"{"code":1000,"message":"No"}"#), .trouble(.refused(failure(400, 1000, "No")))),
            (answer(404, #"{"code":1203,"message":"Gone"}"#), .trouble(.refused(failure(404, 1203, "Gone")))),
            (answer(200, #"{"code":1800,"message":"Slow"}"#), .trouble(.throttled(reason: "Slow", after: nil))),
            (answer(200, #"{"code":4711,"message":"Odd"}"#), .trouble(.refused(failure(200, 4711, "Odd")))),
            (answer(500, #"{"code":5000,"message":"Oh"}"#), .trouble(.throttled(reason: "Oh", after: nil))),
            (
                answer(200, "<html>"),
                .trouble(
                    .unclear(reason: "The answer to the upload cannot be read: the answer is not JSON (HTTP 200).")
                )
            ),
            (.failure(.broken("cut")), .trouble(.unreachable(reason: "The connection broke: cut."))),
            (
                .failure(.file("The file /p/a.png cannot be read.")),
                .trouble(.unreadable(reason: "The file /p/a.png cannot be read."))
            ),
        ] as [(Transport.Answer, UploadOutcome)]
    )
    func trouble(result: Transport.Answer, expected: UploadOutcome) {
        #expect(UploadOutcome(from: result, pictures: two, now: now) == expected)
    }
}

@Suite("Times in answers")
struct ResponseTimesTests {
    @Test(
        "are read in the one form of HTTP",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:10 GMT", 10), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Sat, 21 Nov 2026 00:36:24 GMT", 1_795_221_384),
            ("yesterday", nil), ("Sat, 21 Nov 2026 00:36:24 CET", nil), ("Sat, 99 Nov 2026 00:36:24 GMT", nil),
        ] as [(String, Double?)]
    )
    func dates(text: String, seconds: Double?) {
        #expect(HTTPResponse.date(from: text)?.timeIntervalSince1970 == seconds)
    }

    @Test(
        "give a wait in seconds or until a time",
        arguments: [
            (["Retry-After": "12"], 12), (["Retry-After": "-1"], nil), (["Retry-After": "soon"], nil), ([:], nil),
            (["Retry-After": "Thu, 01 Jan 1970 00:00:30 GMT", "Date": "Thu, 01 Jan 1970 00:00:10 GMT"], 20),
            (["Retry-After": "Thu, 01 Jan 1970 00:00:30 GMT"], 25), (["Retry-After": "99999999"], 86_400),
            (["Retry-After": "99999999999999999999999"], 86_400), (["Retry-After": "-99999999999999999999999"], nil),
            (["Retry-After": "0"], 0), (["Retry-After": "1.5"], nil), (["Retry-After": ""], nil),
            (["Retry-After": "Thu, 01 Jan 1970 00:00:01 GMT"], 0),
            (["Retry-After": "Sat, 01 Jan 2050 00:00:00 GMT"], 86_400),
        ] as [([String: String], Int?)]
    )
    func retryAfter(headers: [String: String], seconds: Int?) {
        var fields = HTTPHeaders()
        for (name, value) in headers { fields.add(name, value) }
        let response = HTTPResponse(status: 429, headers: fields)
        let wait = response.retryAfter(now: Date(timeIntervalSince1970: 5))
        #expect(wait == seconds.map { .seconds($0) })
    }
}
