package import FoundationEssentials

extension JSONValue {
    /// Parses a whole JSON document in UTF-8; a byte order mark before it is passed over.
    ///
    /// - Throws: ``JSONProblem`` for anything that is not one JSON value: truncated text, trailing text, numbers that
    ///   no `Double` holds; and for what is beyond `bounds`.
    package init(parsing data: Data, _ bounds: JSONBounds = .answer) throws(JSONProblem) {
        let census = JSONCensus(data, bounds: bounds)
        if census.depth > bounds.depth { throw .tooDeep(levels: bounds.depth) }
        if census.values > bounds.values { throw .tooManyValues(most: bounds.values) }
        guard !census.hasNUL, !(bounds.isStrict && census.hasTrailingComma),
            let value = try? JSONDecoder().decode(JSONValue.self, from: data)
        else { throw .malformed }
        // The decoder keeps one of two members of the same name.
        if bounds.isStrict, value.memberCount < census.members { throw .repeatedName }
        self = value
    }

    package init(parsing text: String, _ bounds: JSONBounds = .answer) throws(JSONProblem) {
        try self.init(parsing: Data(text.utf8), bounds)
    }

    /// Members of this object and of all objects inside.
    private var memberCount: Int {
        switch self {
        case .array(let elements): elements.reduce(0) { $0 + $1.memberCount }
        case .object(let object): object.members.reduce(0) { $0 + 1 + $1.value.memberCount }
        default: 0
        }
    }
}

extension JSONValue: Decodable {
    /// Tries the kinds from the most frequent to the rarest: each wrong guess costs the decoder an error.
    package init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let text = try? single.decode(String.self) {
            self = .string(text)
        } else if let value = try? single.decode(Int64.self) {
            self = .integer(value)
        } else if let members = try? decoder.container(keyedBy: MemberName.self) {
            self = .object(try JSONObject(decoding: members))
        } else if var elements = try? decoder.unkeyedContainer() {
            self = .array(try Self.decode(&elements))
        } else {
            self = try Self.boolOrFraction(in: single)
        }
    }

    private static func decode(_ elements: inout any UnkeyedDecodingContainer) throws -> [JSONValue] {
        var values: [JSONValue] = []
        while !elements.isAtEnd { values.append(try elements.decode(JSONValue.self)) }
        return values
    }

    private static func boolOrFraction(in container: any SingleValueDecodingContainer) throws -> JSONValue {
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        let number = try container.decode(Double.self)
        return Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
    }
}

extension JSONObject {
    fileprivate init(decoding container: KeyedDecodingContainer<MemberName>) throws {
        self.init()
        for name in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            self[name.stringValue] = try container.decode(JSONValue.self, forKey: name)
        }
    }
}

/// A member's name, for the decoder: any string will do.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
