package import FoundationEssentials
package import ToccataCore

/// What the conductor tells whoever watches.
package enum ConductorEvent: Equatable, Sendable {
    /// The task as it is recorded now.
    case taskChanged(VideoTask)
    case taskRemoved(ShortID)
    /// Bytes of a video; `total` is nil where its host does not say.
    case downloading(ShortID, received: Int64, total: Int64?)
    /// A task's pictures are on their way.
    case uploading(ShortID, UploadProgress)
    case network(NetworkCondition)
    /// Why nothing goes out at the moment; none when sending goes on.
    case holdsChanged([Hold])
    /// Whether this process polls; if not, another one does.
    case polls(Bool)
    case note(NoteLevel, String)

    package enum NetworkCondition: Equatable, Sendable {
        case up
        case down(since: Date, reason: String)
    }

    package enum NoteLevel: String, Sendable {
        case information, warning, error
    }
}
