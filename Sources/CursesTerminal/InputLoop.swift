import Glibc
import TerminalKit

/// The life of the input thread: waits for the terminal and for signals, and tells what they mean.
///
/// It sleeps in `poll` until there is something, with a timeout only while an escape may be a key of its own. A
/// terminal that is gone is told once and not asked again.
final class InputLoop {
    /// Ends the loop when written to the pipe; the number of no signal.
    static let end: UInt8 = 0
    /// The most bytes taken before the sink is told.
    private static let mostBytes = 1 << 20

    private let device: TerminalDevice
    private let pipe: Int32
    private let escapeDelay: Int32
    private let sink: @Sendable ([TerminalEvent]) -> Void
    private var decoder = ByteDecoder()
    /// There is nothing to read any more, or for us.
    private var isGone: Bool
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(
        device: TerminalDevice,
        pipe: Int32,
        escapeDelay: Duration,
        readsKeys: Bool,
        sink: @escaping @Sendable ([TerminalEvent]) -> Void
    ) {
        self.device = device
        self.pipe = pipe
        self.escapeDelay = Int32(escapeDelay / .milliseconds(1))
        self.sink = sink
        isGone = !readsKeys
    }

    func run() {
        while true {
            var sources = [
                pollfd(fd: isGone ? -1 : device.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: pipe, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&sources, 2, decoder.isPending ? escapeDelay : -1)
            guard ready >= 0 || errno == EINTR else { return sink([.hangup]) }
            var events: [TerminalEvent] = []
            if ready == 0 { events = decoder.flush().map(TerminalEvent.input) }
            if ready > 0, sources[0].revents != 0 { events = readTerminal() }
            if ready > 0, sources[1].revents != 0 {
                guard let signals = readSignals() else { return }
                events += signals
            }
            if !events.isEmpty { sink(events) }
        }
    }

    /// Everything the terminal has to say now.
    private func readTerminal() -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var total = 0
        repeat {
            let count = read(device.descriptor, &buffer, buffer.count)
            if count > 0 {
                total += count
                events += decoder.feed(buffer[..<count]).map(TerminalEvent.input)
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isGone = true
                events.append(.hangup)
            }
        } while !isGone && total < Self.mostBytes && hasMore()
        return events
    }

    private func hasMore() -> Bool {
        var source = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&source, 1, 0) > 0
    }

    /// The signals that came, each once; nil if the loop is to end.
    private func readSignals() -> [TerminalEvent]? {
        let count = max(0, read(pipe, &buffer, buffer.count))
        let signals = Set(buffer[..<count])
        guard !signals.contains(Self.end) else { return nil }
        return [SIGCONT, SIGWINCH, SIGHUP, SIGINT, SIGTERM, SIGTSTP]
            .filter { signals.contains(UInt8($0)) }
            .compactMap(event)
    }

    private func event(of signal: Int32) -> TerminalEvent? {
        switch signal {
        case SIGCONT: .resumed
        case SIGWINCH: .resized(device.size)
        case SIGHUP: .hangup
        case SIGINT: .interrupt
        case SIGTERM: .terminate
        case SIGTSTP: .suspend
        default: nil
        }
    }
}
