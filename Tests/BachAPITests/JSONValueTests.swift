import BachAPI
import Testing

@Suite("JSON value")
struct JSONValueTests {
    @Test("keeps a whole number whole, however it was written, and a quoted one a string")
    func numbers() throws {
        let body = try JSONValue(parsing: #"{"a":6,"b":6.0,"c":"6","d":5.5,"e":true,"f":null}"#)
        #expect(body["a"] == .integer(6))
        #expect(body["b"] == .integer(6))
        #expect(body["c"] == .string("6"))
        #expect(body["d"] == .number(5.5))
        #expect(body["e"] == .bool(true))
        #expect(body["f"] == .null)
    }

    @Test("refuses what is not one whole document", arguments: ["", "{", "{}x", "nul", #"{"a":1e999}"#])
    func refusals(text: String) {
        #expect(throws: JSONProblem.self) { try JSONValue(parsing: text) }
    }

    @Test("writes members in the order they were set")
    func order() {
        let body: JSONValue = ["prompt": "x", "duration": 6, "audio": [true, .null, 1.5]]
        #expect(body.text() == #"{"prompt":"x","duration":6,"audio":[true,null,1.5]}"#)
        #expect(body.text(.indented).split(separator: "\n").first == "{")
    }

    @Test("writes no control raw, and loses none")
    func controls() throws {
        let steering = (0...0x9F).compactMap(Unicode.Scalar.init) + ["\u{202E}", "\u{2066}", "\u{2028}"]
        let value = JSONValue.string(String(String.UnicodeScalarView(steering)) + "é 漢 🕊")
        let text = value.text()
        #expect(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202E}" }
        )
        #expect(try JSONValue(parsing: text) == value)
    }
}
