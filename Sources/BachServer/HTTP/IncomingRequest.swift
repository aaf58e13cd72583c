import CMicroHTTPD
import FoundationEssentials

/// A request while it comes in.
///
/// Only libmicrohttpd's thread touches it.
final class IncomingRequest {
    enum Sink {
        case memory(Data, limit: Int)
        case form(FormReceiver)
        case discard
    }

    let head: ServerRequest.Head
    private var sink: Sink
    /// Set as soon as the request cannot be answered by the routes any more.
    private(set) var refusal: ServerReply?
    var pending: PendingAnswer?
    /// Whether the library has said before that the request is complete.
    var isRead = false

    init(
        head: ServerRequest.Head,
        plan: BodyPlan,
        connection: OpaquePointer,
        tooLarge: ServerReply,
        hasUnclearEnd: Bool
    ) {
        self.head = head
        self.tooLarge = tooLarge
        self.hasUnclearEnd = hasUnclearEnd
        switch plan {
        case .memory(let limit): sink = .memory(Data(), limit: limit)
        case .multipart(let directory, let limits):
            sink = .form(FormReceiver(directory: directory, limits: limits, connection: connection))
        case .refuse(let reply):
            sink = .discard
            refusal = reply
        }
        if let announced = head.headers["content-length"].flatMap({ Int($0) }), announced > limit { refuse() }
    }

    private let tooLarge: ServerReply
    private let hasUnclearEnd: Bool

    /// True if answering must not wait for the rest of the body; the connection closes then.
    var isAnsweredAtOnce: Bool {
        if hasUnclearEnd { return true }
        guard let announced = head.headers["content-length"].flatMap({ Int($0) }) else { return false }
        return refusal != nil && announced > Self.worthReading
    }

    /// A refused body up to this size is read and thrown away, so that the answer is not lost in a reset.
    private static let worthReading = 1 << 20

    private var limit: Int {
        switch sink {
        case .memory(_, let limit): limit
        case .form(let receiver): receiver.limits.bodyBytes
        case .discard: .max
        }
    }

    private func refuse() {
        discardFiles()
        sink = .discard
        refusal = tooLarge
    }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        switch sink {
        case .memory(var data, let limit):
            sink = .discard  // one owner of the bytes, or every chunk copies all before it
            data.append(contentsOf: bytes)
            sink = .memory(data, limit: limit)
            if data.count > limit { refuse() }
        case .form(let receiver):
            receiver.receive(bytes)
            if receiver.received > receiver.limits.bodyBytes { refuse() }
        case .discard:
            break
        }
    }

    func finished() -> ServerRequest {
        switch sink {
        case .memory(let data, _): ServerRequest(head: head, body: .data(data))
        case .form(let receiver): ServerRequest(head: head, body: .form(receiver.finish()))
        case .discard: ServerRequest(head: head)
        }
    }

    /// Removes what came of an upload that nobody will answer.
    func discardFiles() {
        if case .form(let receiver) = sink { receiver.discard() }
    }
}
