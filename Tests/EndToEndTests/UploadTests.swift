import BachAPI
import FoundationEssentials
import Scratch
import Testing

@Suite("toccata upload")
struct UploadTests {
    private let home: Home

    init() throws { home = try Home() }

    /// Writes distinct pictures, black but for a number, and answers their names.
    private func pictures(_ numbers: ClosedRange<Int>) throws -> [String] {
        try numbers.map { number in
            let name = "p\(number).bmp"
            try Self.bitmap(number).write(to: URL(filePath: home.folder.file(name)))
            return name
        }
    }

    /// A BMP of 320x300 pixels, one bit each.
    private static func bitmap(_ number: Int) -> Data {
        var bytes = Array("BM".utf8) + little(12_062, 4) + little(0, 4) + little(62, 4)
        bytes += little(40, 4) + little(320, 4) + little(300, 4) + little(1, 2) + little(1, 2)
        bytes += [UInt8](repeating: 0, count: 24) + [0, 0, 0, 0, 255, 255, 255, 0]
        bytes += little(number, 4) + [UInt8](repeating: 0, count: 11_996)
        return Data(bytes)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    @Test("sends 120 pictures in three requests, the second time none, and one that is new alone")
    func many() async throws {
        let service = try await LocalService(data: home.folder.file("data"))
        let names = try pictures(1...120)
        try Self.bitmap(7).write(to: URL(filePath: home.folder.file("again.bmp")))
        let all = ["upload"] + names + ["again.bmp"]

        let first = try await home.toccata(all + ["--json"], with: service.variables)
        #expect(first.code == 0, "\(first)")
        #expect(first.errors.isEmpty, "\(first)")
        let elements = try #require(try first.document["data"]?.arrayValue)
        let urls = elements.compactMap { $0["url"]?.stringValue }
        #expect(elements.map { $0["file"]?.stringValue } == names + ["again.bmp"])
        #expect(urls.count == 121)
        #expect(Set(urls).count == 120)
        #expect(urls[120] == urls[6])
        let uploads = service.logLines.filter { $0.contains("uploaded") }.map { $0.split(separator: " ").suffix(2) }
        #expect(uploads.map { $0.joined(separator: " ") } == ["50 pictures", "50 pictures", "20 pictures"])

        let more = try pictures(121...121)
        let second = try await home.toccata(all + more, with: service.variables)
        #expect(second.code == 0, "\(second)")
        let lines = second.output.split(separator: "\n").map(String.init)
        #expect(Array(lines.dropLast()) == urls)
        #expect(service.logLines.filter { $0.contains("uploaded") }.count == 4)
        #expect(service.logLines.contains { $0.hasSuffix("uploaded 1 pictures") })
    }

    @Test("names every file that cannot be sent, and sends none then")
    func bad() async throws {
        let service = try await LocalService(data: home.folder.file("data"))
        try home.folder.write("text", to: "text.png")
        let good = try pictures(1...1)
        try Self.bitmap(2).write(to: URL(filePath: home.folder.file("noending")))
        let command = ["upload", "text.png"] + good + ["noending"]

        let ended = try await home.toccata(command, with: service.variables)
        #expect(ended.code == 3, "\(ended)")
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains("/text.png: This is no picture."))
        #expect(ended.errors.contains("/noending: The 1th file 'noending' does not have a valid file extension."))

        let data = try await home.toccata(command + ["--json"], with: service.variables).document["data"]?.arrayValue
        #expect(data?.map { $0["error"]?["code"]?.stringValue } == ["invalid_request", nil, "invalid_request"])
        #expect(!service.logLines.contains { $0.contains("uploaded") })
    }
}
