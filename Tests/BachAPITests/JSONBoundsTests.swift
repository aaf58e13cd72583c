import BachAPI
import FoundationEssentials
import Testing

@Suite("What a request may hold as JSON")
struct JSONBoundsTests {
    /// Text, and what a request and an answer of it get; nil where it is taken.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let request: JSONProblem?
        let answer: JSONProblem?

        var testDescription: String { String(text.prefix(40)) }

        init(_ text: String, _ problem: JSONProblem?) {
            self.init(text, request: problem, answer: problem)
        }

        init(_ text: String, request: JSONProblem?, answer: JSONProblem?) {
            self.text = text
            self.request = request
            self.answer = answer
        }
    }

    static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    static func list(_ count: Int) -> String {
        "[" + Array(repeating: "1", count: count).joined(separator: ",") + "]"
    }

    static let cases = [
        Case("\u{FEFF}{}", nil),
        Case(#"{"a":1,}"#, request: .malformed, answer: nil),
        Case("[1,\n ]", request: .malformed, answer: nil),
        Case(#"{"a":",]"}"#, nil),
        Case(#"{"a":"\",]"}"#, nil),
        Case(#"{"a":1,"a":2}"#, request: .repeatedName, answer: nil),
        Case(#"{"a":1,"\u0061":2}"#, request: .repeatedName, answer: nil),
        Case(#"{"a":{"b":1,"b":1}}"#, request: .repeatedName, answer: nil),
        Case(#"[{"a":1},{"a":":"}]"#, nil),
        Case(nested(16), nil),
        Case(nested(17), request: .tooDeep(levels: 16), answer: nil),
        Case(nested(32), request: .tooDeep(levels: 16), answer: nil),
        Case(nested(33), request: .tooDeep(levels: 16), answer: .tooDeep(levels: 32)),
        Case(nested(10_000), request: .tooDeep(levels: 16), answer: .tooDeep(levels: 32)),
        Case(String(repeating: #"{"a":["#, count: 50_000), request: .tooDeep(levels: 16), answer: .tooDeep(levels: 32)),
        Case(list(10_000), nil),
        Case(list(10_001), request: .tooManyValues(most: 10_000), answer: nil),
        Case(list(100_001), request: .tooManyValues(most: 10_000), answer: .tooManyValues(most: 100_000)),
        Case(#"{"a":"\ud800"}"#, .malformed),
        Case(#"{"a":"\udc00\ud800"}"#, .malformed),
        Case(#"{"a":"\ud83d\ude00"}"#, nil),
        Case(#"{"a":"\u0000"}"#, nil),
        Case("{\"a\":\"\u{0}\"}", .malformed),
        Case("{\"a\":\"\u{1}\"}", .malformed),
        Case("{\"a\":\"\n\"}", .malformed),
        Case(#"{"a":"#, .malformed),
        Case(#"{"a":"\"#, .malformed),
        Case(#"{"a":"\x41"}"#, .malformed),
        Case("{'a':1}", .malformed),
        Case("{a:1}", .malformed),
        Case("/**/{}", .malformed),
        Case("{}{}", .malformed),
        Case("[1 2]", .malformed),
        Case("[,1]", .malformed),
        Case("]", .malformed),
        Case(" \n\t", .malformed),
        Case("TRUE", .malformed),
    ]

    @Test("is refused with its own reason, and taken from an answer where it can be", arguments: cases)
    func bounds(_ text: Case) {
        #expect(Self.problem(text.text, .request) == text.request)
        #expect(Self.problem(text.text, .answer) == text.answer)
    }

    @Test(
        "is refused in any encoding but UTF-8",
        arguments: [
            [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], [0x7B, 0, 0x7D, 0], [0, 0x7B, 0, 0x7D], [0x22, 0xFF, 0x22],
            [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0, 0, 0, 0x7B],
        ]
    )
    func encodings(bytes: [UInt8]) {
        #expect(throws: JSONProblem.malformed) { try JSONValue(parsing: Data(bytes), .request) }
    }

    @Test(
        "takes numbers as any reader of JSON does",
        arguments: [
            ("-0", JSONValue.integer(0)), ("-0.0", .integer(0)), ("6.0", .integer(6)), ("1e2", .integer(100)),
            ("1E-400", .integer(0)), ("5.5", .number(5.5)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("18446744073709551616", .number(18_446_744_073_709_551_616)), ("0.1", .number(0.1)),
        ]
    )
    func numbers(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text, .request) == value)
    }

    @Test(
        "refuses what is no number",
        arguments: ["1e999", "-1e999", "NaN", "Infinity", "-", "+1", "01", "1.", ".5", "0x10", "1e", "1_000"]
    )
    func noNumbers(text: String) {
        #expect(throws: JSONProblem.malformed) { try JSONValue(parsing: text, .request) }
    }

    private static func problem(_ text: String, _ bounds: JSONBounds) -> JSONProblem? {
        do throws(JSONProblem) {
            _ = try JSONValue(parsing: text, bounds)
            return nil
        } catch {
            return error
        }
    }
}
