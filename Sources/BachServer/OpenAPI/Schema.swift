import BachAPI

/// Pieces of JSON Schema, as OpenAPI 3.1 has it.
enum Schema {
    static func object(_ properties: [(String, JSONValue)], required: [String] = []) -> JSONValue {
        var schema = JSONObject([("type", "object")])
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        schema["properties"] = .object(JSONObject(properties))
        return .object(schema)
    }

    static func list(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    static func word(_ words: [String]) -> JSONValue {
        ["type": "string", "enum": .array(words.map(JSONValue.string))]
    }

    static func integer(_ range: ClosedRange<Int>, fallback: Int) -> JSONValue {
        [
            "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
            "maximum": .integer(Int64(range.upperBound)), "default": .integer(Int64(fallback)),
        ]
    }

    static let text: JSONValue = ["type": "string"]
    static let flag: JSONValue = ["type": "boolean"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let link: JSONValue = ["type": "string", "format": "uri"]
    static let seconds: JSONValue = ["type": "integer", "description": "Unix seconds"]
    static let milliseconds: JSONValue = ["type": "integer", "description": "Unix milliseconds"]

    /// Another schema, by its name among the document's own.
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    /// A body or an answer in JSON.
    static func json(_ schema: JSONValue, _ more: [(String, JSONValue)] = []) -> JSONValue {
        ["application/json": .object(JSONObject([("schema", schema)] + more))]
    }
}
