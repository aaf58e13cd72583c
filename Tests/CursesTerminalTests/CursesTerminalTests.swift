import TerminalKit
import Testing

@testable import CursesTerminal

/// ncurses has one screen and signals one handler for the whole process, so these run one after the other.
@Suite("Curses terminal", .serialized, .timeLimit(.minutes(1)))
enum CursesTerminalTests {}

extension CursesTerminalTests {
    @MainActor
    @Suite("Screen", .serialized)
    struct ScreenTests {
        private func frame(_ rows: [String], cursor: Point? = nil) -> Frame {
            var frame = Frame(size: Size(columns: 80, rows: 24))
            frame.put(rows: rows, in: frame.bounds)
            frame.cursor = cursor
            return frame
        }

        @Test("sends only what changed, and gives the terminal back as it was")
        func session() throws {
            let pty = try Pty()
            let terminal = try CursesTerminal(device: pty.device, environment: ["TERM": "xterm"], errorLog: nil)
            terminal.enter()
            #expect(!pty.isCooked)

            terminal.present(frame(["a lake at dawn 湖"], cursor: Point(column: 4, row: 2)))
            let first = pty.shown()
            #expect(
                first.hasPrefix("\u{1B}[?2004h\u{1B}[?1004h\u{1B}[22;2t\u{1B}[?1049h")
                    && first.contains("a lake at dawn 湖")
            )
            #expect(first.contains("\u{1B}[1;24r"))  // scrolls as high as the terminal is

            terminal.present(frame(["a lake at dawn 湖"], cursor: Point(column: 4, row: 2)))
            #expect(pty.shown() == "")

            terminal.present(frame(["a lake at dawn 湖", "", "    x"], cursor: Point(column: 5, row: 2)))
            #expect(pty.shown() == "x")

            terminal.present(frame(["a lake at dusk 湖", "", "    x"], cursor: Point(column: 5, row: 2)))
            #expect(pty.shown().contains("usk") && !first.contains("usk"))

            terminal.invalidate()
            terminal.present(frame(["a lake at dusk 湖", "", "    x"], cursor: Point(column: 5, row: 2)))
            #expect(pty.shown().contains("a lake at dusk 湖"))

            terminal.leave()
            let last = pty.shown()
            #expect(last.contains("\u{1B}[23;2t\u{1B}[?1004l\u{1B}[?2004l") && last.contains("\u{1B}[?1049l"))
            #expect(pty.isCooked)
            terminal.leave()
            #expect(pty.shown() == "")

            terminal.enter()
            terminal.present(frame(["again"]))
            #expect(pty.shown().contains("again"))
            terminal.leave()
            #expect(pty.isCooked)
        }

        @Test("leaves the last row empty for the shell where there is no second screen")
        func oneScreen() throws {
            let pty = try Pty()
            let terminal = try CursesTerminal(device: pty.device, environment: ["TERM": "vt100"], errorLog: nil)
            terminal.enter()
            terminal.present(frame(Array(repeating: "", count: 23) + [" ? help"]))
            #expect(pty.shown().contains("? help"))
            terminal.leave()
            #expect(pty.shown().hasSuffix("\r\u{1B}[K"))
        }

        @Test(
            "shows roles as a person wants them where there are colours, and as they come where there are none",
            arguments: [
                (["TERM": "xterm-256color"], "1m\u{1B}[91mbad", "\u{1B}[37m\u{1B}[44mchosen"),
                (["TERM": "xterm-256color", "NO_COLOR": "1"], "bad", "7mchosen"),
                (["TERM": "vt100"], "bad", "7m\u{0F}chosen"),
            ]
        )
        func looks(environment: [String: String], bad: String, chosen: String) throws {
            let pty = try Pty()
            let looks: [Role: Look] = [
                .bad: try #require(Look(words: ["bright-red", "bold"])),
                .selection: try #require(Look(words: ["white", "on", "blue"])),
            ]
            let terminal = try CursesTerminal(device: pty.device, environment: environment, looks: looks, errorLog: nil)
            terminal.enter()
            var frame = frame([])
            frame.put("bad", at: Point(column: 4, row: 2), .bad)
            frame.put("chosen", at: Point(column: 4, row: 4), .selection)
            terminal.present(frame)
            let shown = pty.shown()
            terminal.leave()
            #expect(shown.contains(bad) && shown.contains(chosen), "\(shown.debugDescription)")
            #expect(shown.contains("[91m") == (environment["TERM"] == "xterm-256color" && environment.count == 1))
        }

        @Test("refuses a terminal that cannot place its cursor, in a sentence")
        func dumb() throws {
            let pty = try Pty()
            let error = #expect(throws: TerminalError.self) {
                try CursesTerminal(device: pty.device, environment: ["TERM": "dumb"], errorLog: nil)
            }
            #expect(error == .notCapable("dumb"))
            #expect(error?.description.contains("Set TERM") == true)
            #expect(pty.isCooked)
        }
    }
}
