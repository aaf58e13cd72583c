import Glibc
import PlainText

/// Keeps what is written to standard error off the screen, in a file, until it can be read.
final class ErrorLog {
    private let log: Int32
    private let before: Int32
    private let start: off_t

    /// Sends standard error to the end of a file; nil if the file cannot be written.
    init?(path: String) {
        let log = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { return nil }
        self.log = log
        start = lseek(log, 0, SEEK_END)
        before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        dup2(log, STDERR_FILENO)
    }

    /// Gives standard error back and prints on it what came meanwhile.
    func end() {
        guard before >= 0 else { return }
        dup2(before, STDERR_FILENO)
        let count = min(1 << 16, Int(lseek(log, 0, SEEK_END) - start))
        if count > 0 {
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                initialized = max(0, pread(log, buffer.baseAddress, count, start))
            }
            let text = Array(PlainText.lines(String(decoding: bytes, as: UTF8.self)).utf8)
            _ = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
        close(before)
        close(log)
    }
}
