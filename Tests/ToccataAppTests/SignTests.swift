import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Bell and title")
struct SignTests {
    private func ending(_ state: TaskState, after age: Double, hasFocus: Bool?) -> [Effect] {
        var console = makeState([makeTask("aaaaaa", .running, age: age)])
        if let hasFocus { _ = reduce(&console, .focusChanged(hasFocus)) }
        return reduce(&console, .taskChanged(makeTask("aaaaaa", state, age: age)))
    }

    @Test("call for what ended, unless its author saw it: it took half a minute, or the window has no focus")
    func calls() {
        let call = Effect.call("aaaaaa DONE: prompt of aaaaaa")
        #expect(ending(.done, after: 60, hasFocus: nil).contains(call))
        #expect(ending(.done, after: 60, hasFocus: nil).contains(.tell(.bell)))
        #expect(!ending(.done, after: 20, hasFocus: nil).contains(call))
        #expect(ending(.done, after: 20, hasFocus: false).contains(call))
        #expect(!ending(.done, after: 20, hasFocus: true).contains(call))
    }

    @Test(
        "are quiet about what goes on or was ended by hand",
        arguments: [TaskState.downloading, .pending, .stopped, .held]
    )
    func quiet(state: TaskState) {
        #expect(!ending(state, after: 60, hasFocus: false).contains(.tell(.bell)))
    }

    @Test("are quiet about what is only read from the ledger")
    func loaded() {
        var console = makeState()
        let effects = reduce(&console, .tasksChanged([makeTask("aaaaaa", .done)]))
        #expect(!effects.contains(.tell(.bell)))
    }

    @Test("count in the title what goes on and what waits for a person")
    func title() {
        var console = makeState()
        let first = reduce(
            &console,
            .tasksChanged([makeTask("aaaaaa"), makeTask("bbbbbb"), makeTask("cccccc", .lost)])
        )
        #expect(first.contains(.tell(.title("Toccata 2 active 1!"))))
        let second = reduce(&console, .taskChanged(makeTask("aaaaaa", .done)))
        #expect(second.contains(.tell(.title("Toccata 1 active 1!"))))
        #expect(!reduce(&console, .tick(start)).contains { if case .tell(.title) = $0 { true } else { false } })
    }
}
