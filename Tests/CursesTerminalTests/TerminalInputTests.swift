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

        /// A dozen that people press, as terminals send them.
        private static let sequences: [(bytes: String, name: String)] = [
            ("\u{1B}[A", "Up"), ("\u{1B}OB", "Down"), ("\u{1B}[D", "Left"), ("\u{1B}[H", "Home"), ("\u{1B}[4~", "End"),
            ("\u{1B}[5~", "PgUp"), ("\u{1B}[6~", "PgDn"), ("\u{1B}[3~", "Del"), ("\u{1B}[Z", "S-Tab"),
            ("\u{1B}OP", "F1"),
            ("\u{1B}\r", "M-Enter"), ("\u{1B}x", "M-x"), ("湖", "湖"),
        ]

        @Test(
            "knows a key whose bytes come apart, as long as they come within the time given",
            arguments: [0, 30, 60, 150],
            [25, 100]
        )
        func apart(gap: Int32, delay: Int) async throws {
            let pty = try Pty()
            var (input, events) = try start(pty, escapeDelay: .milliseconds(delay))
            for (bytes, name) in Self.sequences {
                for cut in 1..<bytes.utf8.count {
                    let begun = ContinuousClock.now
                    pty.type(bytes: bytes.utf8.prefix(cut))
                    poll(nil, 0, gap)
                    pty.type(bytes: bytes.utf8.dropFirst(cut))
                    let wasInTime = ContinuousClock.now - begun < .milliseconds(delay)
                    // Known after whatever came late and was taken for something else.
                    pty.type("\t")
                    var told: [TerminalEvent] = []
                    while told.last != .input(.key(.tab)) { told += await events.next() ?? [] }
                    guard wasInTime else { continue }
                    let key = try #require(Chord(name))
                    #expect(told == [.input(.key(key)), .input(.key(.tab))], "\(name) after \(cut)")
                }
            }
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
