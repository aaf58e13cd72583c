import ProcessKit
import Testing

@Suite("Line splitter")
struct LineSplitterTests {
    @Test("joins a line that arrives in pieces")
    func pieces() {
        var splitter = LineSplitter()

        #expect(splitter.lines(adding: Array("prog".utf8)) == [])
        #expect(splitter.lines(adding: Array("ress 5\r\nrest".utf8)) == ["progress 5"])
        #expect(splitter.lastLine() == "rest")
        #expect(splitter.lastLine() == nil)
    }

    @Test("cuts a line without end, and finds the next one")
    func longLine() {
        var splitter = LineSplitter()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.longestLine + 5)

        let lines = splitter.lines(adding: long + Array("\nnext\n".utf8))

        #expect(lines.map(\.utf8.count) == [LineSplitter.longestLine, 4])
    }
}
