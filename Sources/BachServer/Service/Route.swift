import BachAPI
import HTTPServerKit

/// What a request asks for, told by its method and path alone.
enum Route: Equatable, Sendable {
    /// An endpoint of the table, with what stands in the braces of its path.
    case endpoint(Operation, id: String)
    /// A video, by its name without the extension.
    case video(id: String)
    /// A picture that was uploaded.
    case picture(batch: String, name: String)
    /// A picture of a subject that was made, by its task.
    case still(task: String, name: String)
    /// Something below the API's base, or below a path of its own of a dialect, that is not there.
    case unknown(Dialect)
    /// Something outside it.
    case nowhere

    init(_ head: ServerRequest.Head) {
        let segments = head.path.segments
        let isReading = head.method == "GET" || head.method == "HEAD"
        if let (endpoint, id) = APIEndpoint.find(head.method, segments) {
            self = .endpoint(endpoint.operation, id: id)
        } else if isReading, segments.count == 2, segments[0] == "videos", segments[1].hasSuffix(".mp4") {
            self = .video(id: String(segments[1].dropLast(4)))
        } else if isReading, segments.count == 3, segments[0] == "uploads" {
            self = .picture(batch: segments[1], name: segments[2])
        } else if isReading, segments.count == 3, segments[0] == "subjects" {
            self = .still(task: segments[1], name: segments[2])
        } else if let dialect = Self.dialect(segments) {
            self = .unknown(dialect)
        } else {
            self = .nowhere
        }
    }

    /// In which dialect it is said that a path is not there; nil outside of the API.
    private static func dialect(_ segments: [String]) -> Dialect? {
        let path = "/" + segments.joined(separator: "/") + "/"
        let kling = APIEndpoint.all.filter { row in
            if case .list = row.operation { true } else { false }
        }
        if kling.contains(where: { path.hasPrefix($0.fullPath + "/") }) { return .kling }
        return path.hasPrefix(APIEndpoint.base + "/") ? .bach : nil
    }

    /// How the answer is to be worded.
    var dialect: Dialect {
        switch self {
        case .endpoint(.create(let family), _), .endpoint(.query(let family), _), .endpoint(.list(let family), _):
            family.dialect
        case .unknown(let dialect): dialect
        default: .bach
        }
    }

    /// The kind that a fault may hit; nil for requests that are left alone.
    var faultKind: Fault.Kind? {
        switch self {
        case .endpoint(.create, _): .create
        case .endpoint(.query, _), .endpoint(.list, _), .endpoint(.find, _): .poll
        case .video, .still: .video
        default: nil
        }
    }

    var isCreate: Bool {
        if case .endpoint(.create, _) = self { true } else { false }
    }

    /// Whether a token is asked for: videos and pictures are links that anybody may open.
    var needsToken: Bool {
        switch self {
        case .video, .picture, .still, .nowhere, .endpoint(.health, _), .endpoint(.openAPI, _): false
        case .endpoint, .unknown: true
        }
    }
}
