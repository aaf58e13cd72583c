import BachAPI
import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore

@Suite("News")
struct NewsTests {
    private func texts(_ state: AppState) -> [String] { state.log.entries.map(\.text) }

    @Test("writes a task's changes into the log, and shows a person what needs one")
    func tasks() {
        var state = makeState([makeTask("aaaaaa", .out)])
        #expect(texts(state) == [])
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .sending)))
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .sending)))
        #expect(texts(state) == ["aaaaaa is being sent."])
        #expect(state.notice == nil)
        var lost = makeTask("aaaaaa", .lost)
        lost.message = "The connection broke."
        #expect(reduce(&state, .taskChanged(lost)).contains(.loadHistory(lost.id)))
        #expect(state.notice == .error("aaaaaa may or may not have been made: The connection broke."))
    }

    @Test("says where a video was saved, but never over an error that nobody has read")
    func saved() {
        var state = makeState([makeTask("aaaaaa", .downloading), makeTask("bbbbbb", .running)])
        var done = makeTask("aaaaaa", .done)
        done.file = "/v/LOCAL-a.mp4"
        _ = reduce(&state, .taskChanged(done))
        #expect(state.notice == Notice("aaaaaa is saved as LOCAL-a.mp4."))
        _ = reduce(&state, .taskChanged(makeTask("bbbbbb", .failed)))
        _ = reduce(&state, .taskChanged(makeTask("aaaaaa", .downloading)))
        _ = reduce(&state, .taskChanged(done))
        #expect(state.notice == .error("bbbbbb failed"))
    }

    @Test("speaks of a subject's pictures, not of a video")
    func subject() {
        var state = makeState([makeTask("bbbbbb")])
        var task = VideoTask(
            id: ShortID(rawValue: "aaaaaa"),
            mode: .textToSubject,
            server: .local,
            origin: .console,
            holder: nil,
            request: ["name": "anna", "description": "grey braid"],
            createdAt: start
        )
        task.state = .downloading
        _ = reduce(&state, .taskChanged(task))
        task.state = .done
        task.file = "/subjects/anna"
        _ = reduce(&state, .taskChanged(task))
        #expect(texts(state) == ["aaaaaa is finished, its pictures are being downloaded.", "aaaaaa is saved as anna."])
    }

    @Test("learns from what another process exchanges whether the service answers, where that one asks")
    func lookingOn() {
        var state = makeState([])
        func exchanged(_ kind: Exchange.Kind, _ status: Int?, at seconds: Double) {
            let time = start.addingTimeInterval(seconds)
            let exchange = ExchangeSummary(
                number: 1,
                task: nil,
                kind: kind,
                method: "GET",
                url: "https://h",
                at: time,
                took: .zero,
                count: 1,
                lastAt: time,
                status: status,
                code: nil,
                message: status == nil ? "No connection" : nil
            )
            _ = reduce(&state, .tick(start.addingTimeInterval(100)))
            _ = reduce(&state, .exchangesRecorded([exchange]))
        }
        exchanged(.query, nil, at: 90)
        #expect(state.network == .unknown, "who asks itself is told otherwise")
        _ = reduce(&state, .polls(false))
        exchanged(.query, nil, at: 30)
        #expect(state.network == .unknown, "that was a minute ago")
        exchanged(.download, nil, at: 90)
        #expect(state.network == .unknown, "the host of a video is not the service")
        exchanged(.query, nil, at: 90)
        exchanged(.create, nil, at: 95)
        #expect(state.network == .down(since: start.addingTimeInterval(90), reason: "No connection"))
        exchanged(.query, 500, at: 99)
        #expect(state.network == .reachable)
        #expect(texts(state).contains("The service answers again."))
    }

    @Test("writes down when the service goes and when it comes back, once each")
    func network() {
        var state = makeState()
        _ = reduce(&state, .networkChanged(.reachable))
        _ = reduce(&state, .networkChanged(.down(since: start, reason: "no route")))
        _ = reduce(&state, .networkChanged(.down(since: start, reason: "no route to host")))
        _ = reduce(&state, .networkChanged(.reachable))
        #expect(texts(state) == ["The service cannot be reached: no route", "The service answers again."])
    }

    @Test("says once why the service cannot be reached, and that a task was forgotten")
    func said() {
        var state = makeState([makeTask("aaaaaa", .running)])
        _ = reduce(&state, .networkChanged(.down(since: start, reason: "no route")))
        _ = reduce(&state, .noted(Note(.warning("no route"), at: start)))
        #expect(state.notice == .warning("no route"))
        _ = reduce(&state, .taskRemoved(ShortID(rawValue: "aaaaaa")))
        _ = reduce(&state, .taskRemoved(ShortID(rawValue: "aaaaaa")))
        #expect(texts(state) == ["The service cannot be reached: no route", "aaaaaa is forgotten here."])
    }

    @Test("writes down why sending stops and that it goes on")
    func hold() {
        var state = makeState()
        _ = reduce(&state, .holdsChanged([]))
        _ = reduce(&state, .holdsChanged([makeHold()]))
        _ = reduce(&state, .holdsChanged([]))
        #expect(texts(state) == ["Sending is on hold: Insufficient credit package.", "Sending goes on."])
        _ = reduce(&state, .holdsChanged([makeHold(nil)]))
        let other = ServerIdentity.remote(baseURL: "https://b.example", keyID: nil)
        _ = reduce(&state, .holdsChanged([makeHold(nil), makeHold(other)]))
        #expect(texts(state).dropFirst(2) == ["Sending is paused."])
    }

    @Test("keeps the newest thousand notes; the mark follows them, or stays where it was put")
    func ring() {
        var state = makeState()
        for number in 0..<1010 { _ = reduce(&state, .noted(Note(Notice("note \(number)"), at: start))) }
        #expect(state.log.count == 1000)
        #expect(state.log.entries.first?.text == "note 10")
        #expect(state.log.viewport.selection == 999)
        state.press(.show(.log), .move(.up))
        _ = reduce(&state, .noted(Note(Notice("one more"), at: start)))
        #expect(state.log.selection?.text == "note 1008")
    }

    @Test("puts what was typed before the ledger was read behind the draft it kept")
    func lateDraft() {
        var state = makeState()
        state.press(.show(.compose))
        state.type("x")
        _ = reduce(&state, .draftLoaded(Draft(prompt: "a tide")))
        #expect(state.compose.draft.prompt == "a tidex")
        #expect(!state.compose.isRecorded)
        var untouched = makeState()
        _ = reduce(&untouched, .draftLoaded(Draft(prompt: "a tide")))
        #expect(untouched.compose.draft.prompt == "a tide")
        #expect(untouched.compose.isRecorded)
    }
}
