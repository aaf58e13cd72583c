/// Why the local server could not do what it was asked.
package enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    case noDataDirectory(path: String, reason: String)
    case dataInUse(path: String)
    case noRenderer(path: String)

    package var description: String {
        switch self {
        case .noDataDirectory(let path, let reason):
            "the data directory \(path) cannot be used: \(reason)"
        case .dataInUse(let path):
            "another bach-local uses the data directory \(path): end it, or choose another --data"
        case .noRenderer(let path):
            "\(path) is no program that can be run: check the path of --renderer and its permissions"
        }
    }
}
