import BachAPI

/// What a request asks for, told by its method and path alone.
enum Route: Equatable, Sendable {
    case create(Family)
    case query(Family, id: String)
    case upload
    /// Pictures by URL or in base64.
    case submitBatch
    case batch(id: String)
    /// A video, by the task that it belongs to.
    case video(id: String)
    /// A picture that was uploaded.
    case picture(batch: String, name: String)
    /// Something below the API's base that is not there.
    case unknown
    /// Something outside it.
    case nowhere

    /// Where the API begins.
    static let base = ["api", "vdr"]

    init(_ head: ServerRequest.Head) {
        let segments = head.path.segments
        let isReading = head.method == "GET" || head.method == "HEAD"
        if segments.starts(with: Self.base) {
            self = Self.api(Array(segments.dropFirst(Self.base.count)), method: head.method)
        } else if isReading, segments.count == 2, segments[0] == "videos", segments[1].hasSuffix(".mp4") {
            self = .video(id: String(segments[1].dropLast(4)))
        } else if isReading, segments.count == 3, segments[0] == "uploads" {
            self = .picture(batch: segments[1], name: segments[2])
        } else {
            self = .nowhere
        }
    }

    private static func api(_ segments: [String], method: String) -> Self {
        if segments.first == "batch-upload" { return batch(segments, method: method) }
        guard segments.first == "videos", segments.count == 2 || segments.count == 3,
            let family = Mode(rawValue: segments[1])?.family
        else { return .unknown }
        switch (method, segments.count) {
        case ("POST", 2): return .create(family)
        case ("GET", 2): return .query(family, id: "")
        case ("GET", 3): return .query(family, id: segments[2])
        default: return .unknown
        }
    }

    private static func batch(_ segments: [String], method: String) -> Self {
        switch (method, segments.dropFirst().first, segments.count) {
        case ("POST", "submit-with-files", 2): .upload
        case ("POST", "submit", 2): .submitBatch
        case ("GET", "status", 2): .batch(id: "")
        case ("GET", "status", 3): .batch(id: segments[2])
        default: .unknown
        }
    }

    /// The kind that a fault may hit; nil for requests that are left alone.
    var faultKind: Fault.Kind? {
        switch self {
        case .create: .create
        case .query: .poll
        case .video: .video
        case .upload, .submitBatch, .batch, .picture, .unknown, .nowhere: nil
        }
    }

    var isCreate: Bool {
        if case .create = self { true } else { false }
    }

    /// Whether a token is asked for: videos and pictures are links that anybody may open.
    var needsToken: Bool {
        switch self {
        case .video, .picture, .nowhere: false
        case .create, .query, .upload, .submitBatch, .batch, .unknown: true
        }
    }
}
