import TerminalKit
import Testing

@Suite("A frame in ASCII")
struct ASCIIFrameTests {
    @Test("has plus, minus and bar for its lines, and a question mark for each column of what else there is")
    func lines() {
        var frame = Frame(size: Size(columns: 8, rows: 3))
        frame.box(frame.bounds)
        frame.put("é水a", in: frame.bounds.insideBox.line(0))
        #expect(frame.inASCII.lines == ["+------+", "|???a  |", "+------+"])
    }

    @Test("is the frame itself where that has nothing else")
    func same() {
        var frame = Frame(size: Size(columns: 8, rows: 1))
        frame.put("a ~ b", in: frame.bounds, .warning)
        #expect(frame.inASCII == frame)
    }
}
