import FoundationEssentials
import TerminalKit
import Testing
import ToccataApp
import ToccataCore
import ToccataRuntime

/// A terminal that tells what it is given and keeps what it is shown.
@MainActor
private final class RecordingTerminal: Terminal {
    var size = Size(columns: 20, rows: 2)
    var events: [TerminalEvent] = []
    /// Goes on by what is waited for nothing.
    private(set) var now = ContinuousClock.now
    private(set) var frames: [Frame] = []
    private(set) var calls: [String] = []

    func events(waiting patience: Duration?) -> [TerminalEvent] {
        defer { events = [] }
        if events.isEmpty {
            // Nobody will have anything to tell any more.
            guard let patience else { return [.hangup] }
            now += patience
        }
        return events
    }

    func present(_ frame: Frame) {
        if frame != frames.last || calls.last == "invalidate" { frames.append(frame) }
    }
    func tell(_ message: TerminalMessage) { calls.append("\(message)") }
    func invalidate() { calls.append("invalidate") }
    func suspend() { calls.append("suspend") }
    func lend() { calls.append("lend") }
    func reclaim() { calls.append("reclaim") }
    func resume() { calls.append("resume") }
}

@MainActor
@Suite("Console loop")
struct ConsoleLoopTests {
    private let terminal = RecordingTerminal()
    private let queue = ActionQueue()

    /// Draws the name of the screen and the notice; a digit shows a screen, Q quits, a paste is a paste.
    private let interface = ConsoleLoop.Interface(
        view: { state, size in
            var frame = Frame(size: size)
            frame.put("\(state.screen) \(state.notice?.text ?? "")", in: frame.bounds)
            return frame
        },
        action: { input, _, size in
            let room = Room(columns: size.columns, rows: size.rows)
            guard case .key(let chord) = input, let typed = chord.typed else { return nil }
            if let screen = typed.wholeNumberValue.flatMap(Screen.init) { return .user(.show(screen), room) }
            switch typed {
            case "Q": return .user(.quit, room)
            case "z": return .user(.suspend, room)
            case "l": return .user(.redraw, room)
            case "e": return .user(.editor, room)
            default: return .keyIgnored
            }
        }
    )

    private func keys(_ text: String) -> [TerminalEvent] { text.map { .input(.key(.character($0))) } }

    private let gap = Action.noted(Note(.warning("mind the gap"), at: Date(timeIntervalSince1970: 0)))

    private func makeLoop(_ interface: ConsoleLoop.Interface? = nil) -> ConsoleLoop {
        let destination = Destination(server: .local, folder: "/videos")
        let places = Places(home: "/", directory: "/")
        return ConsoleLoop(
            state: AppState(destination: destination, places: places, now: Date(timeIntervalSince1970: 0)),
            terminal: terminal,
            interface: interface ?? self.interface,
            queue: queue,
            now: { [terminal] in terminal.now }
        )
    }

    @Test("draws at first, then once for all that was queued")
    func drawsOnce() {
        terminal.events = keys("23453")
        queue.post([gap])
        var interface = interface
        var frames = 0
        let view = interface.view
        interface.view = { [terminal] state, size in
            frames += 1
            // The key that quits comes when the second frame is on its way.
            if frames == 2 { terminal.events = [.terminate] }
            return view(state, size)
        }
        makeLoop(interface).run { _ in }
        #expect(terminal.frames.map { $0.lines[0] } == ["queue               ", "library mind the gap"])
    }

    @Test("can draw what is known at first before there is anybody to carry out anything, and draws it once")
    func begins() {
        var interface = interface
        var views = 0
        let view = interface.view
        interface.view = { state, size in
            views += 1
            return view(state, size)
        }
        let loop = makeLoop(interface)
        loop.begin()
        #expect(terminal.frames.map { $0.lines[0] } == ["queue               "])
        terminal.events = keys("Q")
        loop.run { _ in }
        #expect(views == 1)
    }

    @Test("draws news at most twenty times a second, and a key at once")
    func calm() {
        var interface = interface
        var times: [ContinuousClock.Instant] = []
        let view = interface.view
        interface.view = { [terminal, queue, gap] state, size in
            times.append(terminal.now)
            if times.count < 3 { queue.post([gap]) }
            if times.count == 3 { terminal.events = keys("2") }
            return view(state, size)
        }
        makeLoop(interface).run { _ in }
        let start = times[0]
        #expect(times.map { $0 - start } == [.zero, .milliseconds(50), .milliseconds(100), .milliseconds(100)])
    }

    @Test("takes keys before the news that came with them: they were meant for what is on the screen")
    func order() {
        terminal.events = keys("2")
        queue.post([.user(.show(.queue), Room(columns: 20, rows: 2))])
        let loop = makeLoop()
        loop.run { _ in }
        #expect(loop.state.screen == .queue)
    }

    @Test("shows what a key does before it begins what the key has in its train")
    func drawsBeforeEffects() {
        var framesAtEffect: [Int] = []
        let loop = makeLoop()
        terminal.events = keys("x")
        queue.post([gap])
        loop.run { [terminal] effect in
            guard case .schedule = effect else { return }
            framesAtEffect.append(terminal.frames.count)
            terminal.events = [.terminate]
        }
        #expect(framesAtEffect == [2])
    }

    @Test("has effects done in order and stops at quit")
    func effects() {
        var done: [Effect] = []
        let loop = makeLoop()
        terminal.events = keys("lzQ2")
        loop.run { done.append($0) }
        #expect(terminal.calls == ["invalidate", "suspend"])
        #expect(done == [])
        #expect(loop.state.isQuitting && loop.state.screen == .queue)
    }

    @Test(
        "leaves when the terminal is gone or somebody asks the program to end",
        arguments: [TerminalEvent.hangup, .terminate]
    )
    func leaves(event: TerminalEvent) {
        terminal.events = [event]
        let loop = makeLoop()
        loop.run { _ in }
        #expect(loop.state.isQuitting)
    }

    @Test("tells which tasks are on the screen when they are others, and only then")
    func tellsShown() {
        var interface = interface
        interface.shown = { state, size in
            state.screen == .queue && size.rows > 2 ? [ShortID(rawValue: "aaaaaa")] : []
        }
        var (done, frames) = ([Effect](), 0)
        let larger = TerminalEvent.resized(Size(columns: 20, rows: 3))
        let rounds: [[TerminalEvent]] = [[larger], keys("l"), keys("2"), keys("l"), keys("Q")]
        let view = interface.view
        interface.view = { [terminal] state, size in
            if frames < rounds.count { terminal.events = rounds[frames] }
            frames += 1
            return view(state, size)
        }
        makeLoop(interface).run { done.append($0) }
        #expect(done == [.tellShown([ShortID(rawValue: "aaaaaa")]), .tellShown([])])
    }

    @Test("draws nothing while an editor has the terminal, goes on with all else, and draws whole behind it")
    func lends() {
        var interface = interface
        var frames = 0
        let view = interface.view
        interface.view = { [terminal] state, size in
            frames += 1
            if frames == 2 { terminal.events = keys("Q") }
            return view(state, size)
        }
        let other = Action.noted(Note(.warning("mind the stairs"), at: Date(timeIntervalSince1970: 0)))
        // One at a time, so that nothing comes with the text.
        var news = [other, .textEdited(.unchanged)]
        let start = terminal.now
        let loop = makeLoop(interface)
        terminal.events = keys("2e")
        loop.run { [queue, terminal, gap] effect in
            switch effect {
            // What comes meanwhile changes the state, and nothing is drawn of it.
            case .editText:
                queue.post([gap])
                terminal.events = [.resized(terminal.size)]
            case .schedule(.notice, _) where !news.isEmpty: queue.post([news.removeFirst()])
            default: break
            }
        }
        #expect(terminal.calls == ["lend", "invalidate", "reclaim"])
        #expect(terminal.frames.map { $0.lines[0] } == ["queue               ", "compose The editor ~"])
        #expect(terminal.now == start, "who comes back looks at an empty screen, and waits for nothing")
        #expect(loop.state.log.entries.count == 2)
    }

    @Test("draws anew at another size, whole even at the same")
    func resizes() {
        terminal.events = [.resized(Size(columns: 30, rows: 3)), .resumed] + keys("Q")
        makeLoop().run { _ in }
        #expect(terminal.calls == ["invalidate", "resume"])
    }
}
