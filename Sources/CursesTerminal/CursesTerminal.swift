// CursesTerminal is the terminal itself: it takes it, draws frames on it by way of ncurses, reads it, and gives it
// back on every way out. It must not know what is drawn or what a key means.

import CTerminal
import Glibc
package import TerminalKit

/// A screen on the controlling terminal.
///
/// ```swift
/// let terminal = try CursesTerminal(environment: environment, errorLog: path)
/// terminal.enter()
/// defer { terminal.leave() }
/// terminal.present(frame)
/// let events = terminal.events(waiting: nil)
/// ```
///
/// Only one at a time. After ``leave()`` it can be entered again; an editor gets the terminal by ``lend()``.
@MainActor
package final class CursesTerminal: Terminal {
    let device: TerminalDevice
    let output: FrameOutput
    let palette: Palette
    package let bell: Bell
    /// What is on the screen, if that is known.
    var shown: Frame?
    var isCursorShown = true
    let hasTitle: Bool
    private let escapeDelay: Duration
    private let errorLogPath: String?
    private var errorLog: ErrorLog?
    private var input: TerminalInput?
    private var isLent = false

    /// Finds the terminal and learns what it can do; nothing is shown yet.
    ///
    /// - Parameters:
    ///   - environment: For `TERM`, `NO_COLOR` and the traces of SSH.
    ///   - looks: How a person wants roles to look; without colours they look as they come.
    ///   - errorLog: The file that takes what is written to standard error while the screen is up.
    /// - Throws: ``TerminalError`` if there is no terminal or ncurses can do nothing with it.
    package convenience init(
        environment: [String: String],
        looks: [Role: Look] = [:],
        errorLog: String?
    ) throws(TerminalError) {
        try self.init(device: TerminalDevice(), environment: environment, looks: looks, errorLog: errorLog)
    }

    init(
        device: TerminalDevice,
        environment: [String: String],
        looks: [Role: Look] = [:],
        errorLog: String?
    ) throws(TerminalError) {
        self.device = device
        output = try FrameOutput()
        bell = try Bell()
        errorLogPath = errorLog
        hasTitle = Self.hasTitle(environment["TERM"] ?? "")
        escapeDelay = ByteDecoder.escapeDelay(environment: environment)
        Self.useUTF8()
        try Self.startCurses(on: output, name: environment["TERM"] ?? "", size: device.size)
        palette = Palette(isColoured: (environment["NO_COLOR"] ?? "").isEmpty, looks: looks)
    }

    package var size: Size { device.size }
    var isEntered: Bool { input != nil && !isLent }

    /// Takes the terminal; what is typed from now on is told by ``events(waiting:)``.
    package func enter() {
        guard input == nil else { return }
        take()
        listen(readsKeys: true)
        beginErrorLog()
    }

    package func events(waiting patience: Duration?) -> [TerminalEvent] {
        input?.events(waiting: patience) ?? [.hangup]
    }

    /// Where there can be no log, what is written there must not reach the screen either.
    private func beginErrorLog() {
        errorLog = errorLogPath.flatMap { ErrorLog(path: $0) ?? ErrorLog(path: "/dev/null") }
    }

    /// Gives the terminal back as it was found; does nothing if that was done before.
    package func leave() {
        guard let input else { return }
        self.input = nil
        input.end()
        // Whoever had it may have been cut off in the middle of something.
        if isLent { device.restoreSettings() } else { giveBack() }
        isLent = false
        errorLog?.end()
        errorLog = nil
    }

    package func lend() {
        guard let input, !isLent else { return }
        isLent = true
        input.end()
        giveBack()
        errorLog?.end()
        errorLog = nil
        listen(readsKeys: false)
        ct_signals_lend()
    }

    package func reclaim() {
        guard isLent else { return }
        isLent = false
        input?.end()
        take()
        listen(readsKeys: true)
        beginErrorLog()
    }

    private func listen(readsKeys: Bool) {
        input = TerminalInput(device: device, bell: bell, escapeDelay: escapeDelay, readsKeys: readsKeys)
    }

    package func suspend() {
        guard input != nil else { return }
        // Who has the terminal stops by itself: the signal went to all of the group.
        guard !isLent else { return stop() }
        giveBack()
        stop()
        take()
    }

    /// In a group whose starter is not in this session nobody could make it go on.
    private func stop() {
        if getsid(getppid()) == getsid(0) { raise(SIGSTOP) }
    }

    package func resume() {
        guard input != nil, !isLent else { return }
        take()
    }

    private func take() {
        var settings = device.settings
        let note = errorLogPath.map { "The console crashed. Its last words are in \($0)\r\n" } ?? ""
        ct_rescue_begin(device.descriptor, &settings, note)
        device.makeRaw()
        invalidate()
        // Brackets around pastes, reports of the focus.
        device.write("\u{1B}[?2004h\u{1B}[?1004h".utf8)
        // The title of before is kept by the terminal, and put back in the end.
        if hasTitle { device.write("\u{1B}[22;2t".utf8) }
    }

    private func giveBack() {
        endwin()
        // Without a second screen the shell goes on in the last row, where the hints still stand.
        let clearing = tigetstr("rmcup") == nil ? "\r\u{1B}[K" : ""
        if hasTitle { device.write("\u{1B}[23;2t".utf8) }
        device.write(Array("\u{1B}[?1004l\u{1B}[?2004l".utf8) + output.take() + Array(clearing.utf8))
        device.restoreSettings()
        ct_rescue_end()
        shown = nil
    }

    private static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    private static func startCurses(on output: FrameOutput, name: String, size: Size) throws(TerminalError) {
        guard name != "dumb" else { throw .notCapable(name) }
        // ncurses cannot ask a file for its size and would confine scrolling to 24 lines.
        let before = ["LINES", "COLUMNS"].map { (name: String) in (name, getenv(name).map { String(cString: $0) }) }
        setenv("LINES", String(size.rows), 1)
        setenv("COLUMNS", String(size.columns), 1)
        defer {
            for (name, value) in before {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        let candidates: [String] = [name, "xterm-256color", "xterm"].filter { !$0.isEmpty }
        guard candidates.contains(where: { newterm($0, output.file, output.file) != nil }) else {
            throw .notCapable(name)
        }
        typeahead(-1)
    }
}
