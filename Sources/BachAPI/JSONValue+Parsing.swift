package import FoundationEssentials

/// Why a text is not JSON.
package struct JSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
}

extension JSONValue {
    /// Parses a whole JSON document.
    ///
    /// - Throws: ``JSONProblem`` for anything that is not one JSON value in UTF-8: truncated text, trailing text,
    ///   numbers that no `Double` holds, nesting beyond the decoder's limit of 512.
    package init(parsing data: Data) throws(JSONProblem) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: data)
        } catch {
            throw JSONProblem(description: "This is not valid JSON.")
        }
    }

    package init(parsing text: String) throws(JSONProblem) {
        try self.init(parsing: Data(text.utf8))
    }
}

extension JSONValue: Decodable {
    package init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: MemberName.self) {
            self = .object(try JSONObject(decoding: members))
        } else if var elements = try? decoder.unkeyedContainer() {
            self = .array(try Self.decode(&elements))
        } else {
            self = try Self.scalar(in: decoder.singleValueContainer())
        }
    }

    private static func decode(_ elements: inout any UnkeyedDecodingContainer) throws -> [JSONValue] {
        var values: [JSONValue] = []
        while !elements.isAtEnd { values.append(try elements.decode(JSONValue.self)) }
        return values
    }

    private static func scalar(in container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let text = try? container.decode(String.self) { return .string(text) }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(Int64.self) { return .integer(value) }
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
