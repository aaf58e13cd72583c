import BachAPI
import BachServer
import FoundationEssentials
import RawHTTP
import Scratch
import Testing

@testable import BachServer

@Suite("Faults")
struct FaultTests {
    @Test(
        "are read from the option",
        arguments: [
            ("reset", .all, Fault.Name.reset.kinds, nil), ("reset:2", .first(2), Fault.Name.reset.kinds, nil),
            ("html:0.25", .probability(0.25), Fault.Name.html.kinds, nil), ("stall@poll:1", .first(1), [.poll], nil),
            ("slow:1.5", .all, Fault.Name.slow.kinds, .seconds(1.5)),
        ] as [(String, Fault.Reach, Set<Fault.Kind>, Duration?)]
    )
    func parse(text: String, reach: Fault.Reach, kinds: Set<Fault.Kind>, delay: Duration?) throws {
        let fault = try Fault(text)

        #expect(fault.reach == reach)
        #expect(fault.kinds == kinds)
        #expect(fault.delay == delay)
    }

    @Test(
        "are refused with a sentence when they make no sense",
        arguments: ["flood", "", "reset:-1", "reset:x", "reset:1.5", "slow", "slow:x", "fail@poll", "reset@all"]
    )
    func refused(text: String) {
        #expect(throws: OptionProblem.self) { try Fault(text) }
    }

    @Test("hit the first requests that they concern, or some")
    func reach() throws {
        let plan = FaultPlan([try Fault("reset@poll:2"), try Fault("html:0.5")]) { 0.7 }
        let lucky = FaultPlan([try Fault("html:0.5")]) { 0.4 }
        let names: Set<Fault.Name> = [.reset, .html]

        let hits = [Fault.Kind.create, .poll, .poll, .poll].map { plan.strike($0, among: names) }

        #expect(hits == [nil, .reset, .reset, nil])
        #expect(lucky.strike(.create, among: names) == .html)
    }

    @Test(
        "spoil the first answer to a create, and only that",
        arguments: [
            ("rate-limit", 429, 0), ("internal", 500, 0), ("html", 502, 0), ("reset", nil, 0), ("lost-ack", nil, 1),
            ("truncate", 200, 1),
        ] as [(String, Int?, Int)]
    )
    func create(fault: String, status: Int?, tasksMade: Int) async throws {
        try await ServerUnderTest.run(speed: 1, faults: ["\(fault):1"]) { server in
            let body = JSONValue.text2video.data
            let spoiled = try? await server.send("POST", "/api/vdr/videos/text2video", body)
            let good = try await server.call("POST", "/videos/text2video", .text2video)

            #expect(spoiled?.status == status)
            #expect((try? JSONValue(parsing: spoiled?.body ?? Data())["data"]?["task_id"]) == nil)
            #expect(good["code"] == 200)
            #expect(try server.taskCount() == tasksMade + 1)
        }
    }

    @Test("answer in the envelope where the service would, with Retry-After on 429")
    func envelopes() async throws {
        try await ServerUnderTest.run(faults: ["rate-limit:1", "internal:1", "html:1"]) { server in
            let limited = try await server.send("GET", "/api/vdr/videos/text2video/x")
            let failed = try await server.send("GET", "/api/vdr/videos/text2video/x")
            let page = try await server.send("GET", "/api/vdr/videos/text2video/x")

            #expect(limited.text == #"{"code":1800,"message":"Rate limit exceeded","data":{}}"#)
            #expect(limited.headers["retry-after"] == "1")
            #expect(failed.text == #"{"code":5000,"message":"Internal server error","data":{}}"#)
            #expect(page.text.hasPrefix("<!DOCTYPE html>"))
        }
    }

    @Test("stall: the task is made and the request never answered")
    func stall() async throws {
        try await ServerUnderTest.run(speed: 1, faults: ["stall@create"]) { server in
            let client = try RawClient(port: server.port)
            let body = JSONValue.text2video.data
            client.send(
                "POST /api/vdr/videos/text2video HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(ServerUnderTest.token)\r\n"
                    + "Content-Length: \(body.count)\r\n\r\n"
            )
            client.send(body)
            while try server.taskCount() == 0 { try await onThread { pause() } }

            #expect(client.hasNothing)
        }
    }

    @Test("unknown-status, fail and no-url change what a poll says; expire-url and truncate what the video is")
    func polls() async throws {
        let renderer = try ScriptedRenderer(writing: "0123ftyp89")
        let faults = ["fail:1", "unknown-status:1", "no-url:1", "expire-url:1", "truncate@video:1"]
        try await ServerUnderTest.run(faults: faults, renderer: renderer.path) { server in
            let doomed = try await server.create(.textToVideo, .text2video)
            #expect(try await server.query(.textToVideo, doomed)["status"] == "TASK_REVIEWING")
            #expect(try await server.settled(.textToVideo, doomed)["status"] == "TASK_FAILED")

            let good = try await server.create(.textToVideo, .text2video)
            #expect(try await server.settled(.textToVideo, good)["video_url"] == nil)
            #expect(try await server.query(.textToVideo, good)["video_url"] != nil)

            let path = "/videos/\(good).mp4"
            #expect(try await server.send("GET", path, authorization: nil).status == 403)
            let cut = try await server.send("GET", path, authorization: nil)
            #expect(cut.headers["content-length"] == "10")
            #expect(cut.text == "0123f")
            #expect(try await server.send("GET", path, authorization: nil).text == "0123ftyp89")
        }
    }

    @Test("slow makes every answer wait")
    func slow() async throws {
        try await ServerUnderTest.run(faults: ["slow:0.3"]) { server in
            let clock = ContinuousClock()
            let time = try await clock.measure { _ = try await server.send("GET", "/api/vdr/videos/text2video/x") }

            #expect(time >= .milliseconds(300))
        }
    }
}
