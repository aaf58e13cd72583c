/// Why there can be no screen.
package enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Neither the controlling terminal nor standard input or output is a terminal.
    case noTerminal
    /// A terminal that cannot place its cursor, by its `TERM`.
    case notCapable(String)
    /// The system refused.
    case system(doing: String, errno: Int32)

    package var description: String {
        switch self {
        case .noTerminal:
            "The console needs a terminal, and there is none. In a script use the commands (toccata --help)."
        case .notCapable(let name):
            "The terminal type \(name) cannot show the console. Set TERM to what your terminal is, such as xterm."
        case .system(let doing, let errno):
            "The console could not start: \(doing) failed (system error \(errno))."
        }
    }
}
