import BachAPI
import BachServer
import FoundationEssentials
import HTTPServerKit
import RawHTTP
import Scratch
import Testing

@Suite("A connection that no honest client keeps")
struct HostileConnectionTests {
    private static func create(_ body: Data = JSONValue.text2video.data, announcing length: Int? = nil) -> Data {
        let head =
            "POST /api/vdr/videos/text2video HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(ServerUnderTest.token)\r\n"
            + "Content-Length: \(length ?? body.count)\r\n\r\n"
        return Data(head.utf8) + body
    }

    @Test("half closed still gets its answer, also while others are open")
    func halfClosed() async throws {
        try await ServerUnderTest.run { server in
            let answers = try await onThread { [port = server.port] in
                let idle = try (0..<3).map { _ in try RawClient(port: port) }
                for client in idle { client.send("GET / HTTP/1.1\r\n") }
                return try (0..<20).map { _ in
                    let client = try RawClient(port: port)
                    client.send(Self.create())
                    client.closeWriting()
                    return try parse(client.receiveAll().bytes, closedInOrder: true).status
                }
            }

            #expect(answers == Array(repeating: 200, count: 20))
            #expect(try server.taskCount() == 20)
        }
    }

    @Test("closed before its body is whole is closed here too, at once")
    func closedEarly() async throws {
        try await ServerUnderTest.run { server in
            let (pieces, seconds) = try await onThread { [port = server.port] in
                let began = ContinuousClock.now
                let client = try RawClient(port: port)
                client.send(Self.create(announcing: 5000))
                client.closeWriting()
                return (client.receive(), ContinuousClock.now - began)
            }

            #expect(pieces == .end)
            #expect(seconds < .seconds(8))
            #expect(try server.taskCount() == 0)
        }
    }

    @Test("carries one request after the other, and what follows a bad one is not read")
    func pipeline() async throws {
        try await ServerUnderTest.run { server in
            let bytes = try await onThread { [port = server.port] in
                let client = try RawClient(port: port)
                client.send(Self.create() + Self.create())
                client.send(
                    "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                )
                client.send(Self.create())
                return client.receiveAll().bytes
            }

            let answers = String(decoding: bytes, as: UTF8.self).split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(answers == ["200", "200", "400"])
            #expect(try server.taskCount() == 2)
        }
    }

    @Test("broken in the middle of an upload leaves nothing behind", arguments: ["reset", "close", "cut"])
    func brokenUpload(how: String) async throws {
        try await ServerUnderTest.run { server in
            let incoming = server.data + "/incoming"
            try await onThread { [port = server.port] in
                let client = try RawClient(port: port)
                client.send(
                    "POST /api/vdr/batch-upload/submit-with-files HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n"
                        + "Authorization: Bearer \(ServerUnderTest.token)\r\n"
                        + "Content-Type: multipart/form-data; boundary=XX\r\n\r\n"
                        + "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n"
                )
                client.send(Data(repeating: 1, count: 200_000))
                for _ in 0..<200
                where (try? FileManager.default.contentsOfDirectory(atPath: incoming))?.isEmpty != false {
                    pause()
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).count == 1)
                if how == "reset" { client.endWithReset() }
                if how == "cut" { client.closeWriting() }
                if how == "cut" { #expect(client.receive() == .end) }
            }
            try await onThread {
                for _ in 0..<200 where try !FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty {
                    pause()
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
        }
    }

    @Test("that is not HTTP, or says nothing, keeps nobody else waiting")
    func silent() async throws {
        let noises = [
            Data([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]) + Data(count: 500), Data(count: 1000),
            Data(repeating: 0x0D, count: 1000), Data("\r\n\r\n\r\n".utf8),
            Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8),
            Data("GET".utf8), Data(),
        ]
        try await ServerUnderTest.run { server in
            let answer = try await onThread { [port = server.port] in
                let clients = try noises.flatMap { noise in
                    try (0..<20).map { _ in
                        let client = try RawClient(port: port)
                        client.send(noise)
                        return client
                    }
                }
                let answer = try exchange(port: port, "GET", "/nowhere")
                return (answer.status, clients.count)
            }
            #expect(answer == (404, 140))
        }
    }

    @Test("takes no more places than there are for one address, and gives them back at its deadline")
    func crowd() async throws {
        try await withServer {
            $0.connectionsPerAddress = 4
            $0.grace = .milliseconds(500)
        } _: { port in
            let silent = try (0..<4).map { _ in try RawClient(port: port) }
            for client in silent { client.send("GET / HT") }
            pause()
            let refused = try RawClient(port: port)
            refused.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(refused.receiveAll().bytes.isEmpty)
            #expect(silent.map { $0.receive() } == Array(repeating: .end, count: 4))
            // They end for the client a moment before the library counts them out.
            let answers = (0..<200).lazy.map { _ in
                pause()
                return try? exchange(port: port, "GET", "/").status
            }
            #expect(answers.contains(200))
        }
    }

    @Test("that sends bodies which take long to read keeps nobody else waiting")
    func heavyBodies() async throws {
        let bodies = [
            Data("{\"a\":[\(String(repeating: "1,", count: 2_000_000))1]}".utf8),
            Data(String(repeating: "[", count: 2_000_000).utf8),
            Data("{\"negative_prompt\":\"\(String(repeating: "\\n", count: 2_000_000))\"}".utf8),
            Data("[\(Array(repeating: "[[[[[[[[[[[[1.5]]]]]]]]]]]]", count: 700).joined(separator: ","))]".utf8),
        ]
        try await ServerUnderTest.run { server in
            let heavy = Task {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for body in bodies + bodies {
                        group.addTask { try await server.send("POST", "/api/vdr/videos/text2video", body).status }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
            }
            var slowest = Duration.zero
            for _ in 0..<40 {
                let began = ContinuousClock.now
                _ = try await server.call("GET", "/videos/text2video/none")
                slowest = max(slowest, ContinuousClock.now - began)
            }
            let statuses = try await heavy.value
            #expect(statuses == Array(repeating: 400, count: 8))
            // On an idle machine it is some milliseconds; a stall would be seconds.
            #expect(slowest < .seconds(1), "\(slowest)")
        }
    }
}
