import Scratch
import Testing

@testable import HTTPServerKit

@Suite("Lines between the parts of a form")
struct FormDelimiterTests {
    @Test("are found wherever the pieces are cut, and however much looks like one", arguments: 0..<50)
    func found(seed: Int) throws {
        var chance = Chance(seed: UInt64(seed))
        let line = Array("\r\n--a-a".utf8)
        let alphabet = Array("\r\n--aaa".utf8)
        var body = Array("--a-a".utf8)
        for _ in 0..<5 { body += (0..<chance.below(400)).map { _ in chance.pick(alphabet) } + line }

        var ends: [Int] = []
        let whole = Array("\r\n".utf8) + body
        for end in line.count...whole.count where whole[(end - line.count)..<end].elementsEqual(line) {
            ends.append(end - 2)
        }

        var delimiter = try #require(FormDelimiter(contentType: "multipart/form-data; boundary=a-a"))
        var found: [Int] = []
        var position = 0
        while position < body.count {
            let piece = Array(body[position..<min(body.count, position + 1 + chance.below(20))])
            let taken = piece.withUnsafeBytes { delimiter.take(from: $0) }
            position += taken.count
            if taken.endsWithLine { found.append(position) }
        }
        #expect(found == ends)
    }
}
