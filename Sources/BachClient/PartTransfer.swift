import HTTPKit
import Synchronization

/// One request for a video, or for the rest of it; by the head of the answer it decides what becomes of the part.
final class PartTransfer: Sendable {
    enum Verdict: Equatable {
        /// Everything that was announced is there.
        case complete
        /// What the server sent, or would send, does not fit what is there.
        case otherFile(reason: String)
        case noRoom(reason: String, needed: Int64)
        /// What the answer says stands.
        case answered
    }

    private struct State {
        /// Where the body of the answer begins in the file.
        var offset: Int64 = 0
        var total: Int64?
        /// Why the body was not taken.
        var refusal: Verdict?
    }

    private let part: PartFile
    private let url: String
    private let freeSpace: FreeSpace
    private let state = Mutex(State())

    init(_ part: PartFile, url: String, freeSpace: @escaping FreeSpace) {
        self.part = part
        self.url = url
        self.freeSpace = freeSpace
    }

    func request(addresses: HTTPRequest.Addresses) -> HTTPRequest {
        var request = Endpoint.video(url, addresses: addresses)
        if let origin = part.origin {
            request.headers["Range"] = "bytes=\(part.length)-"
            request.headers["If-Range"] = origin.validator
        }
        return request
    }

    var file: BodyFile {
        BodyFile(part.descriptor) { [self] head in
            refuse(accept(head))
        } mayGrow: { [self] in
            refuse(shortage())
        }
    }

    private func refuse(_ verdict: Verdict?) -> Bool {
        if let verdict { state.withLock { $0.refusal = verdict } }
        return verdict == nil
    }

    // MARK: The head

    /// Makes the part fit for the body that follows, or says why it cannot be.
    private func accept(_ head: HTTPResponse) -> Verdict? {
        if head.status == 206 { return acceptRest(head) }
        let boot = PartOrigin.currentBoot
        part.begin(PartOrigin(head, url: url, boot: boot))
        state.withLock { $0 = State(total: head.contentLength) }
        return shortage()
    }

    private func acceptRest(_ head: HTTPResponse) -> Verdict? {
        let offset = part.length
        guard let origin = part.origin, let range = head.contentRange else {
            return .otherFile(reason: "The host of the file sent a part that was not asked for.")
        }
        let isSame = head.headers["ETag"].map { !origin.validator.hasPrefix("\"") || $0 == origin.validator } ?? true
        guard isSame, range.first == offset, range.total == nil || origin.total == nil || range.total == origin.total,
            head.contentLength.map({ $0 == range.last - range.first + 1 }) ?? true
        else { return .otherFile(reason: "The host of the file sent another part than was asked for.") }
        state.withLock { $0 = State(offset: offset, total: origin.total ?? range.total) }
        return shortage()
    }

    // MARK: Room

    /// What is missing for the rest and a margin, as it stands now.
    private func shortage() -> Verdict? {
        let needed = needed
        guard let free = freeSpace(part.folder), free < needed else { return nil }
        return .noRoom(reason: Disk.shortage(needed: needed, free: free, in: part.folder), needed: needed)
    }

    private var needed: Int64 {
        let total = state.withLock(\.total)
        return max(0, (total ?? 0) - part.length) + Disk.margin
    }

    // MARK: The end

    /// Progress of the whole video, of which an answer may bring only the rest.
    func whole(_ progress: TransferProgress) -> TransferProgress {
        let (offset, total) = state.withLock { ($0.offset, $0.total) }
        return TransferProgress(
            received: offset + progress.received,
            total: total ?? progress.total.map { offset + $0 }
        )
    }

    func verdict(on answer: Transport.Answer) -> Verdict {
        let (refusal, total) = state.withLock { ($0.refusal, $0.total) }
        switch answer {
        case .failure(.declined): return refusal ?? .answered
        case .failure(.noSpace):
            let reason = Disk.shortage(needed: needed, free: freeSpace(part.folder), in: part.folder)
            return .noRoom(reason: reason, needed: needed)
        case .failure: return .answered
        case .success(let head) where head.status == 416: return verdict(onUnsatisfied: head)
        case .success(let head):
            guard 200..<300 ~= head.status else { return .answered }
            guard let total, total != part.length else { return .complete }
            return .otherFile(reason: "\(part.length) bytes came instead of \(total).")
        }
    }

    /// There is no rest: what is there is the whole, or was never a part of this.
    private func verdict(onUnsatisfied head: HTTPResponse) -> Verdict {
        guard let origin = part.origin else { return .answered }
        let isWhole = head.unsatisfiedTotal == part.length && origin.total == nil
        return isWhole ? .complete : .otherFile(reason: "The file of the link is shorter than what came of it before.")
    }
}
