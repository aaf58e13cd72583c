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
    /// What a body gets that is too large (413), or has no room beside the others (429).
    private let refusing: (_ status: Int) -> ServerReply
    private let budget: BodyBudget
    /// Bytes of the budget.
    private var taken = 0
    /// Whether nobody can say where the body ends, and with it the request.
    private let hasUnclearEnd: Bool

    init(
        head: ServerRequest.Head,
        plan: BodyPlan,
        connection: OpaquePointer,
        refusal: @escaping (_ status: Int) -> ServerReply,
        budget: BodyBudget,
        hasUnclearEnd: Bool
    ) {
        self.head = head
        refusing = refusal
        self.budget = budget
        self.hasUnclearEnd = hasUnclearEnd
        switch plan {
        case .memory(let limit): sink = .memory(Data(), limit: limit)
        case .multipart(let directory, let limits):
            sink = .form(FormReceiver(directory: directory, limits: limits, connection: connection))
        case .refuse(let reply):
            sink = .discard
            self.refusal = reply
        }
        if let announced = head.headers["content-length"].flatMap({ Int($0) }), announced > limit { refuse(413) }
    }

    deinit {
        budget.giveBack(taken)
    }

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

    private func refuse(_ status: Int) {
        discardFiles()
        sink = .discard
        refusal = refusing(status)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        switch sink {
        case .memory(var data, let limit):
            guard budget.take(bytes.count) else { return refuse(429) }
            taken += bytes.count
            sink = .discard  // one owner of the bytes, or every chunk copies all before it
            data.append(contentsOf: bytes)
            sink = .memory(data, limit: limit)
            if data.count > limit { refuse(413) }
        case .form(let receiver):
            receiver.receive(bytes)
            if receiver.received > receiver.limits.bodyBytes { refuse(413) }
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
