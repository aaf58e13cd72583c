package import FoundationEssentials

/// How a picture gets to the service, and how far that is.
package enum PictureUpload: Equatable, Sendable {
    /// It is a link, or base64: it goes as it stands.
    case asItIs
    /// Of this machine, for a service that takes no uploads.
    case base64
    /// Goes up when the draft is sent.
    case waiting
    /// From 0 to 100, of all pictures of the task that it goes up for.
    case uploading(Int)
    /// The service has it: it does not go up again.
    case done(Date)
    /// Nobody has looked yet, or it cannot be sent as it is.
    case unknown
}
