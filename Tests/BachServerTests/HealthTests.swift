import BachAPI
import FoundationEssentials
import RawHTTP
import SQLiteKit
import Scratch
import Testing

@testable import BachServer

@Suite("Health, and tasks of any family")
struct HealthTests {
    @Test("is told without a token, with the tasks that wait and run", .timeLimit(.minutes(1)))
    func counts() async throws {
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        try renderer.hang(true)
        try await ServerUnderTest.run(renderer: renderer.path) { server in
            func health() async throws -> (status: Int, body: JSONValue) {
                let answer = try await server.send("GET", "/healthz", authorization: nil)
                return (answer.status, try JSONValue(parsing: answer.body))
            }
            #expect(
                try await health().body
                    == [
                        "status": "ok", "version": .string(Version.current), "tasks": ["waiting": 0, "running": 0],
                    ]
            )
            let first = try await server.create(.textToVideo, .text2video)
            let second = try await server.create(.textToVideo, .text2video)
            while try await health().body["tasks"] != ["waiting": 1, "running": 1] {
                try await onThread { pause() }
            }
            try renderer.hang(false)
            for id in [first, second] { _ = try await server.settled(.textToVideo, id) }
            #expect(try await health().body["tasks"] == ["waiting": 0, "running": 0])
        }
    }

    @Test("a task that waits for its time is not counted as running")
    func pending() async throws {
        try await ServerUnderTest.run(speed: 0.01) { server in
            _ = try await server.create(.textToVideo, .text2video)
            let answer = try await server.send("GET", "/healthz", authorization: nil)

            #expect(try JSONValue(parsing: answer.body)["tasks"] == ["waiting": 1, "running": 0])
        }
    }

    @Test("is bad when no file can be kept, and good again when one can")
    func noFiles() async throws {
        try await ServerUnderTest.run { server in
            let folder = server.data + "/incoming"
            try FileManager.default.moveItem(atPath: folder, toPath: folder + "-away")
            #expect(try await server.send("GET", "/healthz", authorization: nil).status == 503)
            try FileManager.default.moveItem(atPath: folder + "-away", toPath: folder)
            #expect(try await server.send("GET", "/healthz", authorization: nil).status == 200)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test("is bad when tasks cannot be read")
    func failing() async throws {
        try await ServerUnderTest.run { server in
            let database = try SQLiteConnection(path: server.data + "/bach-local.sqlite")
            try database.run(script: "DROP TABLE tasks")
            let answer = try await server.send("GET", "/healthz", authorization: nil)

            #expect(answer.status == 503)
            #expect(try JSONValue(parsing: answer.body)["status"] == "failing")
        }
    }

    @Test("status/ID finds the task in its family, and speaks as that")
    func find() async throws {
        try await ServerUnderTest.run(speed: 1) { server in
            let first = try await server.create(.textToVideo, .text2video)
            let references: JSONValue = [.image("http://127.0.0.1:1/a.png")]
            let second = try await server.create(.elementsToVideo, .elements2video(references))
            for (mode, id) in [(Mode.textToVideo, first), (.elementsToVideo, second)] {
                let found = try await server.call("GET", "/status/\(id)")
                let shown = try await server.call("GET", "\(mode.path)/\(id)")
                #expect(found == shown)
                #expect(found["data"]?["task_id"] == .string(id))
            }
            #expect(try await server.call("GET", "/status/x")["code"] == 1200)
            #expect(try await server.call("GET", "/status/")["message"] == "Task Id is required.")
            #expect(try await server.send("GET", "/api/vdr/status/\(first)", authorization: nil).status == 401)
            #expect(try await server.call("POST", "/submit", .text2video)["code"] == 1200)
        }
    }
}
