import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP
import SQLiteKit
import Scratch
import Testing

/// A whole local server on a free port, for the life of one test.
struct ServerUnderTest: Sendable {
    static let accessKey = "ak-test"
    static let secretKey = "sk-test"

    let port: Int
    let data: String

    /// Runs a server and ends it, whatever `use` does.
    static func run(
        data: String? = nil,
        speed: Double = 1000,
        faults: [String] = [],
        renderer: String? = nil,
        limits: Limits = .current,
        log: @escaping @Sendable (String) -> Void = { _ in },
        options change: (inout ServerOptions) -> Void = { _ in },
        _ use: @escaping @Sendable (ServerUnderTest) async throws -> Void
    ) async throws {
        let folder = try ScratchFolder()
        var options = ServerOptions()
        options.accessKey = accessKey
        options.secretKey = Secret(secretKey)
        options.data = data ?? folder.path
        options.speed = speed
        options.limits = limits
        options.renderer = renderer
        options.faults = try faults.map { try Fault($0) }
        change(&options)
        let surroundings = LocalServer.Surroundings(
            environment: ProcessInfo.processInfo.environment,
            temporary: folder.path,
            log: log
        )
        let server = try await LocalServer(options, surroundings)
        do {
            try await use(ServerUnderTest(port: server.port, data: options.data ?? ""))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    static var token: String {
        Token.sign(accessKey: accessKey, secretKey: secretKey, now: Int(Date().timeIntervalSince1970))
    }

    func send(
        _ method: String,
        _ path: String,
        _ body: Data? = nil,
        headers: [String: String] = [:],
        authorization: String? = "Bearer \(token)"
    ) async throws -> RawAnswer {
        var headers = headers
        headers["Authorization"] = authorization
        return try await onThread { [port, headers] in
            try exchange(port: port, method, path, headers: headers, body: body)
        }
    }

    /// Below `/api/vdr`; the answer as JSON.
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try JSONValue(parsing: try await send(method, "/api/vdr" + path, body?.data).body)
    }

    func create(_ mode: Mode, _ body: JSONValue) async throws -> String {
        let answer = try await call("POST", mode.path, body)
        return try #require(answer["data"]?["task_id"]?.stringValue, "\(answer.text())")
    }

    func query(_ mode: Mode, _ id: String) async throws -> JSONValue {
        try await call("GET", "\(mode.path)/\(id)")["data"] ?? .null
    }

    /// Asks until the task has ended, for at most a minute.
    func settled(_ mode: Mode, _ id: String) async throws -> JSONValue {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while clock.now < deadline {
            let task = try await query(mode, id)
            let ended = ["TASK_SUCCEEDED", "TASK_FAILED"].contains(task["status"]?.stringValue)
            if ended { return task }
            try await onThread { pause() }
        }
        throw RawProblem(text: "the task did not end")
    }
}

extension JSONValue {
    /// A body that is good for text to video.
    static let text2video: JSONValue = [
        "model_name": "bach-1.0-preview", "prompt": "a tide at dusk", "resolution": "720p", "duration": 1, "fps": 24,
        "seed": 7,
    ]

    static func image2video(_ url: String) -> JSONValue {
        ["model_name": "bach-1.0-preview", "image_url": .string(url), "resolution": "720p", "duration": 1, "fps": 24]
    }

    static func elements2video(_ references: JSONValue) -> JSONValue {
        [
            "prompt": "they meet", "resolution": "720p", "duration": 1, "fps": 24, "aspect_ratio": "1:1",
            "generate_audio": true, "reference_inputs": references,
        ]
    }

    static func image(_ url: String) -> JSONValue {
        ["type": "image", "url": .string(url)]
    }

    /// This object with other members.
    func with(_ changes: [(String, JSONValue?)]) -> JSONValue {
        var object = objectValue ?? JSONObject()
        for (name, value) in changes { object[name] = value }
        return .object(object)
    }
}

extension ServerUnderTest {
    /// How many tasks the server has made, asked of its database.
    func taskCount() throws -> Int {
        let database = try SQLiteConnection(path: data + "/bach-local.sqlite")
        return try database.query("SELECT count(*) AS n FROM tasks").first?.integer("n") ?? 0
    }
}
