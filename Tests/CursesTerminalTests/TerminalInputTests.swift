import Glibc
import TerminalKit
import Testing

@testable import CursesTerminal

extension CursesTerminalTests {
    /// Worker threads block signals: `raise` would reach nobody here.
    @MainActor
    @Suite("Input", .serialized)
    struct TerminalInputTests {
        private let bell: Bell

        init() throws { bell = try Bell() }

        /// The input of a terminal in raw mode.
        private func start(_ pty: Pty, escapeDelay: Duration = .seconds(60)) -> TerminalInput {
            pty.device.makeRaw()
            return TerminalInput(device: pty.device, bell: bell, escapeDelay: escapeDelay)
        }

        @Test("tells all that is there at once")
        func together() throws {
            let pty = try Pty()
            pty.device.makeRaw()
            pty.type("ab\u{1B}[A\u{1B}[200~c\rd\u{1B}[201~")
            let input = start(pty)
            #expect(
                input.events(waiting: nil) == [
                    .input(.key(.character("a"))), .input(.key(.character("b"))), .input(.key(.up)),
                    .input(.paste("c\nd")),
                ]
            )
            input.end()
        }

        @Test("takes an escape that nothing follows for a key, after the time given and no sooner")
        func escape() throws {
            let pty = try Pty()
            let input = start(pty, escapeDelay: .milliseconds(60))
            let begun = ContinuousClock.now
            pty.type("\u{1B}")
            #expect(input.events(waiting: nil) == [])
            // Who waits for less hears nothing of it.
            #expect(input.events(waiting: .zero) == [])
            #expect(input.events(waiting: nil) == [.input(.key(.escape))])
            #expect(ContinuousClock.now - begun >= .milliseconds(60))
            input.end()
        }

        @Test("waits no longer than it is told to, and not at all for who rang before")
        func patience() async throws {
            let pty = try Pty()
            let input = start(pty)
            #expect(input.events(waiting: .milliseconds(1)) == [])
            bell.ring()
            #expect(input.events(waiting: nil) == [])
            let ringing = Task.detached { [bell] in bell.ring() }
            #expect(input.events(waiting: nil) == [])
            await ringing.value
            bell.ring()
            pty.type("a")
            #expect(input.events(waiting: nil) == [.input(.key(.character("a")))])
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
            arguments: [(0, 25), (10, 25), (40, 25), (0, 100), (60, 100)] as [(Int32, Int)]
        )
        func apart(gap: Int32, delay: Int) async throws {
            let pty = try Pty()
            let input = start(pty, escapeDelay: .milliseconds(delay))
            for (bytes, name) in Self.sequences {
                for cut in 1..<bytes.utf8.count {
                    let typing = Task.detached {
                        let begun = ContinuousClock.now
                        pty.type(bytes: bytes.utf8.prefix(cut))
                        poll(nil, 0, gap)
                        pty.type(bytes: bytes.utf8.dropFirst(cut))
                        let wasInTime = ContinuousClock.now - begun < .milliseconds(delay)
                        // Known after whatever came late and was taken for something else.
                        pty.type("\t")
                        return wasInTime
                    }
                    var told: [TerminalEvent] = []
                    while told.last != .input(.key(.tab)) { told += input.events(waiting: nil) }
                    guard await typing.value else { continue }
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
        func signals(signal: Int32, event: TerminalEvent) throws {
            let pty = try Pty()
            let input = start(pty)
            kill(getpid(), signal)
            #expect(next(input) == [event])
            input.end()
        }

        @Test("tells once that the terminal is gone, and still ends")
        func hangup() throws {
            let pty = try Pty()
            let input = start(pty)
            pty.hangUp()
            #expect(next(input) == [.hangup])
            #expect(input.events(waiting: .zero) == [])
            kill(getpid(), SIGTERM)
            #expect(next(input) == [.terminate])
            input.end()
        }

        @Test("reads no key for another program, and tells signals all the same")
        func lent() throws {
            let pty = try Pty()
            pty.device.makeRaw()
            pty.type("a")
            let input = TerminalInput(device: pty.device, bell: bell, escapeDelay: .zero, readsKeys: false)
            #expect(input.events(waiting: .milliseconds(1)) == [])
            kill(getpid(), SIGTERM)
            #expect(next(input) == [.terminate])
            input.end()
            #expect(start(pty).events(waiting: nil) == [.input(.key(.character("a")))])
        }

        /// A signal that interrupts the wait is told by the next one.
        private func next(_ input: TerminalInput) -> [TerminalEvent] {
            let events = input.events(waiting: nil)
            return events.isEmpty ? input.events(waiting: nil) : events
        }
    }
}
