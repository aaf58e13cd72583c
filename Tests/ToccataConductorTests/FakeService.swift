import BachAPI
import BachClient
import FoundationEssentials
import Glibc
import HTTPKit
import Scratch
import Synchronization

/// A service that answers what it was told to, in that order, and keeps the requests.
final class FakeService: Sendable {
    typealias Answer = Transport.Answer

    private struct State {
        var creates: [Answer] = []
        var queries: [Answer] = []
        var uploads: [Answer] = []
        var videos: [Answer] = []
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())
    /// Called while a create is on its way.
    let duringCreate: @Sendable () async -> Void
    /// Called while a task is asked about.
    let duringQuery = Mutex<(@Sendable () async -> Void)?>(nil)
    /// Called while a picture is uploaded.
    let duringUpload = Mutex<(@Sendable () async -> Void)?>(nil)

    init(duringCreate: @escaping @Sendable () async -> Void = {}) {
        self.duringCreate = duringCreate
    }

    func willCreate(_ answers: Answer...) { state.withLock { $0.creates = answers } }
    func willAnswer(_ answers: Answer...) { state.withLock { $0.queries = answers } }
    func willUpload(_ answers: Answer...) { state.withLock { $0.uploads = answers } }
    func willServe(_ answers: Answer...) { state.withLock { $0.videos = answers } }

    func requests(_ method: HTTPRequest.Method) -> [HTTPRequest] {
        state.withLock { $0.requests.filter { $0.method == method } }
    }

    var creates: [HTTPRequest] { requests(.post).filter { $0.url.contains("/videos/") } }
    var uploads: [HTTPRequest] { requests(.post).filter { $0.url.contains("/batch-upload/") } }
    var queries: [HTTPRequest] { requests(.get).filter { $0.url.contains("/videos/") } }
    var downloads: [HTTPRequest] { requests(.get).filter { !$0.url.contains("/videos/") } }

    func client(
        _ baseURL: String = "https://service.example/api/vdr",
        credentials: Credentials = .token(Secret("t")),
        traits: ServiceTraits = ServiceTraits()
    ) -> BachClient {
        BachClient(baseURL: baseURL, credentials: credentials, transport: transport, traits: traits) {
            Date(timeIntervalSince1970: 0)
        }
    }

    private var transport: Transport {
        Transport(
            send: { request in
                if request.method == .get { await self.duringQuery.withLock { $0 }?() }
                if request.url.contains("/batch-upload/") { await self.duringUpload.withLock { $0 }?() }
                if request.url.contains("/videos/") && request.method == .post { await self.duringCreate() }
                return self.answer(request)
            },
            download: { request, file, progress in
                let answer = self.answerDownload(request)
                guard case .success(let response) = answer, 200..<300 ~= response.status else { return answer }
                guard file.accepts(response) else { return .failure(.declined) }
                _ = response.body.withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
                progress(TransferProgress(received: Int64(response.body.count), total: nil))
                return .success(HTTPResponse(status: response.status))
            }
        )
    }

    /// The last answer of a queue is given again and again; with none at all there is no connection.
    private static func next(_ answers: inout [Answer]) -> Answer {
        answers.count > 1 ? answers.removeFirst() : answers.first ?? .failure(.notConnected("refused"))
    }

    private func answer(_ request: HTTPRequest) -> Answer {
        state.withLock { state in
            state.requests.append(request)
            if request.url.contains("/batch-upload/") { return Self.next(&state.uploads) }
            return request.method == .post ? Self.next(&state.creates) : Self.next(&state.queries)
        }
    }

    private func answerDownload(_ request: HTTPRequest) -> Answer {
        state.withLock { state in
            state.requests.append(request)
            return Self.next(&state.videos)
        }
    }
}

extension Result where Success == HTTPResponse, Failure == TransferError {
    static func http(_ status: Int, _ body: String, _ headers: HTTPHeaders = [:]) -> Self {
        .success(HTTPResponse(status: status, headers: headers, body: Data(body.utf8)))
    }

    static func made(_ taskID: String) -> Self { .http(200, #"{"code":200,"data":{"task_id":"\#(taskID)"}}"#) }

    static func status(_ status: String, message: String = "", url: String? = nil) -> Self {
        let link = url.map { #","video_url":"\#($0)""# } ?? ""
        return .http(
            200,
            #"{"code":200,"data":{"task_id":"t-1","status":"\#(status)","message":"\#(message)"\#(link)}}"#
        )
    }

    static var unknownTask: Self { .http(404, #"{"code":1200,"message":"Not found"}"#) }
    static var video: Self { .http(200, SmallVideo.text) }
}
