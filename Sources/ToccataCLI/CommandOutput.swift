import Glibc
import PlainText

/// Where a command writes; standard output carries results only.
struct CommandOutput: Sendable {
    /// Writes a text as it stands, which has to be harmless.
    let result: @Sendable (String) -> Void
    /// A line for people, filtered here.
    let error: @Sendable (String) -> Void
    /// A line that replaces the last one, and only where a person sees it.
    let progress: @Sendable (String) -> Void

    static let standard = CommandOutput(
        result: { write($0 + "\n", to: STDOUT_FILENO) },
        error: { write(PlainText.line($0) + "\n", to: STDERR_FILENO) },
        progress: { text in
            guard isatty(STDERR_FILENO) == 1 else { return }
            write("\r\u{1B}[K" + PlainText.line(text), to: STDERR_FILENO)
        }
    )

    /// Writes all of it; a reader that went away is no error of ours.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
