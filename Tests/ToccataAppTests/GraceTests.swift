import FoundationEssentials
import Testing
import ToccataApp
import ToccataCore

@Suite("A send that can be taken back")
struct GraceTests {
    private let id = ShortID(rawValue: "aaaaaa")

    private func makeWaiting(_ id: String = "aaaaaa", for seconds: Double = 3) -> VideoTask {
        var task = makeTask(id, .out, age: 0)
        task.retryAt = start.addingTimeInterval(seconds)
        return task
    }

    @Test("is taken back by x at once, without a question; later x asks")
    func remove() {
        var state = makeState([makeWaiting()])
        #expect(state.press(.remove).contains(.takeBack(id)))
        #expect(state.overlays == [])
        _ = reduce(&state, .tick(start.addingTimeInterval(3)))
        #expect(state.press(.remove).isEmpty)
        #expect(state.overlays == [.question(.takeBack(id))])
    }

    @Test("is taken back by z whatever is selected; with nothing to take back z says so")
    func undo() {
        var state = makeState([makeWaiting(), makeTask("bbbbbb", .out, age: 10)])
        state.press(.move(.down))
        #expect(state.press(.undo).contains(.takeBack(id)))
        _ = reduce(&state, .tick(start.addingTimeInterval(4)))
        #expect(!state.press(.undo).contains(.takeBack(id)))
        #expect(state.notice?.level == .warning)
    }

    @Test("has its seconds counted down, and the clock is slow again when they are over")
    func clock() {
        var state = makeState()
        let effects = reduce(&state, .taskRecorded(makeWaiting()))
        #expect(effects.contains(.schedule(.clock, after: .seconds(1))))
        let later = reduce(&state, .timerFired(.clock, start.addingTimeInterval(3)))
        #expect(later.contains(.schedule(.clock, after: .seconds(5))))
    }

    @Test("does not promise any longer what is over", arguments: [TaskState.sending, .stopped])
    func promise(end: TaskState) {
        var state = makeState()
        state.isAwaitingTask = true
        _ = reduce(&state, .taskRecorded(makeWaiting()))
        #expect(state.notice?.text == "aaaaaa goes out in 3 s: x takes it back.")
        var task = makeWaiting()
        task.state = end
        _ = reduce(&state, .taskChanged(task))
        #expect(state.notice?.text.contains(end == .stopped ? "nothing was sent" : "goes out. The draft") == true)
    }
}
