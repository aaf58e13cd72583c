import Glibc
import PlainText
import Synchronization

/// The one line of a terminal's standard error that says how far things are.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let isShown = Mutex(false)

    /// Replaces the line, cut to the terminal's width, for a longer one could not be taken back.
    func show(_ text: String) {
        guard isTerminal else { return }
        isShown.withLock { isShown in
            guard isShown || !text.isEmpty else { return }
            CommandOutput.write("\r\u{1B}[K" + PlainText.cut(text, to: Self.columns - 1), to: STDERR_FILENO)
            isShown = !text.isEmpty
        }
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
        return Int(size.ws_col)
    }
}
