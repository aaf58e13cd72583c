import BachAPI
import BachClient
import FoundationEssentials
import HTTPKit
import LoopbackServer
import Scratch
import Synchronization
import Testing

private let clock = Date(timeIntervalSince1970: 1_000_000)
private let keys = Credentials.keys(accessKey: "ak-test", secretKey: Secret("sk-test"))
private let vector =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhay10ZXN0IiwibmJmIjo5OTk5OTUsImV4cCI6MTg2NDAwMH0."
    + "3n-2_iL8SFnRolS1I6dJb__3MhcJ_1OCIt1B-k-hywA"

private func client(_ server: LoopbackServer, _ credentials: Credentials = keys) -> BachClient {
    let http = HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: [:]))
    return BachClient(baseURL: server.url + "/api/vdr/", credentials: credentials, transport: Transport(http)) { clock }
}

@Suite("Client of the service")
struct BachClientTests {
    @Test("creates with the signed token and the body as it is")
    func creates() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":200,"data":{"task_id":"t-1","create_at":5}}"#) }
        let body: JSONValue = ["prompt": "wolke ☁️", "seed": 7]

        let outcome = await client(server).create(.textToVideo, body: body)

        #expect(outcome == .created(CreatedTask(taskID: "t-1", createdAt: Date(timeIntervalSince1970: 5))))
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/api/vdr/videos/text2video")
        #expect(request.header("Authorization") == "Bearer " + vector)
        #expect(request.header("Content-Type") == "application/json")
        #expect(try JSONValue(parsing: request.body) == body)
    }

    @Test("sends one create when a kept connection is closed after the request, and calls it lost")
    func oneCreate() async throws {
        let server = LoopbackServer { request in
            request.method == "GET" ? .json(#"{"code":200,"data":{"status":"TASK_PENDING"}}"#) : .close
        }
        let client = client(server)
        _ = await client.query(.textToVideo, taskID: "t-0")

        let outcome = await client.create(.textToVideo, body: ["prompt": "x"])

        guard case .lost = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(server.requests.filter { $0.method == "POST" }.count == 1)
    }

    @Test("follows no redirect of a create")
    func noRedirect() async throws {
        let server = LoopbackServer { _ in .json("", status: "308 Permanent Redirect", headers: ["Location: /other"]) }

        let outcome = await client(server).create(.textToVideo, body: ["prompt": "x"])

        guard case .lost = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(server.requests.count == 1)
    }

    @Test("asks for a task by an id that cannot leave its place in the path")
    func queries() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":1200,"message":"None"}"#, status: "404 Not Found") }

        let outcome = await client(server).query(.imageToVideo, taskID: "../a b?c#ü")

        #expect(outcome == .notFound)
        #expect(server.requests.first?.target == "/api/vdr/videos/image2video/%2E%2E%2Fa%20b%3Fc%23%C3%BC")
    }

    @Test("signs again once with the service's time when it refuses a token's times", arguments: [1102, 1103])
    func signsAgain(code: Int) async throws {
        let refusal = #"{"code":\#(code),"message":"Times"}"#
        let server = LoopbackServer { _ in
            .json(refusal, status: "401 Unauthorized", headers: ["Date: Mon, 12 Jan 1970 13:46:50 GMT"])
        }
        let client = client(server)

        let outcome = await client.create(.textToVideo, body: ["prompt": "x"])

        #expect(outcome == .refused(APIFailure(httpStatus: 401, code: code, message: "Times")))
        let sent = server.requests.compactMap { $0.header("Authorization") }
        // The service's clock shows 1,000,010; nbf is five seconds before it, and one more.
        let renewed = Token.sign(accessKey: "ak-test", secretKey: "sk-test", now: 1_000_010, earlier: 1)
        #expect(sent == ["Bearer " + vector, "Bearer " + renewed])
    }

    @Test("passes a ready token as it is and never signs again")
    func readyToken() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":1103,"message":"Expired"}"#, status: "401 Unauthorized") }

        _ = await client(server, .token(Secret("ready.made.token"))).query(.textToVideo, taskID: "t")

        #expect(server.requests.map { $0.header("Authorization") } == ["Bearer ready.made.token"])
    }

    @Test("uploads pictures with their names in one form")
    func uploads() async throws {
        let server = LoopbackServer { _ in .json(#"{"code":200,"data":{"images":[{"url":"https://c/a.png"}]}}"#) }
        let folder = try ScratchFolder()
        try Data("PNG".utf8).write(to: URL(filePath: folder.path + "/a.png"))

        let outcome = await client(server).upload([LocalPicture(path: folder.path + "/a.png")])

        #expect(outcome == .finished([.success("https://c/a.png")]))
        let request = try #require(server.requests.first)
        #expect(request.target == "/api/vdr/batch-upload/submit-with-files")
        #expect(request.text.contains(#"name="files"; filename="a.png""#))
        #expect(request.text.contains("name=\"image_names\"\r\n\r\na.png\r\n"))
    }
}

@Suite("Token source")
struct TokenSourceTests {
    @Test("keeps a token until less than an hour of its life is left")
    func keeps() {
        let time = Mutex(Date(timeIntervalSince1970: 1_000_000))
        let source = TokenSource(keys) { time.withLock { $0 } }
        #expect(source.token() == vector)

        time.withLock { $0 = Date(timeIntervalSince1970: 1_864_000 - 3600) }
        #expect(source.token() == vector)
        time.withLock { $0 = Date(timeIntervalSince1970: 1_864_000 - 3599) }
        #expect(source.token() != vector)
    }

    @Test("of a short life is signed anew with a sixth of it left")
    func shortLife() {
        let time = Mutex(Date(timeIntervalSince1970: 1_000_000))
        let source = TokenSource(keys, life: Token.klingLife) { time.withLock { $0 } }
        let first = source.token()
        #expect(first == Token.sign(accessKey: "ak-test", secretKey: "sk-test", now: 1_000_000, life: 1800))
        #expect(first != vector)
        time.withLock { $0 += 1500 }
        #expect(source.token() == first)
        time.withLock { $0 += 1 }
        #expect(source.token() != first)
    }

    @Test("gives every renewal another token, and one renewal to all who were refused with the same")
    func renews() throws {
        let source = TokenSource(keys) { clock }
        let first = source.token()
        let second = try #require(source.renewed(after: first, serviceTime: clock))
        let third = try #require(source.renewed(after: second, serviceTime: clock))

        #expect(Set([first, second, third]).count == 3)
        #expect(source.renewed(after: first, serviceTime: clock) == third)
        #expect(source.token() == third)
        #expect(TokenSource(.token(Secret("t"))) { clock }.renewed(after: "t", serviceTime: clock) == nil)
    }

    @Test("credentials have no printable form")
    func hidden() {
        var dumped = ""
        dump(keys, to: &dumped)
        for text in ["\(keys)", String(reflecting: keys), dumped, "\(Optional(keys) as Any)", "\([keys])"] {
            #expect(!text.contains("sk-test"))
        }
    }
}

@Suite("curl command")
struct CurlCommandTests {
    @Test("leaves the token to a variable and quotes everything else")
    func create() {
        var request = Endpoint.create(["prompt": "it's $HOME `x`"], at: "https://h/api/videos/text2video")
        request.headers["Authorization"] = "Bearer secret"

        #expect(
            CurlCommand.text(request) == """
                curl -X POST 'https://h/api/videos/text2video' \\
                  -H "Authorization: Bearer $BACH_API_TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  --data-raw '{"prompt":"it'\\''s $HOME `x`"}'
                """
        )
    }

    @Test("names the files of an upload")
    func upload() {
        let text = CurlCommand.text(Endpoint.upload([LocalPicture(path: "/p/a;b\".png")], baseURL: "https://h"))
        #expect(text.contains(#"-F 'files=@"/p/a;b\".png";filename="a;b\".png"'"#))
        #expect(text.contains("--form-string 'image_names=a;b\".png'"))
    }
}
