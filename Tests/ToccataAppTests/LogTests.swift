import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

/// An exchange that ended so many seconds after the start.
private func exchange(
    _ number: Int,
    _ kind: Exchange.Kind = .query,
    status: Int? = 200,
    code: Int? = 200,
    message: String? = "TASK_PROCESSING",
    seconds: Double = 0,
    count: Int = 1
) -> ExchangeSummary {
    ExchangeSummary(
        number: number,
        task: ShortID(rawValue: "aaaaaa"),
        kind: kind,
        method: kind == .query ? "GET" : "POST",
        url: "https://h/api/vdr/videos/text2video",
        at: start.addingTimeInterval(seconds - 0.25),
        took: .milliseconds(250),
        count: count,
        lastAt: start.addingTimeInterval(seconds),
        status: status,
        code: code,
        message: message
    )
}

@Suite("Log")
struct LogTests {
    private func state(_ exchanges: [ExchangeSummary] = [], notes: [(String, Double)] = []) -> AppState {
        var state = makeState()
        for (text, seconds) in notes {
            _ = reduce(&state, .noted(Note(Notice(text), at: start.addingTimeInterval(seconds))))
        }
        _ = reduce(&state, .exchangesRecorded(exchanges))
        state.press(.show(.log))
        return state
    }

    private func texts(_ state: AppState) -> [String] { state.log.entries.map(\.text) }

    @Test("puts exchanges among the notices, where they ended")
    func order() {
        let create = exchange(1, .create, message: "t-1", seconds: 2)
        let state = state([create], notes: [("is being sent", 1), ("is waiting", 3)])
        #expect(texts(state) == ["is being sent", "POST create 200 0.25 s t-1", "is waiting"])
    }

    @Test(
        "gives each its level",
        arguments: [
            (exchange(1), .debug), (exchange(1, .create), .information), (exchange(1, .upload), .information),
            (exchange(1, .create, status: 403, code: 1302), .error), (exchange(1, .create, status: nil), .error),
            (exchange(1, .create, status: 429, code: 1102), .error),
            (exchange(1, .create, status: 429, code: 1302), .warning),
            (exchange(1, .create, status: 429, code: 1800), .warning), (exchange(1, status: nil), .warning),
            (exchange(1, status: 404, code: 1200), .warning), (exchange(1, code: 1000), .warning),
        ] as [(ExchangeSummary, LogLevel)]
    )
    func level(exchange: ExchangeSummary, level: LogLevel) {
        #expect(LogEntry(exchange).level == level)
    }

    @Test("shows by one key what is worse, only errors, everything, and the usual again")
    func levels() {
        var state = state(
            [exchange(1), exchange(2, status: nil, message: "No connection."), exchange(3, .create, status: 400)],
            notes: [("information", 1)]
        )
        var counts = [state.log.count]
        for _ in 0..<4 {
            state.press(.level)
            counts.append(state.log.count)
        }
        #expect(counts == [3, 2, 1, 4, 3])
    }

    @Test("counts a repeated answer in its place, and takes an old one for no new one")
    func repeated() {
        var state = state([exchange(1, seconds: 1), exchange(2, .create, seconds: 2)])
        state.press(.level, .level, .level)
        _ = reduce(&state, .exchangesRecorded([exchange(1, seconds: 1, count: 3)]))
        #expect(texts(state).first == "GET query 200 0.25 s TASK_PROCESSING (3 times)")
        #expect(state.log.countOfAll == 2)
        let many = (0..<EventLog.capacity).map { exchange(10 + $0, seconds: 5) }
        _ = reduce(&state, .exchangesRecorded(many))
        _ = reduce(&state, .exchangesRecorded([exchange(1, seconds: 1, count: 4)]))
        #expect(state.log.countOfAll == EventLog.capacity)
        #expect(!texts(state).contains { $0.contains("4 times") })
    }

    @Test("keeps the mark on its entry while others come, and follows from the last one")
    func follows() {
        var state = state(notes: [("one", 1), ("two", 2), ("three", 3)])
        #expect(state.log.isFollowing)
        state.press(.move(.up))
        #expect(!state.log.isFollowing)
        _ = reduce(&state, .exchangesRecorded([exchange(1, .create, seconds: 0), exchange(2, .create, seconds: 9)]))
        #expect(state.log.selection?.text == "two")
        state.press(.move(.bottom))
        _ = reduce(&state, .noted(Note(Notice("newest"), at: start.addingTimeInterval(99))))
        #expect(state.log.selection?.text == "newest")
    }

    @Test("shows what has every word that is typed, also of task and address; Enter keeps it, Esc clears it")
    func filter() {
        let create = exchange(1, .create, message: "Näh", seconds: 2)
        var state = state([create], notes: [("aaaaaa is sent", 1), ("zz", 3)])
        state.press(.filter)
        #expect(state.isTyping)
        for character in "AAA näh" { _ = reduce(&state, .typed(.character(character), Room(columns: 80, rows: 20))) }
        #expect(texts(state) == ["POST create 200 0.25 s Näh"])
        state.press(.open)
        #expect(!state.isTyping)
        #expect(state.overlays == [])
        state.press(.back)
        #expect(state.log.count == 3)
        #expect(state.screen == .log)
        state.press(.filter)
        for character in "zz" { _ = reduce(&state, .typed(.character(character), Room(columns: 80, rows: 20))) }
        #expect(texts(state) == ["zz"])
        state.press(.leaveField)
        #expect(state.log.count == 3)
        state.press(.back)
        #expect(state.screen == .queue)
    }

    @Test("a screen that is left is typed into no more")
    func leavesFilter() {
        var state = state()
        state.press(.filter, .show(.queue), .show(.log))
        #expect(!state.isTyping)
    }

    @Test("opens an exchange whole once it is read, and closes it again")
    func opens() {
        var state = state([exchange(7, .create, seconds: 1)], notes: [("note", 0)])
        #expect(state.press(.open) == [.loadExchange(7)])
        let whole = Exchange(
            kind: .create,
            at: start,
            took: .zero,
            method: "POST",
            url: "u",
            outcome: .failed(reason: "x")
        )
        let recorded = RecordedExchange(number: 7, task: nil, exchange: whole, count: 1, lastAt: start)
        _ = reduce(&state, .exchangeLoaded(number: 6, nil))
        _ = reduce(&state, .exchangeLoaded(number: 7, recorded))
        guard case .exchange(let open) = state.overlays.last else {
            Issue.record("nothing is open")
            return
        }
        #expect(open.recorded == recorded)
        state.press(.back)
        #expect(state.overlays == [])
        _ = reduce(&state, .exchangeLoaded(number: 7, nil))
        #expect(state.overlays == [])
    }

    @Test("says that an exchange is gone, and that there is no more of a notice")
    func gone() {
        var state = state([exchange(7, .create, seconds: 1)], notes: [("note", 2)])
        #expect(!state.press(.open).contains(.loadExchange(7)))
        #expect(state.notice == .warning("This is all there is; Enter opens requests."))
        state.press(.move(.up), .open)
        _ = reduce(&state, .exchangeLoaded(number: 7, nil))
        guard case .exchange(let open) = state.overlays.last else {
            Issue.record("nothing is open")
            return
        }
        #expect(open.isGone)
    }
}
