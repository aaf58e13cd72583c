import BachAPI
import FoundationEssentials
import Testing

@Suite("The pages made from the code")
struct ReferenceTests {
    private static let docs = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/docs/"

    @Test(
        "says what the code says; make docs writes it anew",
        arguments: [("api.md", ReferencePage.text), ("keybindings.md", KeyPage.text)]
    )
    func isFresh(name: String, made: String) throws {
        let path = Self.docs + name
        if ProcessInfo.processInfo.environment["TOCCATA_WRITE_DOCS"] != nil {
            try Data(made.utf8).write(to: URL(filePath: path))
        }
        let kept = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let pairs = zip(lines(kept) + [""], lines(made) + [""]).enumerated()
        if let (number, (old, new)) = pairs.first(where: { $1.0 != $1.1 }) {
            Issue.record("docs/\(name) is stale, run `make docs`. Line \(number + 1) was:\n\(old)\nand is:\n\(new)")
        }
        #expect(lines(kept).count == lines(made).count)
    }

    @Test("and the OpenAPI document know the same messages of the pages")
    func messages() {
        let said = Set(APIEndpoint.all.flatMap { ReferencePage.texts($0.operation) })
        let printed = Message.documented.filter { $0.fate == .said && $0.code == .invalidParameter }.map(\.template)
        let limit = Message.tooManyUploads(Limits.current.picturesPerUpload)
        let missing = Set(printed).subtracting(said).filter { $0.replacing("{n}", with: "300") != limit }
        #expect(missing.isEmpty, "\(missing)")
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
