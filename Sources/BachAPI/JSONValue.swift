// BachAPI is the Bach API as values: endpoints, fields, limits, messages, codes, answers, tokens. Both programs
// use it, so that the client's check before sending and the server's answer are the same code. It must not know
// about sockets, files, screens or the clock.

/// Any JSON document.
///
/// Request bodies and answers are decoded into this first, so that a null element, a wrong type or a `6.0` where
/// a `"6"` belongs meets a rule of ours and gets the documented message, instead of a decoder's.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number without a fraction, whether it was written `6` or `6.0`.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The member of an object; nil for a missing member and for anything that is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// Whether there is nothing here: JSON's null.
    package var isNull: Bool { self == .null }

    /// The text of a string; nil for every other type.
    package var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of `true` or `false`; nil for every other type, numbers and strings included.
    package var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The value of a whole number; nil for fractions and for numbers in quotes.
    package var integerValue: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(value)
    }

    /// The value of a whole number, or of a string of digits.
    package var integerOrDigits: Int? { integerValue ?? stringValue.flatMap { Int($0) } }

    /// The value of any number.
    package var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var arrayValue: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    package var objectValue: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
