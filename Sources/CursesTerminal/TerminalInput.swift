import CTerminal
import Glibc
import TerminalKit

/// What the terminal and the signals have to say, read by whoever waits for it.
///
/// It sleeps in `poll` until there is something, with a limit of its own only while an escape may be a key. A terminal
/// that is gone is told once and not asked again.
@MainActor
final class TerminalInput {
    /// The most bytes taken at once.
    private static let mostBytes = 1 << 20

    private let device: TerminalDevice
    private let bell: Bell
    private let escapeDelay: Duration
    private var decoder = ByteDecoder()
    /// When what may be the beginning of a sequence has been a key.
    private var escapeEnds: ContinuousClock.Instant?
    /// There is nothing to read any more, or for us.
    private var isGone: Bool
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Answers signals from now on.
    ///
    /// - Parameter readsKeys: False while another program has the terminal: then only signals are told.
    init(device: TerminalDevice, bell: Bell, escapeDelay: Duration, readsKeys: Bool = true) {
        (self.device, self.bell, self.escapeDelay) = (device, bell, escapeDelay)
        isGone = !readsKeys
        ct_signals_begin(bell.entrance)
    }

    /// Leaves signals as they were.
    func end() { ct_signals_end() }

    /// All that is there, in order, as soon as there is something; empty when the bell rang or the patience is over.
    ///
    /// - Parameter patience: How long to wait at most; nil for ever.
    func events(waiting patience: Duration?) -> [TerminalEvent] {
        var sources = [
            pollfd(fd: isGone ? -1 : device.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&sources, 2, limit(patience)) >= 0 else { return errno == EINTR ? [] : [.hangup] }
        let events = sources[0].revents != 0 ? readTerminal() : escape()
        return sources[1].revents != 0 ? events + signals() : events
    }

    /// In milliseconds, rounded up; -1 for none.
    private func limit(_ patience: Duration?) -> Int32 {
        let untilEscape = escapeEnds.map { max(.zero, $0 - ContinuousClock.now) }
        guard let limit = [patience, untilEscape].compactMap(\.self).min() else { return -1 }
        return Int32(min((limit / Duration.milliseconds(1)).rounded(.up), 1e9))
    }

    /// A key of its own by now, if that was not known before.
    private func escape() -> [TerminalEvent] {
        guard let end = escapeEnds, end <= .now else { return [] }
        escapeEnds = nil
        return decoder.flush().map(TerminalEvent.input)
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
        escapeEnds = decoder.isPending ? .now + escapeDelay : nil
        return events
    }

    private func hasMore() -> Bool {
        var source = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&source, 1, 0) > 0
    }

    private func signals() -> [TerminalEvent] {
        let signals = bell.signals()
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
