/// One row of the table of endpoints.
package struct APIEndpoint: Equatable, Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST" }

    /// Where a path begins.
    package enum Root: Equatable, Sendable {
        /// The base URL, which ends in `/api/vdr`.
        case base
        /// The server itself, with Kling's own paths or with what only the local server has.
        case server
    }

    package let operation: Operation
    package let method: Method
    package let root: Root
    /// With a slash in front; a part in braces stands for any one part.
    package let path: String
    package let summary: String
    package let page: Page
    /// Whether Toccata uses it; the rest is served for other programs.
    package let isUsedByClient: Bool

    /// Where the base URL of the service and of the local server ends.
    package static let base = "/api/vdr"

    /// The path from the server's root.
    package var fullPath: String { root == .base ? Self.base + path : path }

    /// The path with an id in the place of its braces; the id must be fit for a path.
    package func path(id: String) -> String { path.prefix { $0 != "{" } + id }

    /// Whether a token must come with it.
    package var needsToken: Bool { operation != .health && operation != .openAPI }

    /// The endpoint for a path from the server's root, and what stands in its braces (`""` where nothing does).
    package static func find(_ method: String, _ segments: [String]) -> (endpoint: APIEndpoint, id: String)? {
        all.lazy.filter { $0.method.rawValue == method }.compactMap { row in
            row.id(in: segments).map { (row, $0) }
        }.first
    }

    /// A path that ends before its id asks about no task: the service has a message for that.
    private func id(in segments: [String]) -> String? {
        var id = ""
        let pattern = fullPath.split(separator: "/")
        let isCutShort = segments.count == pattern.count - 1 && pattern.last?.first == "{" && isQuery
        guard segments.count == pattern.count || isCutShort else { return nil }
        for (part, segment) in zip(pattern, segments) {
            if part.first == "{" { id = segment } else if part != segment { return nil }
        }
        return id
    }

    private var isQuery: Bool {
        switch operation {
        case .query(let family): family.dialect == .bach
        case .batchStatus: true
        default: false
        }
    }
}

extension APIEndpoint {
    /// Every endpoint, as the pages and the local server have them.
    package static let all: [APIEndpoint] =
        Family.allCases.flatMap(rows) + [
            uploadFiles,
            row(
                .submitBatch,
                .post,
                "/batch-upload/submit",
                "Upload pictures by URL or as base64",
                .generalInformation
            ),
            batchStatus,
            row(.find, .get, "/status/{task_id}", "Show a task of any family", .generalInformation),
            row(.health, .get, "/healthz", "Say whether the server is well", .ours, .server),
            row(.openAPI, .get, "/openapi.json", "Describe the API", .ours, .server),
        ]

    package static let uploadFiles = row(
        .uploadFiles,
        .post,
        "/batch-upload/submit-with-files",
        "Upload pictures as files",
        .bachUpload,
        isUsed: true
    )
    package static let batchStatus = row(
        .batchStatus,
        .get,
        "/batch-upload/status/{batch_id}",
        "Show a batch of uploads",
        .bachUpload,
        isUsed: true
    )

    private static func rows(_ family: Family) -> [APIEndpoint] {
        let rows = rows(family, family.path, .base)
        return family.dialect == .kling ? rows + self.rows(family, "/v1" + family.path, .server) : rows
    }

    private static func rows(_ family: Family, _ path: String, _ root: Root) -> [APIEndpoint] {
        let isUsed = family != .multiToVideo
        let made = family.makesVideo ? "video" : "subject"
        var rows = [
            row(.create(family), .post, path, "Make a \(made)", family.page, root, isUsed: isUsed),
            row(.query(family), .get, path + "/{task_id}", "Show a task", family.page, root, isUsed: isUsed),
        ]
        if family.dialect == .kling {
            rows.append(row(.list(family), .get, path, "List tasks", family.page, root, isUsed: isUsed))
        }
        return rows
    }

    private static func row(
        _ operation: Operation,
        _ method: Method,
        _ path: String,
        _ summary: String,
        _ page: Page,
        _ root: Root = .base,
        isUsed: Bool = false
    ) -> APIEndpoint {
        APIEndpoint(
            operation: operation,
            method: method,
            root: root,
            path: path,
            summary: summary,
            page: page,
            isUsedByClient: isUsed
        )
    }
}
