import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Queue")
struct QueueTests {
    @Test("keeps the selection on its task through reloads, changes and new tasks")
    func selectionById() {
        var state = makeState([makeTask("aaaaaa"), makeTask("bbbbbb"), makeTask("cccccc")])
        state.press(.move(.down))
        #expect(state.selectedTask?.id.rawValue == "bbbbbb")
        _ = reduce(&state, .taskChanged(makeTask("dddddd", age: 0)))
        _ = reduce(&state, .taskChanged(makeTask("cccccc", .done)))
        #expect(state.queue.tasks.map(\.id.rawValue) == ["dddddd", "aaaaaa", "bbbbbb", "cccccc"])
        #expect(state.selectedTask?.id.rawValue == "bbbbbb")
        _ = reduce(&state, .taskRemoved(ShortID(rawValue: "bbbbbb")))
        #expect(state.selectedTask?.id.rawValue == "cccccc")
    }

    @Test("counts what something will still happen to")
    func activeCount() {
        var state = makeState([makeTask("aaaaaa"), makeTask("bbbbbb", .done), makeTask("cccccc", .out)])
        #expect(state.activeCount == 2)
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .failed)))
        #expect(state.activeCount == 1)
    }

    @Test("reads the history of the task that becomes selected, and of one that changes")
    func history() {
        var state = makeState([makeTask("aaaaaa"), makeTask("bbbbbb")])
        #expect(state.press(.move(.down)) == [.schedule(.detail, after: .milliseconds(100))])
        #expect(state.press(.move(.down)) == [])
        #expect(reduce(&state, .timerFired(.detail, start)) == [.loadHistory(ShortID(rawValue: "bbbbbb"))])
        let effects = reduce(&state, .taskChanged(makeTask("bbbbbb", .downloading)))
        #expect(effects == [.loadHistory(ShortID(rawValue: "bbbbbb"))])
    }

    @Test("asks before anything is sent, forgotten or stopped, and does it only after a yes")
    func questions() {
        let id = ShortID(rawValue: "aaaaaa")
        let table: [(TaskState, UserAction, Question, Effect)] = [
            (.held, .send, .release(id), .release(id)),
            (.lost, .send, .sendAgain(id), .release(id)),
            (.lost, .forget, .forget(id), .forget(id)),
            (.out, .remove, .takeBack(id), .takeBack(id)),
            (.running, .remove, .stopWatching(id), .stopWatching(id)),
        ]
        for (taskState, key, question, effect) in table {
            var state = makeState([makeTask("aaaaaa", taskState)])
            #expect(state.press(key) == [])
            #expect(state.overlays == [.question(question)])
            #expect(state.press(.open) == [])
            #expect(state.press(.no) == [])
            #expect(state.overlays == [])
            #expect(state.press(key, .yes) == [effect] || state.press(key, .yes).contains(effect))
        }
    }

    @Test(
        "warns of a second bill only where a first task may have been made",
        arguments: [
            (5000, Question.sendAgain(ShortID(rawValue: "aaaaaa"))), (1100, .release(ShortID(rawValue: "aaaaaa"))),
        ]
    )
    func failedSend(code: Int, question: Question) {
        var task = makeTask("aaaaaa", .failed)
        task.taskID = nil
        task.code = code
        var state = makeState([task])
        state.press(.send)
        #expect(state.overlays == [.question(question)])
    }

    @Test("lets sending go on for all when it is on hold, after a yes")
    func resume() {
        var state = makeState([makeTask("aaaaaa", .out)])
        state.press(.send)
        #expect(state.overlays == [])
        _ = reduce(&state, .holdsChanged([makeHold()]))
        state.press(.send)
        #expect(state.overlays == [.question(.resumeOutbox)])
        #expect(state.press(.yes) == [.resumeOutbox])
    }

    @Test("says why a key does nothing here", arguments: [UserAction.send, .add, .download, .openVideo])
    func refusals(key: UserAction) {
        var state = makeState([makeTask("aaaaaa", .running)])
        #expect(state.press(key).allSatisfy { $0 == .schedule(.notice, after: .seconds(8)) })
        #expect(state.notice?.level == .warning)
        #expect(state.overlays == [])
    }

    @Test("attaches a typed id to a lost task, never an empty one")
    func attach() {
        var state = makeState([makeTask("aaaaaa", .lost)])
        state.press(.add, .open)
        guard case .input(let input) = state.overlays.last else {
            Issue.record("the line is closed")
            return
        }
        #expect(input.problem == "Task Id is required.")
        for wrong in ["bad id", "https://api/t-9"] {
            state.type(wrong)
            #expect(state.press(.open) == [])
            guard case .input(let refused) = state.overlays.last else {
                Issue.record("the line is closed")
                return
            }
            #expect(refused.problem == "An id has no space and no slash in it.")
            for _ in wrong { _ = reduce(&state, .typed(Chord(.backspace), room)) }
        }
        state.type(" t-9 ")
        #expect(state.press(.open).contains(.attach(ShortID(rawValue: "aaaaaa"), taskID: "t-9")))
        #expect(state.overlays == [] && state.notice?.text == "Asking the service for t-9 ...")
    }

    @Test("gives what the service knows no more another id, but none that another task has")
    func attachToGone() {
        var state = makeState([makeTask("aaaaaa", .gone), makeTask("bbbbbb")])
        state.press(.add)
        let other = state.queue.task(ShortID(rawValue: "bbbbbb"))?.taskID ?? ""
        state.type(other)
        #expect(!other.isEmpty && state.press(.open) == [])
        guard case .input(let refused) = state.overlays.last else {
            Issue.record("the line is closed")
            return
        }
        #expect(refused.problem == "bbbbbb has this id already.")
        state.type("9")
        #expect(state.press(.open).contains(.attach(ShortID(rawValue: "aaaaaa"), taskID: other + "9")))
    }

    @Test("opens, downloads and asks about the selected task")
    func taskKeys() {
        var done = makeTask("aaaaaa", .done)
        done.file = "/v/a.mp4"
        var state = makeState([done])
        #expect(state.press(.openVideo).first == .open(file: "/v/a.mp4"))
        #expect(state.press(.download).first == .download(done.id, .another))
        #expect(state.press(.pollNow).first == .pollNow(done.id))
    }

    @Test("asks for one copy of what is not saved, and for one more of what is", arguments: [TaskState.unsaved, .done])
    func copies(taskState: TaskState) {
        var state = makeState([makeTask("aaaaaa", taskState)])
        let meant: VideoCopy = taskState == .done ? .another : .first
        #expect(state.press(.download).first == .download(ShortID(rawValue: "aaaaaa"), meant))
    }

    @Test("asks to quit only while something waits to go out or comes in", arguments: TaskState.allCases)
    func quit(taskState: TaskState) {
        var state = makeState([makeTask("aaaaaa", taskState)])
        let isBusy = [TaskState.out, .retry, .sending, .downloading].contains(taskState)
        #expect(state.press(.quit) == (isBusy ? [] : [.quit]))
        if isBusy { #expect(state.press(.yes) == [.quit]) }
        #expect(state.isQuitting)
    }

    @Test("an interrupt cancels what is in front, then warns, then leaves")
    func interrupt() {
        var state = makeState([makeTask("aaaaaa", .lost)])
        state.press(.forget)
        #expect(state.press(.interrupt) == [])
        #expect(state.overlays == [])
        #expect(!state.press(.interrupt).contains(.quit))
        state.press(.move(.down))
        #expect(!state.press(.interrupt).contains(.quit))
        #expect(state.press(.interrupt).contains(.quit))
    }

    @Test("lets an error stand until a key, and takes away other notices by itself")
    func notices() {
        var state = makeState()
        let note = Note(.warning("slow"), at: start)
        #expect(reduce(&state, .noted(note)) == [.schedule(.notice, after: .seconds(8))])
        _ = reduce(&state, .timerFired(.notice, start))
        #expect(state.notice == nil)
        #expect(reduce(&state, .noted(Note(.error("bad"), at: start))) == [])
        _ = reduce(&state, .timerFired(.notice, start))
        #expect(state.notice == .error("bad"))
        state.press(.move(.down))
        #expect(state.notice == nil)
        #expect(state.log.count == 2)
    }

    @Test("counts ages every five seconds while something goes on, then more and more seldom")
    func clock() {
        var state = makeState()
        #expect(reduce(&state, .tasksChanged([makeTask("aaaaaa")])).contains(.schedule(.clock, after: .seconds(5))))
        #expect(reduce(&state, .timerFired(.clock, start)) == [.schedule(.clock, after: .seconds(5))])
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .done, age: 20)))
        #expect(reduce(&state, .timerFired(.clock, start)) == [.schedule(.clock, after: .seconds(5))])
        let done = reduce(&state, .tasksChanged([makeTask("aaaaaa", .done)]))
        #expect(done.contains(.schedule(.clock, after: .seconds(60))))
        #expect(reduce(&state, .tick(start.addingTimeInterval(3600))) == [.schedule(.clock, after: .seconds(600))])
        #expect(reduce(&state, .tasksChanged([])) == [.cancel(.clock)])
    }
}
