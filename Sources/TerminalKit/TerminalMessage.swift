/// What is told to a terminal beside the screen; one that knows nothing of it shows nothing.
package enum TerminalMessage: Hashable, Sendable {
    /// BEL: the one sign that tmux lets through as it is.
    case bell
    /// The window's title.
    case title(String)
    /// OSC 52: what is to be in the clipboard of whoever looks at the terminal.
    case clipboard(String)

    /// The most base64 that terminals are known to take at a time, in bytes.
    package static let longestClipboard = 74_994
}
