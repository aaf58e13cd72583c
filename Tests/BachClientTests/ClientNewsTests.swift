import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import LoopbackServer
import Scratch
import Synchronization
import Testing

private let keys = Credentials.keys(accessKey: "ak-test", secretKey: Secret("sk-test"))

/// A client whose clock goes on by a quarter of a second each time it is looked at, and what it tells.
private final class Listening: Sendable {
    private let heard = Mutex<[ClientNews]>([])
    private let time = Mutex(Date(timeIntervalSince1970: 1_000_000))

    func client(_ server: LoopbackServer, _ credentials: Credentials = keys) -> BachClient {
        let http = HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:]))
        let now = { @Sendable [self] in
            time.withLock { time in
                defer { time += 0.25 }; return time
            }
        }
        let base = server.url + "/api/vdr"
        return BachClient(baseURL: base, credentials: credentials, transport: Transport(http), now: now)
            .telling { [self] news in heard.withLock { $0.append(news) } }
    }

    var exchanges: [Exchange] {
        heard.withLock { $0 }.compactMap { if case .exchanged(let exchange) = $0 { exchange } else { nil } }
    }

    var refusals: [TimeRefusal] {
        heard.withLock { $0 }.compactMap { if case .timesRefused(let refusal) = $0 { refusal } else { nil } }
    }
}

@Suite("What a client tells")
struct ClientNewsTests {
    @Test("tells a create with its body and its answer, the token masked")
    func create() async throws {
        let server = LoopbackServer { request in
            let token = request.header("Authorization") ?? ""
            return .json(#"{"code":200,"data":{"task_id":"t-1"},"echo":"\#(token)"}"#, headers: ["X-Request-Id: r-1"])
        }
        let listening = Listening()

        _ = await listening.client(server).create(.textToVideo, body: ["prompt": "wolke ☁️"])

        let exchange = try #require(listening.exchanges.first)
        #expect(listening.exchanges.count == 1)
        #expect(exchange.kind == .create)
        #expect(exchange.method == "POST")
        #expect(exchange.url == server.url + "/api/vdr/videos/text2video")
        #expect(exchange.took == .milliseconds(250))
        #expect(exchange.headers.contains(Exchange.Field("Authorization", "Bearer ***")))
        #expect(exchange.body?.text == #"{"prompt":"wolke ☁\ufe0f"}"#)
        #expect(exchange.answer?.status == 200)
        #expect(exchange.answer?.headers.contains(Exchange.Field("X-Request-Id", "r-1")) == true)
        #expect(exchange.answer?.body?.json?["echo"] == "Bearer ***")
        #expect(!"\(exchange)".contains("eyJ"))
        #expect(!"\(exchange)".contains("sk-test"))
    }

    @Test("hides a token that the service repeats from everybody, for its words are recorded with the task")
    func repeatedToken() async throws {
        let server = LoopbackServer { request in
            let token = request.header("Authorization") ?? ""
            return .json(#"{"code":1100,"message":"No: \#(token), \#(token)"}"#, status: "401 Unauthorized")
        }

        let outcome = await Listening().client(server).create(.textToVideo, body: ["prompt": "x"])

        #expect(
            outcome == .refused(APIFailure(httpStatus: 401, code: 1100, message: "No: Bearer ***, Bearer ***"))
        )
    }

    @Test("tells why there was no answer")
    func noAnswer() async throws {
        let server = LoopbackServer { _ in .close }
        let listening = Listening()

        _ = await listening.client(server).query(.textToVideo, taskID: "t-1")

        let exchange = try #require(listening.exchanges.first)
        #expect(exchange.kind == .query)
        guard case .failed(let reason) = exchange.outcome else { return #expect(Bool(false), "\(exchange.outcome)") }
        #expect(reason.hasPrefix("The connection broke"))
    }

    @Test("tells of an upload the names and sizes")
    func upload() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":200,"data":{"images":[{"url":"https://c/a.png"}]}}"#) }
        let folder = try ScratchFolder()
        try Data("PNG and more".utf8).write(to: URL(filePath: folder.path + "/a.png"))
        let listening = Listening()

        _ = await listening.client(server).upload([LocalPicture(path: folder.path + "/a.png")])

        let body = try #require(listening.exchanges.first?.body)
        #expect(body.json?.arrayValue?.first == ["name": "files", "file": "a.png", "bytes": 12])
        #expect(!body.text.contains("PNG and"))
        #expect(body.note == "a form: names and sizes only")
    }

    @Test("tells of many pictures as many names as are kept")
    func manyPictures() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":1000,"message":"No"}"#, status: "400 Bad Request") }
        let folder = try ScratchFolder()
        let names = (0..<300).map { "\($0)" + String(repeating: "n", count: 200) + ".png" }
        for name in names { try Data("PNG".utf8).write(to: URL(filePath: folder.path + "/" + name)) }
        let listening = Listening()

        _ = await listening.client(server).upload(names.map { LocalPicture(path: folder.path + "/" + $0) })

        let body = try #require(listening.exchanges.first?.body)
        #expect(body.text.utf8.count <= KeptBody.largest)
        #expect(body.bytes == 900)
        #expect(body.note == "a form: names and sizes only, and not all of them")
    }

    @Test("tells of a download its answer without the video, and no name and password of its link")
    func download() async throws {
        let server = LoopbackServer { _ in .json("no such video", status: "404 Not Found") }
        let folder = try ScratchFolder()
        let listening = Listening()
        let link = server.url.replacing("http://", with: "http://jo:geheim@") + "/v.mp4"

        _ = await listening.client(server).downloadVideo(link, folder: folder.path, name: "v") { _ in }

        let exchange = try #require(listening.exchanges.first)
        #expect(exchange.kind == .download)
        #expect(exchange.url == server.url.replacing("http://", with: "http://***@") + "/v.mp4")
        #expect(exchange.answer?.status == 404)
        #expect(exchange.answer?.body?.text == "no such video")
    }

    @Test("tells both tries when the token's times were refused, and how far the clocks are apart")
    func skew() async throws {
        let refusal = #"{"code":1102,"message":"Token not yet valid"}"#
        let server = LoopbackServer { request in
            let isFirst = request.header("Authorization")?.hasSuffix("MhcJ_1OCIt1B-k-hywA") == true
            return isFirst
                ? .json(refusal, status: "401 Unauthorized", headers: ["Date: Mon, 12 Jan 1970 13:39:28 GMT"])
                : .json(#"{"code":200,"data":{"status":"TASK_PENDING"}}"#)
        }
        let listening = Listening()

        let outcome = await listening.client(server).query(.textToVideo, taskID: "t-1")

        #expect(outcome == .answered(QueriedTask(taskID: nil, status: TaskStatus(rawValue: "TASK_PENDING"))))
        #expect(listening.exchanges.compactMap(\.answer?.status) == [401, 200])
        #expect(
            listening.refusals.map(\.description) == [
                "This machine's clock is 7 min 13 s ahead of the service's. "
                    + "Requests are signed with the service's time."
            ]
        )
    }

    @Test("says what to do about a ready token that is refused for its times")
    func readyToken() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":1103,"message":"Token expired"}"#, status: "401 No") }
        let listening = Listening()

        _ = await listening.client(server, .token(Secret("ready.made.token"))).query(.textToVideo, taskID: "t-1")

        #expect(listening.exchanges.count == 1)
        #expect(
            listening.refusals.map(\.description) == [
                "The service refused the token for its times (1103 Token expired). Put a new token into "
                    + "BACH_API_TOKEN, or set BACH_ACCESS_KEY and BACH_SECRET_KEY, with which Toccata signs by itself."
            ]
        )
    }

    @Test(
        "says spans in their two largest units",
        arguments: [(3, "3 s"), (432, "7 min 12 s"), (3600, "1 h"), (90_061, "1 d 1 h"), (86_400 * 3 + 59, "3 d")]
    )
    func spans(seconds: Int, text: String) {
        let refusal = TimeRefusal(
            failure: APIFailure(httpStatus: 401, code: 1103, message: "x"),
            skew: seconds,
            isSignedAgain: true
        )
        #expect(refusal.description.hasPrefix("This machine's clock is \(text) behind the service's."))
    }
}
