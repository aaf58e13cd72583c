package import ToccataCore

/// What a person's word for a task led to.
package enum FoundTask: Equatable, Sendable {
    case none
    case one(VideoTask)
    /// The newest first.
    case several([VideoTask])
}

extension FoundTask {
    package var tasks: [VideoTask] {
        switch self {
        case .none: []
        case .one(let task): [task]
        case .several(let tasks): tasks
        }
    }
}
