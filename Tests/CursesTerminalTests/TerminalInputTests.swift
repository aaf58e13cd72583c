import Glibc
import TerminalKit
import Testing

@testable import CursesTerminal

extension CursesTerminalTests {
    /// Worker threads block signals: `raise` would reach nobody here.
    @Suite("Input", .serialized)
    struct TerminalInputTests {
        /// Starts the input thread on a terminal in raw mode; what it tells comes as a sequence.
        private func start(
            _ pty: Pty,
            escapeDelay: Duration = .seconds(60)
        ) throws -> (TerminalInput, AsyncStream<[TerminalEvent]>.Iterator) {
            pty.device.makeRaw()
            let (stream, continuation) = AsyncStream.makeStream(of: [TerminalEvent].self)
            let input = try TerminalInput(device: pty.device, escapeDelay: escapeDelay) { continuation.yield($0) }
            return (input, stream.makeAsyncIterator())
        }

        @Test("tells all that is there at once")
        func together() async throws {
            let pty = try Pty()
            pty.device.makeRaw()
            pty.type("ab\u{1B}[A\u{1B}[200~c\rd\u{1B}[201~")
            var (input, events) = try start(pty)
            let first = await events.next()
            #expect(
                first == [
                    .input(.key(.character("a"))), .input(.key(.character("b"))), .input(.key(.up)),
                    .input(.paste("c\nd")),
                ]
            )
            input.end()
        }

        @Test("takes an escape that nothing follows for a key, after the time given")
        func escape() async throws {
            let pty = try Pty()
            var (input, events) = try start(pty, escapeDelay: .milliseconds(1))
            pty.type("\u{1B}")
            let told = await events.next()
            #expect(told == [.input(.key(.escape))])
            input.end()
        }

        @Test(
            "tells signals",
            arguments: [
                (SIGTERM, TerminalEvent.terminate), (SIGINT, .interrupt), (SIGHUP, .hangup), (SIGTSTP, .suspend),
                (SIGCONT, .resumed), (SIGWINCH, .resized(Size(columns: 80, rows: 24))),
            ]
        )
        func signals(signal: Int32, event: TerminalEvent) async throws {
            let pty = try Pty()
            var (input, events) = try start(pty)
            kill(getpid(), signal)
            let told = await events.next()
            #expect(told == [event])
            input.end()
        }

        @Test("tells once that the terminal is gone, and still ends")
        func hangup() async throws {
            let pty = try Pty()
            var (input, events) = try start(pty)
            pty.hangUp()
            let told = await events.next()
            #expect(told == [.hangup])
            kill(getpid(), SIGTERM)
            let next = await events.next()
            #expect(next == [.terminate])
            input.end()
        }
    }
}
