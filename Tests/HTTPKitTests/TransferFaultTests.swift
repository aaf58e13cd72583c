import FoundationEssentials
import Glibc
import HTTPKit
import LoopbackServer
import Testing

@Suite("Transfers that go wrong")
struct TransferFaultTests {
    /// Answers a GET, and closes the kept connection once a POST has come on it.
    private func serverThatDropsPosts() -> LoopbackServer {
        LoopbackServer { $0.method == "GET" ? .json("{}") : .close }
    }

    private func post(on server: LoopbackServer, fresh: Bool) async throws -> TransferError? {
        let client = makeClient()
        _ = try await client.send(HTTPRequest(.get, server.url))
        var request = HTTPRequest(.post, server.url, body: .bytes(Data("{}".utf8)))
        request.freshConnection = fresh
        do throws(TransferError) {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test("send one POST when a kept connection is closed after the request")
    func onePost() async throws {
        let server = serverThatDropsPosts()

        let error = try await post(on: server, fresh: true)

        #expect(server.requests.filter { $0.method == "POST" }.count == 1)
        #expect(server.requests.last?.connection == 1)
        #expect(error?.mayHaveBeenSent == true)
    }

    @Test("would repeat that POST on a reused connection: libcurl does so by itself, hence the fresh one")
    func libcurlRepeats() async throws {
        let server = serverThatDropsPosts()

        _ = try await post(on: server, fresh: false)

        #expect(server.requests.filter { $0.method == "POST" }.map(\.connection) == [0, 1])
    }

    @Test("know that nothing was sent without a connection")
    func refused() async throws {
        let port = LoopbackServer { _ in .close }.port
        for host in ["127.0.0.1:\(port)", "name.invalid"] {
            let error = await failure(HTTPRequest(.get, "http://\(host)/"))
            guard case .notConnected = error else {
                Issue.record("\(host): \(String(describing: error))")
                continue
            }
            #expect(error?.mayHaveBeenSent == false)
        }
    }

    @Test(
        "say that a connection broke",
        arguments: [
            LoopbackServer.Answer.close,
            .reset,
            .rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"),
            .rawThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
            .rawThenClose("nonsense\r\n\r\n"),
        ]
    )
    func broken(answer: LoopbackServer.Answer) async throws {
        let server = LoopbackServer { _ in answer }
        let error = await failure(HTTPRequest(.get, server.url))
        guard case .broken = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.mayHaveBeenSent == true)
    }

    @Test("end in time when no answer comes")
    func timeout() async throws {
        let server = LoopbackServer { _ in .hang(after: "") }
        var request = HTTPRequest(.get, server.url)
        request.timeout = .milliseconds(200)

        let start = ContinuousClock.now
        let error = await failure(request)
        let elapsed = ContinuousClock.now - start

        #expect(error == .timedOut(mayHaveBeenSent: true))
        #expect(elapsed >= .milliseconds(200) && elapsed < .seconds(10))
    }

    @Test(
        "end when they stall, with headers or in the middle of a body",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
        ]
    )
    func stall(sent: String) async throws {
        let server = LoopbackServer { _ in .hang(after: sent) }
        var request = HTTPRequest(.get, server.url)
        request.timeout = nil
        request.stallTimeout = .milliseconds(150)

        #expect(await failure(request) == .stalled)
    }

    @Test("end at once when their task is cancelled, before or after the start", arguments: [false, true])
    func cancel(early: Bool) async throws {
        let server = LoopbackServer { _ in .hang(after: "") }
        let request = HTTPRequest(.get, server.url)
        let sending = Task { await failure(request) }
        while !early && server.requests.isEmpty { await Task.yield() }

        sending.cancel()

        #expect(await sending.value == .cancelled)
    }

    @Test("take no body beyond its limit")
    func tooLarge() async throws {
        let server = LoopbackServer { _ in .json(String(repeating: "x", count: 1001)) }
        var request = HTTPRequest(.get, server.url)
        request.largestBody = 1000
        #expect(await failure(request) == .tooLarge(limit: 1000))
        request.largestBody = 1001
        #expect(await failure(request) == nil)
    }

    @Test("go to no private address when only public ones are allowed", arguments: ["127.0.0.1", "localhost"])
    func privateAddress(host: String) async throws {
        let server = LoopbackServer { _ in .json("{}") }
        var request = HTTPRequest(.get, "http://\(host):\(server.port)/")
        request.addresses = .publicOnly

        let error = await failure(request)

        guard case .privateAddress = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server.connections == 0)
        #expect(error?.mayHaveBeenSent == false)
    }

    @Test(
        "were not sent where a proxy makes no way, or what is behind it speaks no TLS",
        arguments: [
            LoopbackServer.Answer.rawThenClose("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nabc"),
            .rawThenClose("HTTP/1.1 200 Connection established\r\n\r\nnonsense"), .close, .reset, .hang(after: ""),
        ]
    )
    func proxy(answer: LoopbackServer.Answer) async throws {
        let server = LoopbackServer { _ in answer }
        setenv("https_proxy", server.url, 1)
        defer { unsetenv("https_proxy") }
        var request = HTTPRequest(.post, "https://service.invalid/", body: .bytes(Data("{}".utf8)))
        request.freshConnection = true
        request.timeout = .milliseconds(300)

        let error = await failure(request)

        #expect(server.requests.map(\.method) == ["CONNECT"])
        #expect(error?.mayHaveBeenSent == false)
    }

    private func failure(_ request: HTTPRequest) async -> TransferError? {
        do throws(TransferError) {
            _ = try await makeClient().send(request)
            return nil
        } catch {
            return error
        }
    }
}

@Suite("Network addresses")
struct NetworkAddressTests {
    @Test(
        "are special or public",
        arguments: [
            ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.9.9", true),
            ("169.254.169.254", true), ("100.64.0.1", true), ("100.128.0.1", false), ("0.0.0.0", true),
            ("8.8.8.8", false),
            ("224.0.0.1", true), ("255.255.255.255", true), ("::1", true), ("::", true), ("fe80::1", true),
            ("fd00::1", true),
            ("::ffff:10.0.0.1", true), ("::ffff:8.8.8.8", false), ("64:ff9b::7f00:1", true), ("2606:4700::1111", false),
            ("2002:7f00:1::", true), ("2001:db8::1", true),
        ]
    )
    func special(text: String, isSpecial: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isSpecial == isSpecial)
    }
}
