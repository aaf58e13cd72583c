/// What a request asks of the service.
package enum Operation: Equatable, Hashable, Sendable {
    case create(Family)
    case query(Family)
    /// A page of tasks; only `multi-image-to-video` has such.
    case list(Family)
    /// The task of any family (`general-information`, Task Status Polling).
    case find
    case uploadFiles, submitBatch, batchStatus
    /// What only the local server has.
    case health, openAPI

    /// The family that it is about; nil for those about none.
    package var family: Family? {
        switch self {
        case .create(let family), .query(let family), .list(let family): family
        default: nil
        }
    }
}
