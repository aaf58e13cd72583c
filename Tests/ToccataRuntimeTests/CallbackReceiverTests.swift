import BachAPI
import FoundationEssentials
import Glibc
import RawHTTP
import Scratch
import Synchronization
import Testing
import ToccataCore
import ToccataRuntime

@Suite("Callback receiver", .timeLimit(.minutes(1)))
struct CallbackReceiverTests {
    private let address = CallbackAddress(port: 0, word: Secret("0123456789abcdef0123456789abcdef"))
    private var path: String { "/" + address.word.exposed }

    /// What is heard, and how often somebody was told that the first one came.
    private final class Heard: Sendable {
        let hints = Mutex<[Set<CallbackHint>]>([])
        let first = Mutex(0)
        var all: Set<CallbackHint> { hints.withLock { $0.reduce(into: []) { $0.formUnion($1) } } }
    }

    private func receive(_ use: @escaping @Sendable (_ port: Int) throws -> Void) async throws -> Heard {
        let heard = Heard()
        let receiver = try CallbackReceiver(
            at: address,
            .live,
            firstCame: { heard.first.withLock { $0 += 1 } },
            log: { _ in },
            hear: { hints in heard.hints.withLock { $0.append(hints) } }
        )
        let port = receiver.port
        let result: Result<Void, any Error>
        do { result = .success(try await onThread { try use(port) }) } catch { result = .failure(error) }
        // What was answered is on its way to whoever hears.
        let deadline = ContinuousClock.now + .seconds(5)
        while heard.all.isEmpty, heard.first.withLock({ $0 }) > 0, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        await receiver.stop()
        try result.get()
        return heard
    }

    @Test("takes a callback at its path, wherever a proxy puts that, and of it only which task it names")
    func callback() async throws {
        let path = path
        let heard = try await receive { (port: Int) throws in
            let body = Data(#"{"task_id":"t-1","status":"TASK_SUCCEEDED","video_url":"http://evil/x"}"#.utf8)
            #expect(try exchange(port: port, "POST", path, body: body).status == 200)
            #expect(try exchange(port: port, "POST", "/some/where" + path + "?a=b", body: body).status == 200)
        }
        #expect(heard.all == [CallbackHint(taskID: "t-1")])
        #expect(heard.first.withLock { $0 } == 1)
    }

    @Test("says the same to whoever does not know the path, and hears nothing")
    func strangers() async throws {
        let path = path
        let heard = try await receive { (port: Int) throws in
            let body = Data(#"{"task_id":"t-1"}"#.utf8)
            let paths = ["/", "/x", path.dropLast() + "0", path + "/", path + "x", path + "/x", "/.." + path, "//"]
            for method in ["POST", "GET", "PUT", "DELETE"] {
                for path in paths {
                    let answer = try exchange(port: port, method, String(path), body: body)
                    #expect(answer.status == 404, "\(method) \(path)")
                }
            }
        }
        #expect(heard.all == [])
        #expect(heard.first.withLock { $0 } == 0)
    }

    @Test("takes nothing but whole posts of a callback's size that name a task")
    func refused() async throws {
        let path = path
        let heard = try await receive { (port: Int) throws in
            for method in ["GET", "PUT", "DELETE"] {
                let answer = try exchange(port: port, method, path)
                #expect(answer.status == 405)
                #expect(answer.headers["allow"] == "POST")
            }
            let long = Data(#"{"task_id":""#.utf8) + Data(repeating: 0x61, count: 64 * 1024) + Data(#""}"#.utf8)
            #expect(try exchange(port: port, "POST", path, body: long).status == 413)
            for body in ["", "{", "[]", "null", #"{"id":1}"#, "\u{0}\u{1B}[2J"] {
                #expect(try exchange(port: port, "POST", path, body: Data(body.utf8)).status == 200)
            }
            let torn = try RawClient(port: port)
            torn.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"task_id\":\"t-1\"")
            torn.endWithReset()
        }
        #expect(heard.all == [])
    }

    @Test("answers every post of a flood, and hands it on in a few pieces, none of them too long")
    func flood() async throws {
        let path = path
        let heard = try await receive { (port: Int) throws in
            for round in 0..<100 {
                let client = try RawClient(port: port)
                let posts = (0..<100).map { number in
                    let body = #"{"task_id":"\#(round)-\#(number)"}"#
                    let last = number == 99 ? "Connection: close\r\n" : ""
                    return
                        "POST \(path) HTTP/1.1\r\nHost: a\r\n\(last)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                }
                client.send(posts.joined())
                let text = String(decoding: client.receiveAll().bytes, as: UTF8.self)
                #expect(text.split(separator: "HTTP/1.1 200").count == 100, "\(round): \(text.prefix(300))")
            }
        }
        let pieces = heard.hints.withLock { $0 }
        #expect(pieces.allSatisfy { $0.count <= 1000 })
        #expect(pieces.count < 1000)
        #expect(heard.all.count > 500)
        #expect(heard.first.withLock { $0 } == 1)
    }
}

@Suite("Callback address")
struct CallbackAddressTests {
    @Test("is kept for its owner alone, and reads the same")
    func file() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/state/listen.json"
        let address = CallbackAddress(host: "::1", port: 8090, publicURL: "https://a.example/hooks")
        try address.write(path)
        #expect(CallbackAddress.read(path) == address)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(address.url == "https://a.example/hooks/" + address.word.exposed)
        #expect(address.word.exposed.utf8.count == 32)
        #expect(!"\(address)".contains(address.word.exposed))
    }

    @Test("is made anew where the file is damaged, and says why it cannot be kept")
    func trouble() throws {
        let folder = try ScratchFolder()
        for text in ["", "{", #"{"host":"a","port":1}"#, #"{"host":"a","port":1,"word":"short"}"#] {
            try folder.write(text, to: "listen.json")
            #expect(CallbackAddress.read(folder.file("listen.json")) == nil, "\(text)")
        }
        let path = folder.path + "/listen.json/x"
        #expect(throws: CallbackAddressError.self) { try CallbackAddress(port: 1).write(path) }
    }
}
