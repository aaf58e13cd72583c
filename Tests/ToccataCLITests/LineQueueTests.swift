import Dispatch
import Synchronization
import Testing
import ToccataCLI

@Suite("Lines for a slow reader")
struct LineQueueTests {
    @Test("wait for it up to a thousand, without holding up who writes them; those left out are counted")
    func slow() {
        let (begun, reading) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let read = Mutex<[String]>([])
        let lines = LineQueue { line in
            begun.signal()
            reading.wait()
            read.withLock { $0.append(line) }
        } dropped: {
            "\($0) left out"
        }
        lines.add("first")
        begun.wait()
        for number in 0..<LineQueue.mostWaiting + 5 { lines.add("\(number)") }
        for _ in 0..<LineQueue.mostWaiting + 2 { reading.signal() }
        lines.finish(patience: .seconds(10))
        #expect(read.withLock { $0.prefix(3) } == ["first", "5 left out", "5"])
        #expect(read.withLock { $0.last } == "\(LineQueue.mostWaiting + 4)")
    }

    @Test("are given up when nobody reads")
    func stuck() {
        let reading = DispatchSemaphore(value: 0)
        let lines = LineQueue(write: { _ in reading.wait() }, dropped: { "\($0)" })
        lines.add("one")
        lines.finish(patience: .milliseconds(10))
        reading.signal()
    }
}
