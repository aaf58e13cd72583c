import BachAPI
import FoundationEssentials
import Testing

private func exchange(
    _ kind: Exchange.Kind = .query,
    at seconds: Double = 0,
    body: String = #"{"code":200,"data":{"status":"TASK_PROCESSING"}}"#,
    headers: [Exchange.Field] = []
) -> Exchange {
    Exchange(
        kind: kind,
        at: Date(timeIntervalSince1970: seconds),
        took: .milliseconds(Int64(seconds)),
        method: "GET",
        url: "https://h/api/vdr/videos/text2video/t-1",
        outcome: .answered(Exchange.Answer(status: 200, headers: headers, body: KeptBody(Data(body.utf8))))
    )
}

@Suite("Exchange")
struct ExchangeTests {
    @Test("is a repetition when only times and request ids differ")
    func repetition() {
        let first = exchange(at: 1, headers: [.init("Date", "a"), .init("X-Request-Id", "1")])
        let second = exchange(at: 2, headers: [.init("Date", "b"), .init("X-Request-Id", "2")])
        #expect(second.isRepetition(of: first))
        #expect(!exchange(body: #"{"code":200}"#).isRepetition(of: first))
        #expect(!exchange(headers: [.init("Retry-After", "5")]).isRepetition(of: first))
    }

    @Test("is a repetition when the same trouble took a little longer")
    func trouble() {
        var (first, second, third) = (exchange(), exchange(at: 9), exchange())
        first.outcome = .failed(reason: "No connection: Failed to connect after 0 ms.")
        second.outcome = .failed(reason: "No connection: Failed to connect after 12 ms.")
        third.outcome = .failed(reason: "No answer came in time.")
        #expect(second.isRepetition(of: first))
        #expect(!third.isRepetition(of: first))
        #expect(!exchange().isRepetition(of: first))
    }

    @Test("of creates, uploads and downloads each one counts", arguments: [Exchange.Kind.create, .upload, .download])
    func everyOne(kind: Exchange.Kind) {
        #expect(!exchange(kind).isRepetition(of: exchange(kind)))
    }

    @Test(
        "says what the answer says",
        arguments: [
            (#"{"code":"200","data":{"status":"TASK_RUN","message":"12 %"}}"#, 200, "TASK_RUN 12 %", true),
            (#"{"code":0,"data":{"task_id":"t-1"}}"#, 0, "t-1", true),
            (#"{"code":1302,"message":"Insufficient credit package."}"#, 1302, "Insufficient credit package.", false),
            (#"{"data":{"message":"x"}}"#, nil, "x", true),
            ("<html>", nil, nil, true),
        ] as [(String, Int?, String?, Bool)]
    )
    func words(body: String, code: Int?, message: String?, isSuccess: Bool) {
        let exchange = exchange(body: body)
        #expect(exchange.code == code)
        #expect(exchange.message == message)
        #expect(exchange.isSuccess == isSuccess)
    }
}

@Suite("Kept body")
struct KeptBodyTests {
    @Test("keeps a text as it is, and nothing of an empty one")
    func whole() {
        #expect(KeptBody(Data("{\"a\":2.50}".utf8)) == KeptBody(text: "{\"a\":2.50}", bytes: 10, note: nil))
        #expect(KeptBody(Data()) == nil)
    }

    @Test("cuts a long one at a character and says so")
    func cut() throws {
        let body = try #require(KeptBody(Data(("x" + String(repeating: "é", count: 40_000)).utf8)))
        #expect(body.text.utf8.count == KeptBody.largest - 1)
        #expect(body.text.last == "é")
        #expect(body.note == "the first 65535 of 80001 bytes")
        #expect(body.json == nil)
    }

    @Test("says of bytes that are no text how many they are")
    func binary() {
        let body = KeptBody(Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5]))
        #expect(body == KeptBody(text: "", bytes: 9, note: "9 bytes that are no text"))
    }

    @Test("keeps nothing of a secret, at the edge of the cut neither", arguments: [0, 65_530, 65_536, 70_000])
    func secret(place: Int) throws {
        let text = String(repeating: "x", count: place) + "top.secret.token" + String(repeating: "y", count: 10)
        let body = try #require(KeptBody(Data(text.utf8), hiding: "top.secret.token"))
        #expect(!body.text.contains("top"))
        #expect(!body.text.contains("t"))
    }
}
