/// A batch of pictures, as it is kept.
struct BatchRecord: Equatable, Sendable {
    /// What the caller knows it by; perhaps of the caller's own making.
    var id: String
    /// The folder of its pictures, which nobody can guess.
    var folder: String
    /// Unix seconds.
    var createdAt: Int
    var images: [BatchImage]

    var status: BatchStatus {
        let ended = images.count(where: \.hasEnded)
        if images.allSatisfy({ $0.status == .pending }) { return .pending }
        if ended < images.count { return .processing }
        let failed = images.count { $0.status == .failed }
        return failed == 0 ? .completed : failed == images.count ? .failed : .partial
    }

    func count(_ status: BatchImage.Status) -> Int { images.count { $0.status == status } }
}

/// The words for a batch's status; ours, as no page has any.
enum BatchStatus: String, CaseIterable, Sendable {
    case pending = "BATCH_PENDING"
    case processing = "BATCH_PROCESSING"
    case completed = "BATCH_COMPLETED"
    /// Some images failed.
    case partial = "BATCH_PARTIAL"
    case failed = "BATCH_FAILED"
}

/// One image of a batch.
struct BatchImage: Equatable, Sendable {
    enum Status: String, CaseIterable, Sendable {
        case pending = "PENDING"
        case processing = "PROCESSING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
    }

    /// What the caller calls it.
    var name: String?
    /// Where to get it; nil for one whose content came with the request.
    var url: String?
    var status = Status.pending
    /// Its name in the batch's folder, once it is there.
    var file: String?
    /// Why it failed, for the caller.
    var error: String?

    var hasEnded: Bool { status == .succeeded || status == .failed }
}
