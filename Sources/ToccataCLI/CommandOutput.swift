import Glibc
import PlainText

/// Where a command writes; standard output carries results only.
struct CommandOutput: Sendable {
    /// Writes a text as it stands, which has to be harmless; false, with `errno`, when it was not taken.
    let result: @Sendable (String) -> Bool
    /// A line for people, filtered here.
    let error: @Sendable (String) -> Void
    /// A line that replaces the last one, and only where a person sees it; an empty one leaves none.
    let progress: @Sendable (String) -> Void

    static var standard: CommandOutput {
        // A reader that went away must not end a command in the middle of its work.
        signal(SIGPIPE, SIG_IGN)
        let line = ProgressLine()
        return CommandOutput(
            result: { text in
                line.show("")
                return write(text + "\n", to: STDOUT_FILENO)
            },
            error: { text in
                line.show("")
                write(PlainText.line(text) + "\n", to: STDERR_FILENO)
            },
            progress: { line.show($0) }
        )
    }

    /// Writes all of it; a reader that went away is no error of ours.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return errno == EPIPE }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
