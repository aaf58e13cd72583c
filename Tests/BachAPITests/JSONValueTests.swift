import BachAPI
import Scratch
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

    @Test("writes nothing raw that steers, reorders or hides text, and loses none")
    func controls() throws {
        let value: JSONValue = [
            HostileText.text: .string(HostileText.text),
            "é 漢 🕊": .string(String(String.UnicodeScalarView(HostileText.scalars))),
        ]
        for layout in [JSONValue.Layout.compact, .indented] {
            let text = value.text(layout)
            #expect(HostileText.trouble(in: text) == nil)
            #expect(text.contains("é 漢 🕊"))
            #expect(try JSONValue(parsing: text) == value)
        }
    }

    @Test("refuses half a surrogate pair, or makes it the replacement character, and never anything else")
    func halves() throws {
        for text in ["\\ud800", "\\udfff", "\\ud83dx", "\\ud800\\ud800"] {
            guard let value = try? JSONValue(parsing: "[\"\(text)\"]") else { continue }  // nil: refused
            #expect(value.text().contains("\u{FFFD}"), "\(value)")
        }
    }
}
