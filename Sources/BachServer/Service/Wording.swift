import BachAPI

/// How an answer is put: each dialect has its own envelope and its own code for the same trouble.
enum Wording: Equatable, Sendable {
    case bach
    /// - Parameter requestID: Of this one request, as Kling's answers have it.
    case kling(requestID: String)

    var dialect: Dialect {
        switch self {
        case .bach: .bach
        case .kling: .kling
        }
    }
}
