import BachAPI
import LoopbackServer
import Testing

@Suite("toccata against a service that refuses", .timeLimit(.minutes(2)))
struct RefusalTests {
    let home: Home
    init() throws { home = try Home() }

    private let request = ["submit", "text2video", "--prompt", "a tide", "--duration", "1", "--json"]
    private let made = #"{"code":200,"message":"Success","data":{"task_id":"t-1","create_at":1}}"#

    private func variables(_ service: LoopbackServer) -> [String: String] {
        ["BACH_BASE_URL": service.url, "BACH_ACCESS_KEY": "a", "BACH_SECRET_KEY": "s"]
    }

    @Test(
        "a refused create is one create and its exit code, with the service's code",
        arguments: [
            ("403 Forbidden", #"{"code":1302,"message":"Insufficient credit package.","data":{}}"#, 1302, 4),
            ("400 Bad Request", #"{"code":1001,"message":"Sensitive content","data":{}}"#, 1001, 4),
            ("500 Oops", #"{"code":5000,"message":"Internal server error","data":{}}"#, 5000, 4),
            ("200 OK", #"{"code":200,"message":"Success","data":{}}"#, nil, 7),
            ("302 Found", "{}", nil, 7),
        ] as [(String, String, Int?, Int32)]
    )
    func refusedCreate(status: String, body: String, code: Int?, exit: Int32) async throws {
        let service = LoopbackServer { _ in .json(body, status: status, headers: ["Location: /elsewhere"]) }
        let ended = try await home.toccata(request + ["--wait"], with: variables(service))
        #expect(ended.code == exit, "\(ended)")
        #expect(try ended.document["error"]?["api_code"]?.integerValue == code)
        #expect(service.requests.count == 1)
        let message = try ended.document["error"]?["message"]?.stringValue ?? ""
        #expect(message.contains("may have been made") == (code == 5000), "\(message)")
    }

    @Test("a busy service is asked again")
    func busy() async throws {
        let busy = #"{"code":1800,"message":"Rate limit exceeded","data":{}}"#
        let service = LoopbackServer { [made] request in
            request.connection == 0 ? .json(busy, status: "429 Busy", headers: ["Retry-After: 0"]) : .json(made)
        }
        let ended = try await home.toccata(request, with: variables(service))
        #expect(ended.code == 0, "\(ended)")
        #expect(service.requests.count == 2)
    }

    @Test("a token refused for its times is signed again, differently", arguments: [1102, 1103])
    func times(code: Int) async throws {
        let refusal = #"{"code":\#(code),"message":"Token","data":{}}"#
        let service = LoopbackServer { [made] request in
            request.connection == 0 ? .json(refusal, status: "401 No") : .json(made)
        }
        let ended = try await home.toccata(request, with: variables(service))
        #expect(ended.code == 0, "\(ended)")
        let tokens = service.requests.map { $0.header("Authorization") }
        #expect(tokens.count == 2)
        #expect(tokens.first != tokens.last)
    }

    @Test("a service that refuses to be asked ends the waiting with exit 4, the task being as it was")
    func refusedPolls() async throws {
        let refusal = #"{"code":1100,"message":"Authentication failed","data":{}}"#
        let service = LoopbackServer { [made] request in
            request.method == "POST" ? .json(made) : .json(refusal, status: "401 No")
        }
        let ended = try await home.toccata(request + ["--wait", "--poll-interval", "0.1"], with: variables(service))
        #expect(ended.code == 4, "\(ended)")
        #expect(try ended.document["error"]?["api_code"] == 1100)
        #expect(try ended.document["data"]?["task_id"] == "t-1")
        #expect(try ended.document["data"]?["state"] == "pending")
    }

    @Test("a task of another service is not waited for, saved or changed", arguments: ["wait", "download"])
    func otherService(command: String) async throws {
        let service = LoopbackServer { [made] _ in .json(made) }
        let id = try await home.toccata(request, with: variables(service)).document["data"]?["id"]?.stringValue ?? ""
        let other = variables(service).merging(["BACH_ACCESS_KEY": "b"]) { $1 }
        let ended = try await home.toccata([command, id, "--json"], with: other)
        #expect(ended.code == 2, "\(ended)")
        #expect(try ended.document["error"]?["message"]?.stringValue?.contains("credentials") == true, "\(ended)")
        #expect(try await home.toccata("show", id, "--json").document["data"]?["state"] == "pending")
        #expect(service.requests.count == 1)
    }
}
