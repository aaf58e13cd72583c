import CTerminal
import Glibc
import TerminalKit

/// The terminal as a file: its settings, its size, and what is written to it.
struct TerminalDevice {
    let descriptor: Int32
    /// The settings found at first, which are the ones to leave behind.
    let settings: termios

    /// Opens the controlling terminal, or takes the one that standard input or output is.
    ///
    /// - Throws: ``TerminalError/noTerminal`` if none of them is a terminal.
    init() throws(TerminalError) {
        let opened = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard let descriptor = [opened, STDIN_FILENO, STDOUT_FILENO].first(where: { isatty($0) == 1 }) else {
            throw .noTerminal
        }
        self.descriptor = descriptor
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { throw .noTerminal }
        self.settings = settings
    }

    /// A terminal that is already open.
    init(descriptor: Int32) throws(TerminalError) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { throw .noTerminal }
        self.descriptor = descriptor
        self.settings = settings
    }

    var size: Size {
        var columns: Int32 = 80
        var rows: Int32 = 24
        _ = ct_window_size(descriptor, &columns, &rows)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// Every byte as it is typed, nothing echoed, no key a signal or flow control.
    func makeRaw() {
        var raw = settings
        cfmakeraw(&raw)
        tcsetattr(descriptor, TCSANOW, &raw)
    }

    func restoreSettings() {
        var settings = settings
        tcsetattr(descriptor, TCSANOW, &settings)
    }

    /// Writes everything; gives up without a word when the terminal is gone.
    func write(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}
