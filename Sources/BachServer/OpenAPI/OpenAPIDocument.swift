import BachAPI

/// The API as this server serves it, in the terms of OpenAPI 3.1; made from the tables that the checks use.
struct OpenAPIDocument {
    let limits: Limits
    /// The code of every success; nil for the one that each page documents.
    let successCode: Int?

    /// The document.
    ///
    /// - Parameter server: This server as the reader reached it, without a slash at the end.
    func json(server: String) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Bach video API, as bach-local serves it",
                "version": .string(Version.current),
                "description": .string(Self.description),
            ],
            "servers": [["url": .string(server)]],
            "security": [["bearer": []]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["bearer": Self.bearer],
                "schemas": .object(JSONObject(requests + AnswerSchema(successCode: successCode).named)),
            ],
        ]
    }

    private static let description = """
        Creates answer with a task id; a query is repeated until the task has ended. The first thing that is wrong is \
        the answer: token, JSON, fields in the order of the page's table, sensitive words, plan, credits, rate limit. \
        A null or empty string counts as absent, fields that a page lacks are ignored. In messages {n}, {m} and the \
        like stand for what a request brings.
        """

    private static let bearer: JSONValue = [
        "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
        "description": """
        HS256 with the secret key; claims iss (access key), nbf (now - 5 s), exp (now + 10 days).
        """,
    ]

    private var tags: [String] { Family.allCases.map(\.title) + ["tasks", "uploads", "server"] }

    /// What creates send, by name.
    private var requests: [(String, JSONValue)] {
        Family.allCases.map { ("\($0.title).request", RequestSchema(family: $0, limits: limits).schema) }
    }

    private var paths: JSONObject {
        var paths = JSONObject()
        for endpoint in APIEndpoint.all {
            var item = paths[endpoint.fullPath]?.objectValue ?? JSONObject()
            item[endpoint.method.rawValue.lowercased()] = .object(operation(endpoint))
            paths[endpoint.fullPath] = .object(item)
        }
        return paths
    }
}
