import BachAPI
import FoundationEssentials
import RawHTTP
import Testing

@testable import BachServer

@Suite("The OpenAPI document")
struct OpenAPITests {
    private let document = OpenAPIDocument(limits: .current, successCode: nil).json(server: "http://here:1")

    private func row(_ endpoint: APIEndpoint) -> JSONValue? {
        document["paths"]?[endpoint.fullPath]?[endpoint.method.rawValue.lowercased()]
    }

    /// Every text below `examples` of an operation's answers, with its HTTP status and code.
    private func failures(_ document: JSONValue) -> [(status: String, code: Int, text: String)] {
        let operations = document["paths"]?.objectValue?.members.flatMap { $0.value.objectValue?.members ?? [] } ?? []
        return operations.flatMap { failures(of: $0.value) }
    }

    private func failures(of operation: JSONValue) -> [(status: String, code: Int, text: String)] {
        (operation["responses"]?.objectValue?.members ?? []).flatMap { status, response in
            let examples = response["content"]?["application/json"]?["examples"]?.objectValue?.members ?? []
            return examples.map { example in
                let value = example.value["value"] ?? .null
                return (status, value["code"]?.integerValue ?? -1, value["message"]?.stringValue ?? "")
            }
        }
    }

    private func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            object.members.flatMap { name, value in
                name == "$ref" ? [value.stringValue ?? "no text"] : references(in: value)
            }
        default: []
        }
    }

    @Test("is served without a token, for the address it was asked at")
    func served() async throws {
        try await ServerUnderTest.run { server in
            let answer = try await server.send("GET", "/openapi.json", authorization: nil)
            let served = try JSONValue(parsing: answer.body)

            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(served["openapi"] == "3.1.0")
            #expect(served["servers"] == [["url": .string("http://127.0.0.1:\(server.port)")]])
            #expect(served["paths"] == document["paths"])
        }
    }

    @Test("has every endpoint of the table and no other", arguments: APIEndpoint.all)
    func endpoints(endpoint: APIEndpoint) throws {
        let operation = try #require(row(endpoint))

        #expect((operation["security"] == []) == !endpoint.needsToken)
        let named = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            "\($0.dropFirst().dropLast())"
        }
        let declared = operation["parameters"]?.arrayValue?.filter { $0["in"] == "path" } ?? []
        #expect(declared.map { $0["name"]?.stringValue } == named)
        #expect(operation["responses"]?["200"]?["content"]?["application/json"]?["schema"] != nil)
        let isPost = endpoint.method == .post
        #expect((operation["requestBody"] != nil) == isPost)
        let count = document["paths"]?.objectValue?.members.reduce(0) { $0 + ($1.value.objectValue?.names.count ?? 0) }
        #expect(count == APIEndpoint.all.count)
    }

    @Test("refers only to what it has, and names each operation once")
    func structure() throws {
        let schemas = try #require(document["components"]?["schemas"]?.objectValue)
        let names = references(in: document)
        #expect(names.count > 20)
        for name in names {
            let last = try #require(name.split(separator: "/").last.map(String.init))
            #expect(name == "#/components/schemas/\(last)")
            #expect(schemas[last] != nil, "\(name)")
        }
        for name in schemas.names { #expect(names.contains("#/components/schemas/\(name)"), "\(name) is used") }
        let ids = APIEndpoint.all.compactMap { row($0)?["operationId"]?.stringValue }
        #expect(Set(ids).count == APIEndpoint.all.count)
    }

    @Test("lists every code of both dialects with its HTTP status", arguments: Dialect.allCases)
    func codes(dialect: Dialect) {
        let listed = Set(failures(document).map { "\($0.status) \($0.code)" })

        for code in APICode.all(dialect) where code.kind != .success {
            #expect(listed.contains("\(code.httpStatus) \(code.code)"), "\(code.code)")
        }
    }

    @Test("lists every message that a page prints, by the limits that are in force")
    func messages() {
        let march = OpenAPIDocument(limits: .march2026, successCode: nil).json(server: "")
        for message in Message.documented {
            let document: JSONValue
            switch message.fate {
            case .said: document = self.document
            case .saidInMarch2026: document = march
            case .replaced, .needless: continue
            }
            let texts = failures(document).filter { $0.code == message.code.code }.map(\.text)
            let wanted = message.template.replacing("maximum of {n}", with: "maximum of 300")
            #expect(texts.contains(wanted), "\(message.template)")
        }
    }

    /// Where each text about a field of a create is said, by the limits of today.
    private static let fieldTexts: [(path: String, text: String)] =
        (Provocation.multiImage + Provocation.elements).compactMap { provocation in
            guard case .text(let text, _) = provocation.subject, provocation.setting == .plain,
                provocation.expected?.code == .invalidParameter
            else { return nil }
            return (provocation.path, text)
        }

    @Test("lists a message where it is said", arguments: fieldTexts)
    func places(path: String, text: String) throws {
        let operation = try #require(document["paths"]?[path]?["post"])

        #expect(failures(of: operation).contains { $0.text == text }, "\(path): \(text)")
    }

    @Test("shows requests that the checks let pass, and fields of the table alone", arguments: Family.allCases)
    func requests(family: Family) throws {
        for limits in [Limits.current, .march2026] {
            let example = RequestExample.body(of: family, limits)
            #expect(RequestRules.problems(in: example, family: family, limits: limits).isEmpty)
        }
        let example = RequestExample.body(of: family, .current)

        let schema = try #require(document["components"]?["schemas"]?["\(family.title).request"])
        let names = FieldTable.rules(of: family).map(\.name).filter { !$0.contains(".") && !$0.contains("[") }
        #expect(schema["properties"]?.objectValue?.names == names)
        for name in example.objectValue?.names ?? [] { #expect(names.contains(name)) }
        for name in schema["required"]?.arrayValue ?? [] { #expect(example[name.stringValue ?? ""] != nil) }
    }

    @Test("says the limits that are in force, and the success code that was asked for")
    func options() {
        func duration(_ document: JSONValue, _ family: Family) -> JSONValue? {
            document["components"]?["schemas"]?["\(family.title).request"]?["properties"]?["duration"]
        }
        func code(_ document: JSONValue) -> JSONValue? {
            let path = document["paths"]?["/api/vdr/videos/elements2video"]?["post"]
            let schema = path?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
            return schema?["properties"]?["code"]?["const"]
        }
        let march = OpenAPIDocument(limits: .march2026, successCode: 200).json(server: "")

        #expect(duration(document, .textToVideo) == ["type": "integer", "minimum": 1, "maximum": 6])
        #expect(duration(march, .textToVideo) == ["type": "integer", "minimum": 6, "maximum": 6])
        #expect(code(document) == 0)
        #expect(code(march) == 200)
    }

    @Test("lets a task of status/ID look like those of several families")
    func find() throws {
        let answer = document["paths"]?["/api/vdr/status/{task_id}"]?["get"]?["responses"]?["200"]
        let schema = try #require(answer?["content"]?["application/json"]?["schema"])

        #expect(schema["anyOf"]?.arrayValue?.count == Family.allCases.count)
        #expect(schema["oneOf"] == nil)
    }

    @Test("says when the fields of multi2video's subject count")
    func conditions() {
        let schema = document["components"]?["schemas"]?["multi2video.request"]

        for name in ["subject_name", "subject_desc", "subject_type"] {
            let text = schema?["properties"]?[name]?["description"]
            #expect(text == "Counts only beside an array of URLs in image_url", "\(name)")
        }
        #expect(schema?["properties"]?["prompt"]?["description"] == nil)
    }

    @Test("tells the two kinds of reference apart")
    func references() {
        let schema = document["components"]?["schemas"]?["elements2video.request"]
        let items = schema?["properties"]?["reference_inputs"]?["items"]?["oneOf"]?.arrayValue ?? []

        #expect(items.map { $0["properties"]?["type"] } == [["const": "image"], ["const": "subject"]])
        #expect(items.map { $0["required"] } == [["type", "url"], ["type", "images", "subject"]])
        #expect(items.last?["properties"]?["subject"]?["required"] == ["subject_name"])
        #expect(items.last?["properties"]?["images"]?["maxItems"] == 4)
    }
}
