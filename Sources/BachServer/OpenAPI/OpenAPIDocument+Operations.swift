import BachAPI

extension OpenAPIDocument {
    func operation(_ endpoint: APIEndpoint) -> JSONObject {
        var operation = JSONObject([
            ("operationId", .string(Self.name(of: endpoint))), ("summary", .string(endpoint.summary)),
            ("description", .string(Self.source(of: endpoint))), ("tags", [.string(Self.tag(of: endpoint))]),
        ])
        if !endpoint.needsToken { operation["security"] = [] }
        let parameters = self.parameters(of: endpoint)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        operation["requestBody"] = requestBody(of: endpoint)
        operation["responses"] = .object(responses(of: endpoint))
        if case .create(let family) = endpoint.operation { operation["callbacks"] = Self.callbacks(of: family) }
        return operation
    }

    /// Unique: the paths of Kling's own stand beside those below the base.
    private static func name(of endpoint: APIEndpoint) -> String {
        let prefix = endpoint.operation.family != nil && endpoint.root == .server ? "v1_" : ""
        return prefix + words(of: endpoint.operation)
    }

    private static func words(of operation: Operation) -> String {
        switch operation {
        case .create(let family): "create_\(family.title)"
        case .query(let family): "query_\(family.title)"
        case .list(let family): "list_\(family.title)"
        case .find: "find_task"
        case .uploadFiles: "upload_files"
        case .submitBatch: "submit_batch"
        case .batchStatus: "batch_status"
        case .health: "health"
        case .openAPI: "openapi"
        }
    }

    private static func source(of endpoint: APIEndpoint) -> String {
        switch endpoint.page {
        case .ours: "Only the local server has it."
        case .capabilityMap, .customSubject, .bachUpload:
            "By the vendor's page \(endpoint.page.rawValue), of which only the beginning is known; the rest is assumed."
        case .kling: "By Kling's own documentation."
        default: "By the page \(endpoint.page.rawValue)."
        }
    }

    private static func tag(of endpoint: APIEndpoint) -> String {
        if let family = endpoint.operation.family { return family.title }
        return switch endpoint.operation {
        case .find: "tasks"
        case .uploadFiles, .submitBatch, .batchStatus: "uploads"
        default: "server"
        }
    }

    private func parameters(of endpoint: APIEndpoint) -> [JSONValue] {
        let names = endpoint.fullPath.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            $0.dropFirst().dropLast()
        }
        let inPath = names.map { name -> JSONValue in
            ["name": .string(String(name)), "in": "path", "required": true, "schema": Schema.text]
        }
        guard case .list = endpoint.operation else { return inPath }
        let pages = limits.multiImage
        return inPath + [
            ["name": "pageNum", "in": "query", "schema": Schema.integer(pages.pageNumbers, fallback: 1)],
            ["name": "pageSize", "in": "query", "schema": Schema.integer(pages.pageSizes, fallback: pages.pageSize)],
        ]
    }

    private func requestBody(of endpoint: APIEndpoint) -> JSONValue? {
        switch endpoint.operation {
        case .create(let family):
            let schema = Schema.reference("\(family.title).request")
            return [
                "required": true,
                "content": Schema.json(schema, [("example", RequestExample.body(of: family, limits))]),
            ]
        case .uploadFiles:
            return ["required": true, "content": ["multipart/form-data": ["schema": files]]]
        case .submitBatch:
            return ["required": true, "content": Schema.json(batch)]
        default: return nil
        }
    }

    private var files: JSONValue {
        let file: JSONValue = [
            "type": "string", "contentMediaType": "application/octet-stream",
            "description": .string(
                "At most \(limits.pictureSize >> 20) MB: \(limits.uploadExtensions.joined(separator: ", "))"
            ),
        ]
        let most = JSONValue.integer(Int64(limits.picturesPerUpload))
        return Schema.object(
            [
                ("files", ["type": "array", "items": file, "minItems": 1, "maxItems": most]),
                ("image_names", Schema.list(of: Schema.text)), ("batch_id", Schema.text),
            ],
            required: ["files"]
        )
    }

    private var batch: JSONValue {
        let image = Schema.object(
            [
                ("image_data", ["type": "string", "description": "A URL, or base64, perhaps as a data URI"]),
                ("image_name", Schema.text), ("format", Schema.word(limits.uploadExtensions)),
                ("upload_type", Schema.word(["url", "base64"])),
            ],
            required: ["image_data"]
        )
        let most = JSONValue.integer(Int64(limits.picturesPerUpload))
        return Schema.object(
            [
                ("batch_id", Schema.text), ("upload_type", Schema.word(["url", "base64"])),
                ("images", ["type": "array", "items": image, "minItems": 1, "maxItems": most]),
            ],
            required: ["images"]
        )
    }

    /// What is posted to `callback_url`; nil for a family that has no such field.
    private static func callbacks(of family: Family) -> JSONValue? {
        guard family.makesVideo else { return nil }
        let isKling = family.dialect == .kling
        let post: JSONValue = [
            "summary": .string(isKling ? "The status has changed" : "The task has ended"),
            "security": [],
            "requestBody": ["content": Schema.json(Schema.reference(isKling ? "kling-task" : "callback"))],
            "responses": ["200": ["description": "Within 5 seconds; anything else is tried again, three times"]],
        ]
        return ["task": ["{$request.body#/callback_url}": ["post": post]]]
    }
}
