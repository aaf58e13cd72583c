import Testing
import ToccataApp
import ToccataCore

@Suite("Holding one task")
struct HoldTests {
    private let id = ShortID(rawValue: "aaaaaa")

    @Test("asks nothing, and works for what would go out by itself only", arguments: TaskState.allCases)
    func states(before: TaskState) {
        var state = makeState([makeTask("aaaaaa", before)])
        let effects = state.press(.hold)
        #expect(state.overlays.isEmpty)
        #expect(effects.contains(.hold(id)) == [.out, .retry].contains(before))
        #expect((state.notice?.level == .warning) == ![.out, .retry].contains(before))
    }

    @Test("says that nothing was sent, or that it was too late", arguments: [TaskState.out, .retry])
    func promise(before: TaskState) {
        for (end, words) in [(TaskState.held, "is held: nothing was sent"), (.sending, "aaaaaa goes out.")] {
            var state = makeState([makeTask("aaaaaa", before)])
            state.press(.hold)
            var task = makeTask("aaaaaa", end)
            if end == .held { task.message = VideoTask.heldByYou }
            _ = reduce(&state, .taskChanged(task))
            #expect(state.notice?.text.contains(words) == true, "\(state.notice?.text ?? "")")
        }
    }

    @Test("ends by s, after a yes")
    func released() {
        var state = makeState([makeTask("aaaaaa", .held)])
        #expect(!state.press(.send).contains(.release(id)))
        #expect(state.press(.yes).contains(.release(id)))
    }
}
