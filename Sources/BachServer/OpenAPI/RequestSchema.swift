import BachAPI

/// The schema of a create's body, made from the table of its family's fields.
struct RequestSchema {
    let family: Family
    let limits: Limits

    var schema: JSONValue {
        var top = Branch()
        for rule in FieldTable.rules(of: family) {
            top.add(rule, at: rule.name.split(separator: ".").map(String.init)[...])
        }
        return object(top)
    }

    /// Fields below one name, in the order of the table.
    private struct Branch {
        var names: [String] = []
        var rules: [String: FieldRule] = [:]
        var parts: [String: Branch] = [:]

        mutating func add(_ rule: FieldRule, at path: ArraySlice<String>) {
            guard let first = path.first else { return }
            let name = first.hasSuffix("[]") ? String(first.dropLast(2)) : first
            if !names.contains(name) { names.append(name) }
            if path.count == 1 {
                rules[name] = rule
            } else {
                parts[name, default: Branch()].add(rule, at: path.dropFirst())
            }
        }

        /// What must be there whatever else is.
        var required: [String] {
            names.filter { rules[$0].map { $0.isRequired && $0.condition == nil } ?? false }
        }
    }

    private func object(_ branch: Branch) -> JSONValue {
        let properties = branch.names.map { ($0, property($0, branch.rules[$0], branch.parts[$0])) }
        return Schema.object(properties, required: branch.required)
    }

    private func property(_ name: String, _ rule: FieldRule?, _ parts: Branch?) -> JSONValue {
        guard let rule else { return object(parts ?? Branch()) }
        var schema = Self.schema(rule.form(family, limits))
        switch schema["type"] {
        case "array": schema["items"] = items(name, parts)
        case "object": schema["properties"] = object(parts ?? Branch())["properties"]
        default: if rule.isRequired, schema["enum"] == nil, schema["type"] == "string" { schema["minLength"] = 1 }
        }
        if let condition = rule.condition { schema["description"] = .string("Counts only \(condition)") }
        schema["default"] = rule.fallback == "" ? nil : rule.fallback
        return .object(schema)
    }

    /// What a list holds: objects with the parts that the table names, or links.
    private func items(_ name: String, _ parts: Branch?) -> JSONValue {
        if let parts { return name == "reference_inputs" ? reference(parts) : object(parts) }
        guard family == .multiToVideo else { return Schema.link }
        let most = Int64(limits.picturesPerSubject.upperBound)
        return [
            "oneOf": [Schema.link, ["type": "array", "items": Schema.link, "minItems": 1, "maxItems": .integer(most)]]
        ]
    }

    /// An element of `reference_inputs` is one of two things, each with fields of its own.
    private func reference(_ parts: Branch) -> JSONValue {
        func kind(_ type: String, _ names: [String]) -> JSONValue {
            let properties = names.map { ($0, property($0, parts.rules[$0], parts.parts[$0])) }
            return Schema.object([("type", ["const": .string(type)])] + properties, required: ["type"] + names)
        }
        return ["oneOf": [kind("image", ["url"]), kind("subject", ["images", "subject"])]]
    }

    private static func schema(_ form: FieldForm) -> JSONObject {
        var schema = JSONObject([("type", .string(form.kind.rawValue))])
        if !form.words.isEmpty { schema["enum"] = .array(form.words.map(JSONValue.string)) }
        if !form.numbers.isEmpty { schema["enum"] = .array(form.numbers.map { .integer(Int64($0)) }) }
        if let range = form.range {
            schema["minimum"] = number(range.lowerBound)
            schema["maximum"] = number(range.upperBound)
        }
        if let length = form.length { schema["maxLength"] = .integer(Int64(length)) }
        if let count = form.count {
            schema["minItems"] = .integer(Int64(count.lowerBound))
            schema["maxItems"] = .integer(Int64(count.upperBound))
        }
        if form.isLink { schema["format"] = "uri" }
        if form.isPicture { schema["description"] = "An http or https URL, or raw base64 without a data: prefix" }
        return schema
    }

    private static func number(_ value: Double) -> JSONValue {
        Int64(exactly: value).map(JSONValue.integer) ?? .number(value)
    }
}
