import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("What was done here, taken back")
struct LocalChangeTests {
    private let quiet = Effect.schedule(.notice, after: .seconds(8))
    private func id(_ letter: Character) -> ShortID { ShortID(rawValue: String(repeating: letter, count: 6)) }
    private func effects(_ all: [Effect]) -> [Effect] { all.filter { $0 != quiet } }

    private func state(_ states: TaskState...) -> AppState {
        makeState(zip("abcdefgh", states).map { makeTask(String(repeating: $0, count: 6), $1) })
    }

    @Test("is forgetting, one or many, and it can be done again")
    func forgetting() {
        var state = state(.done, .failed)
        #expect(state.refusal(of: .undo) == "Nothing was done here that could be taken back.")
        state.press(.forget, .yes)
        _ = reduce(&state, .taskRemoved(id("a")))
        #expect(effects(state.press(.undo)) == [.remember(id("a"))])
        #expect(state.notice?.text == "Bringing back what was forgotten: aaaaaa.")
        #expect(effects(state.press(.redo)) == [.forget(id("a"))])
        _ = reduce(&state, .tasksChanged([makeTask("aaaaaa", .done), makeTask("bbbbbb", .failed)]))
        state.press(.markAll, .forget, .yes)
        #expect(effects(state.press(.undo)) == [.remember(id("a")), .remember(id("b"))])
    }

    @Test("selects the newest of what comes back, unless a person went elsewhere meanwhile", arguments: [false, true])
    func broughtBack(isElsewhere: Bool) {
        let tasks = "abcd".map { makeTask(String(repeating: $0, count: 6), .done) }
        var state = makeState(tasks)
        state.press(.move(.down), .mark, .mark, .forget, .yes)
        for letter in "bc" { _ = reduce(&state, .taskRemoved(id(letter))) }
        state.press(.move(.bottom), .undo)
        if isElsewhere { state.press(.move(.up)) }
        _ = reduce(&state, .tasksChanged([tasks[0], tasks[2], tasks[3]]))
        #expect(state.selectedTask?.id == id(isElsewhere ? "a" : "c"))
        _ = reduce(&state, .tasksChanged(tasks))
        #expect(state.selectedTask?.id == id(isElsewhere ? "a" : "b"))
    }

    @Test("is tagging, of the selected or all marked, only where it changed something")
    func tagging() {
        var tagged = makeTask("aaaaaa", .done)
        tagged.tags = Tags(["keep"])
        var state = makeState([tagged, makeTask("bbbbbb", .done)])
        state.press(.markAll, .tag)
        state.type("+keep -draft")
        #expect(effects(state.press(.open)) == [.tag(id("b"), TagChange(added: ["keep"]))])
        #expect(effects(state.press(.undo)) == [.tag(id("b"), TagChange(removed: ["keep"]))])
        #expect(effects(state.press(.redo)) == [.tag(id("b"), TagChange(added: ["keep"]))])
        state.press(.unmarkAll, .tag)
        state.type("a:b")
        #expect(effects(state.press(.open)) == [] && state.overlays.count == 1)
    }

    @Test("is marking, a range as one step")
    func marking() {
        var state = state(.done, .done, .done, .done)
        state.press(.mark, .markRange, .move(.down), .move(.down), .markRange)
        #expect(state.marks.ids.count == 4)
        state.press(.undo)
        #expect(state.marks.ids == [id("a")])
        state.press(.undo)
        #expect(state.marks.isEmpty)
        state.press(.redo)
        #expect(state.marks.ids == [id("a")])
    }

    @Test("is sorting, on the screen that it was done on")
    func sorting() {
        var state = state(.done, .done)
        state.press(.order, .order)
        #expect(state.queue.order == .state)
        state.press(.show(.library), .undo)
        #expect(state.queue.order == .oldest && state.library.order == .newest)
        state.press(.redo)
        #expect(state.queue.order == .state)
    }

    @Test("is holding, but what was held goes out only after the question that s asks")
    func holding() {
        var state = state(.out, .retry)
        state.press(.hold)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .held)))
        #expect(effects(state.press(.undo)) == [])
        #expect(state.overlays == [.question(.release(id("a")))])
        #expect(effects(state.press(.yes)) == [.release(id("a"))])
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .out)))
        #expect(effects(state.press(.undo)) == [.hold(id("a"))])
    }

    private func takenBack(_ letter: Character) -> VideoTask {
        var task = makeTask("\(id(letter))", .stopped)
        task.taskID = nil
        return task
    }

    @Test("is taking back what is not sent: it comes back held, without a question, and can be taken back again")
    func takingBack() {
        var state = state(.held)
        state.press(.remove, .yes)
        #expect(state.notice?.text == "Taking aaaaaa back; z brings it back, held.")
        _ = reduce(&state, .taskChanged(takenBack("a")))
        #expect(effects(state.press(.undo)) == [.bringBack(id("a"))])
        #expect(state.overlays == [] && state.notice?.text == "Bringing back aaaaaa, held: s sends.")
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .held)))
        #expect(effects(state.press(.redo)) == [.takeBack(id("a"))])
    }

    @Test("is taking back many, of which only those come back that were never on their way")
    func takingBackMany() {
        var state = state(.held, .running, .retry, .out)
        state.press(.markAll, .remove)
        let expected = "acd".map { Effect.takeBack(id($0)) } + [.stopWatching(id("b"))]
        #expect(effects(state.press(.yes)) == expected)
        #expect(state.notice?.text == "Done with 4 of 4 tasks. z brings the unsent ones back, held.")
        var tried = takenBack("c")
        tried.attempts = 1
        for task in [takenBack("a"), makeTask("bbbbbb", .stopped), tried, takenBack("d")] {
            _ = reduce(&state, .taskChanged(task))
        }
        #expect(effects(state.press(.undo)) == [.bringBack(id("a")), .bringBack(id("d"))])
        #expect(state.notice?.text.hasSuffix("Of 3, only what was never on its way comes back.") == true)
    }

    @Test("is taking back within the grace: by x it is a step, by z it is the step that Z undoes, held")
    func takingBackInGrace() {
        var sent = makeTask("aaaaaa", .out, age: 0)
        sent.retryAt = start.addingTimeInterval(3)
        for (key, inverse) in [(UserAction.remove, UserAction.undo), (.undo, .redo)] {
            var state = makeState([sent])
            #expect(effects(state.press(key)) == [.takeBack(id("a"))])
            _ = reduce(&state, .taskChanged(takenBack("a")))
            let isStep = key == .remove
            #expect(
                state.notice?.text.hasSuffix(isStep ? "z brings it back, held." : "The draft stays as it is.") == true
            )
            #expect(effects(state.press(inverse)) == [.bringBack(id("a"))])
        }
    }

    @Test("is nothing where what was to be taken back had left")
    func leftMeanwhile() {
        var state = state(.out)
        state.press(.remove, .yes)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .pending)))
        #expect(effects(state.press(.undo)) == [])
        #expect(state.notice?.text == "aaaaaa cannot be brought back: only what was never on its way can be.")
    }

    @Test("is releasing, while nothing has left")
    func releasing() {
        var state = state(.held)
        state.press(.send, .yes)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .pending)))
        #expect(effects(state.press(.undo)) == [])
        #expect(state.notice?.text == "aaaaaa cannot be called back: nothing of it is here any more.")
    }

    @Test("is changing turns: with the next unsent task of its server, at once in the list")
    func turns() {
        var state = state(.out, .running, .held, .retry, .done)
        let shown = { (state: AppState) in state.queue.tasks.map { $0.id.rawValue.prefix(1) }.joined() }
        #expect(effects(state.press(.moveDown)) == [.swapTurns(id("a"), id("c"))])
        #expect(shown(state) == "cbade" && state.selectedTask?.id == id("a"))
        #expect(state.notice?.text == "aaaaaa leaves before cccccc now.")
        #expect(effects(state.press(.moveDown)) == [.swapTurns(id("a"), id("d"))])
        #expect(state.refusal(of: .moveDown) == "Nothing else that is not sent yet is below it.")
        state.press(.undo, .undo)
        #expect(shown(state) == "abcde")
        state.press(.redo)
        #expect(shown(state) == "cbade")
        _ = reduce(&state, .taskChanged(makeTask("cccccc", .pending)))
        #expect(effects(state.press(.undo)) == [])
        state.press(.move(.top), .move(.down))
        #expect(state.refusal(of: .moveUp) == "Only what is not sent yet has a turn.")
    }

    @Test("comes after what was just sent, and what was taken back is gone after something new")
    func order() {
        var sent = makeTask("bbbbbb", .out, age: 0)
        sent.retryAt = start.addingTimeInterval(3)
        var state = state(.done)
        state.press(.forget, .yes)
        _ = reduce(&state, .taskChanged(sent))
        #expect(effects(state.press(.undo)).contains(.takeBack(id("b"))))
        _ = reduce(&state, .taskChanged(makeTask("bbbbbb", .stopped, age: 0)))
        #expect(effects(state.press(.undo)).contains(.remember(id("a"))))
        state.press(.order)
        #expect(state.refusal(of: .redo) == "Nothing was taken back since the last change.")
    }
}
