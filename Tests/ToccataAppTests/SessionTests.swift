import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("Where a person was the last time")
struct SessionTests {
    private let tasks = "abcdef".map { makeTask(String(repeating: $0, count: 6), $0 == "b" ? .failed : .done) }
    private func id(_ letter: Character) -> ShortID { ShortID(rawValue: String(repeating: letter, count: 6)) }

    /// A console that was used, and what it left.
    private func left(_ wishes: UserAction...) -> Session {
        var state = makeState(tasks)
        for wish in wishes { state.press(wish) }
        return state.session
    }

    private func opened(with session: Session, _ tasks: [VideoTask]) throws -> AppState {
        var state = makeState()
        _ = reduce(&state, .sessionLoaded(Session(json: try JSONValue(parsing: session.json.text()))))
        _ = reduce(&state, .tasksChanged(tasks))
        return state
    }

    @Test("is there again: screen, selection, order, filter, Detail and its tab")
    func restored() throws {
        var before = makeState(tasks)
        before.press(.order, .filter)
        before.type("state:done")
        before.press(.open, .move(.down), .move(.down), .nextTab, .open)
        let after = try opened(with: before.session, tasks)
        #expect(after.session == before.session)
        #expect(after.selectedTask?.id == before.selectedTask?.id && after.queue.shownCount == 5)
        #expect(after.queue.order == .oldest && after.detailTop == 0 && after.detailTab == .params)
        #expect(!after.isTyping)
    }

    @Test("is each of the screens, and in Compose letters are keys at first", arguments: Screen.allCases)
    func screens(screen: Screen) throws {
        let after = try opened(with: left(.show(screen)), tasks)
        #expect(after.screen == screen && !after.isTyping)
    }

    @Test("may have been at a task that is not there any more")
    func missing() throws {
        let after = try opened(with: left(.move(.down), .move(.down)), tasks.filter { $0.id != id("c") })
        #expect(after.selectedTask != nil && after.notice == nil)
    }

    @Test("is scrolled as it was")
    func scrolled() throws {
        let many = (100..<200).map { makeTask("t\($0)xx", .done, age: Double($0)) }
        var before = makeState(many)
        before.press(.move(.bottom), .move(.up), .move(.up))
        let after = try opened(with: before.session, many)
        #expect(after.queue.viewport.visible(rows: room.rows) == before.queue.viewport.visible(rows: room.rows))
        #expect(after.selectedTask?.id == before.selectedTask?.id)
    }

    @Test("is no place to be thrown to after a key was pressed")
    func pressed() {
        var state = makeState()
        state.press(.show(.log))
        _ = reduce(&state, .sessionLoaded(left(.show(.compose))))
        #expect(state.screen == .log)
    }

    @Test("is recorded a few seconds after a change and when the console is left, and not while nothing changes")
    func recorded() {
        var state = makeState(tasks)
        let timer = Effect.schedule(.session, after: .seconds(3))
        #expect(state.go(.move(.down)).contains(timer))
        #expect(!state.go(.move(.down)).contains(timer))
        #expect(reduce(&state, .timerFired(.session, start)).contains(.recordSession(state.session)))
        #expect(!reduce(&state, .tick(start)).contains(timer))
        #expect(reduce(&state, .timerFired(.session, start)) == [])
        state.press(.move(.down))
        #expect(state.go(.quit).contains(.recordSession(state.session)))
    }

    @Test("is not recorded before the tasks are known, nor by a console that nobody has touched")
    func early() {
        var state = makeState()
        #expect(!state.go(.show(.log)).contains(.schedule(.session, after: .seconds(3))))
        var idle = makeState(tasks)
        #expect(
            !reduce(&idle, .taskChanged(makeTask("gggggg", .done))).contains(.schedule(.session, after: .seconds(3)))
        )
        #expect(!state.go(.quit).contains { if case .recordSession = $0 { true } else { false } })
    }

    @Test("is the first console's where what was kept cannot be read")
    func unreadable() throws {
        for text in ["{}", "[]", #"{"screen": 9, "tab": "x", "queue": {"order": "odd", "top": -3, "selected": 7}}"#] {
            #expect(Session(json: try JSONValue(parsing: text)) == Session())
        }
    }
}
