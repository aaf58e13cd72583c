import BachAPI
import FoundationEssentials
import Testing
import ToccataCLI
import ToccataCore

private func recorded(
    _ outcome: Exchange.Outcome,
    kind: Exchange.Kind = .create,
    body: KeptBody? = KeptBody(text: #"{"prompt":"a","seed":7}"#, bytes: 23, note: nil),
    count: Int = 1
) -> RecordedExchange {
    let exchange = Exchange(
        kind: kind,
        at: Date(timeIntervalSince1970: 1_800_000_000),
        took: .milliseconds(312),
        method: "POST",
        url: "https://h/api/vdr/videos/text2video",
        headers: [.init("Authorization", "Bearer ***")],
        body: body,
        outcome: outcome
    )
    let last = Date(timeIntervalSince1970: 1_800_000_060)
    return RecordedExchange(number: 3, task: nil, exchange: exchange, count: count, lastAt: last)
}

@Suite("Exchanges in show")
struct ExchangeReportTests {
    @Test("are whole in the document, bodies as JSON where they are")
    func json() {
        let body = KeptBody(Data(#"{"code":200,"data":{"task_id":"t-1"}}"#.utf8))
        let answer = Exchange.Answer(status: 200, headers: [.init("Retry-After", "3")], body: body)
        #expect(
            ExchangeReport.json(recorded(.answered(answer))) == [
                "kind": "create", "method": "POST", "url": "https://h/api/vdr/videos/text2video",
                "at": "2027-01-15T08:00:00Z", "took_ms": 312, "count": 1, "last_at": "2027-01-15T08:01:00Z",
                "request": [
                    "headers": ["Authorization": "Bearer ***"], "body": ["prompt": "a", "seed": 7], "note": .null,
                ],
                "answer": [
                    "status": 200, "headers": ["Retry-After": "3"],
                    "body": ["code": 200, "data": ["task_id": "t-1"]], "note": .null,
                ],
                "error": .null,
            ]
        )
    }

    @Test("say why there is no answer, and why a body is not whole")
    func trouble() {
        let cut = KeptBody(text: "{\"a", bytes: 90_000, note: "the first 3 of 90000 bytes")
        let json = ExchangeReport.json(recorded(.failed(reason: "No answer came in time."), body: cut))
        #expect(json["answer"] == .null)
        #expect(json["error"] == "No answer came in time.")
        #expect(json["request"]?["body"] == "{\"a")
        #expect(json["request"]?["note"] == "the first 3 of 90000 bytes")
    }

    @Test("are a line each for people, with nothing in it that steers a terminal")
    func lines() {
        let body = KeptBody(Data(#"{"code":1000,"message":"no \u001b[31m\u202e"}"#.utf8))
        let refused = recorded(.answered(Exchange.Answer(status: 400, body: body)))
        let lost = recorded(.failed(reason: "The transfer stalled."), kind: .query, count: 12)
        #expect(
            ExchangeReport.lines([refused, lost]) == [
                "", "Requests",
                "  2027-01-15T08:00:00Z POST create   HTTP 400 0.31 s code 1000 no \u{FFFD}[31m\u{FFFD}",
                "  2027-01-15T08:00:00Z POST query    no answer 0.31 s The transfer stalled. "
                    + "x12, last 2027-01-15T08:01:00Z",
            ]
        )
        #expect(ExchangeReport.lines([]) == [])
    }
}
