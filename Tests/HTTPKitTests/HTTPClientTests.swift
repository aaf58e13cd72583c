import FoundationEssentials
import Glibc
import HTTPKit
import LoopbackServer
import Testing

func makeClient(environment: [String: String] = [:]) -> HTTPClient {
    HTTPClient(HTTPClient.Configuration(userAgent: "toccata/test", environment: environment))
}

@Suite("HTTP client")
struct HTTPClientTests {
    @Test("gives any status with its headers, whatever their case, and the body")
    func anyStatus() async throws {
        let server = LoopbackServer { _ in
            .json(#"{"code":1800}"#, status: "429 Too Many Requests", headers: ["retry-AFTER:  7 ", "X-Empty:"])
        }

        let response = try await makeClient().send(HTTPRequest(.get, server.url + "/x?y=1"))

        #expect(response.status == 429)
        #expect(response.headers["Retry-After"] == "7")
        #expect(response.headers["x-empty"] == "")
        #expect(response.headers["absent"] == nil)
        #expect(response.body == Data(#"{"code":1800}"#.utf8))
        #expect(response.url == server.url + "/x?y=1")
        #expect(server.requests.first?.header("User-Agent") == "toccata/test")
    }

    @Test(
        "posts bytes as they are, also none and many",
        arguments: ["", "{\"a\":\"\u{0}ü\"}", String(repeating: "x", count: 2_000_000)]
    )
    func postsBytes(body: String) async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let request = HTTPRequest(.post, server.url, headers: ["X-A": "1\r\nX-B: 2"], body: .bytes(Data(body.utf8)))

        _ = try await makeClient().send(request)

        let received = try #require(server.requests.first)
        #expect(received.method == "POST")
        #expect(received.text == body)
        #expect(received.header("Content-Length") == String(body.utf8.count))
        #expect(received.header("Expect") == nil)
        #expect(received.header("X-A") == "1X-B: 2")
        #expect(received.header("X-B") == nil)
    }

    @Test("keeps the last answer's headers and status after a redirect")
    func followsRedirects() async throws {
        let server = LoopbackServer { request in
            request.target == "/a"
                ? .json("", status: "302 Found", headers: ["Location: /b", "X-Old: 1"])
                : .json("ok", headers: ["X-New: 1"])
        }
        var request = HTTPRequest(.get, server.url + "/a")
        request.redirects = 3

        let response = try await makeClient().send(request)

        #expect(response.status == 200)
        #expect(response.url == server.url + "/b")
        #expect(response.headers["X-Old"] == nil)
        #expect(response.headers["X-New"] == "1")
    }

    @Test("gives the redirect itself when none may be followed, and gives up when there are too many")
    func limitsRedirects() async throws {
        let server = LoopbackServer { _ in .json("", status: "307 Temporary Redirect", headers: ["Location: /again"]) }
        var request = HTTPRequest(.post, server.url, body: .bytes(Data("{}".utf8)))
        #expect(try await makeClient().send(request).status == 307)
        #expect(server.requests.count == 1)

        request.redirects = 2
        await #expect(throws: TransferError.tooManyRedirects) { try await makeClient().send(request) }
    }

    @Test("sends no token along when another host is named by a redirect")
    func dropsTokens() async throws {
        let other = LoopbackServer { _ in .json("video") }
        let location = "http://localhost:\(other.port)/video"
        let server = LoopbackServer { _ in .json("", status: "302 Found", headers: ["Location: \(location)"]) }
        var request = HTTPRequest(.get, server.url, headers: ["Authorization": "Bearer secret"])
        request.redirects = 1

        _ = try await makeClient().send(request)

        #expect(server.requests.first?.header("Authorization") == "Bearer secret")
        #expect(other.requests.count == 1)
        #expect(other.requests.first?.header("Authorization") == nil)
    }

    @Test(
        "takes no address but http and https, redirects included",
        arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "nonsense://x"]
    )
    func onlyWeb(address: String) async throws {
        let server = LoopbackServer { _ in .json("", status: "302 Found", headers: ["Location: \(address)"]) }
        var redirected = HTTPRequest(.get, server.url)
        redirected.redirects = 5

        for request in [HTTPRequest(.get, address), redirected] {
            await #expect {
                try await makeClient().send(request)
            } throws: { error in
                guard case .badURL = error as? TransferError else { return false }
                return true
            }
        }
    }

    @Test("sends texts and files from disk as one form")
    func multipart() async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let file = try TemporaryFile(contents: "PNG bytes")
        let parts: [HTTPRequest.Part] = [
            .file(name: "files", path: file.path, filename: "kite \"1\".png", type: "image/png"),
            .text(name: "image_names", value: "kite"),
        ]

        _ = try await makeClient().send(HTTPRequest(.post, server.url, body: .multipart(parts)))

        let received = try #require(server.requests.first)
        #expect(received.header("Content-Type")?.hasPrefix("multipart/form-data; boundary=") == true)
        #expect(received.text.contains(#"name="files"; filename="kite %221%22.png""#))
        #expect(received.text.contains("Content-Type: image/png\r\n\r\nPNG bytes\r\n"))
        #expect(received.text.contains("name=\"image_names\"\r\n\r\nkite\r\n"))
    }

    @Test("names the file that cannot be read, and sends nothing")
    func missingFile() async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let part = HTTPRequest.Part.file(name: "files", path: "/nowhere/a.png", filename: "a.png", type: nil)

        await #expect(throws: TransferError.file("The file /nowhere/a.png cannot be read.")) {
            try await makeClient().send(HTTPRequest(.post, server.url, body: .multipart([part])))
        }
        #expect(server.requests.isEmpty)
    }

    @Test("names the package when libcurl is missing")
    func missingLibrary() async throws {
        var configuration = HTTPClient.Configuration(userAgent: "toccata/test", environment: [:])
        configuration.library = "libcurl-of-nobody.so.4"
        let client = HTTPClient(configuration)

        await #expect {
            try await client.send(HTTPRequest(.get, "http://127.0.0.1:9/"))
        } throws: { error in
            guard case .unavailable(let text) = error as? TransferError else { return false }
            return text.contains("libcurl4") && text.contains("libcurl-of-nobody.so.4")
        }
    }

    @Test("takes the file of authorities from the environment")
    func caFile() {
        func file(_ environment: [String: String]) -> String? {
            HTTPClient.Configuration(userAgent: "", environment: environment).caFile
        }
        #expect(file([:]) == nil)
        #expect(file(["SSL_CERT_FILE": "/a"]) == "/a")
        #expect(file(["SSL_CERT_FILE": "/a", "CURL_CA_BUNDLE": "/b"]) == "/b")
        #expect(file(["SSL_CERT_FILE": "/a", "CURL_CA_BUNDLE": ""]) == "/a")
    }
}

/// A file that is removed with its value.
final class TemporaryFile {
    let path: String
    let descriptor: Int32

    init(contents: String = "") throws {
        var template = Array("/tmp/toccata-test-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try Data(contents.utf8).write(to: URL(filePath: path))
    }

    var contents: Data { (try? Data(contentsOf: URL(filePath: path))) ?? Data() }

    deinit {
        close(descriptor)
        unlink(path)
    }
}
