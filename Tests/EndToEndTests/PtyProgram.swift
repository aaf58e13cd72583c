import Glibc
import Testing

/// The built console on a terminal whose other end the test holds: every byte it writes is seen as it was written.
final class PtyProgram {
    private let controller: Int32
    private let process: pid_t

    init(columns: UInt16, rows: UInt16, environment: [String: String], arguments: [String] = []) throws {
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = -1
        // The numbers of TIOCSPTLCK and TIOCGPTN, which Swift does not import.
        try #require(ioctl(controller, 0x4004_5431, &unlocked) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR | O_NOCTTY, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let path = Project.program("toccata")
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, path, &actions, nil, &words, &variables) == 0)
        self.process = process
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(controller)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
    }

    /// The next it writes, a frame being one write; empty when nothing comes.
    ///
    /// - Parameter patience: Milliseconds.
    func next(patience: Int32 = 15_000) -> [UInt8] {
        var source = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&source, 1, patience) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(controller, &buffer, buffer.count)
        return Array(buffer[..<max(0, count)])
    }

    /// Everything until it has been silent for a while.
    ///
    /// - Parameter silence: Milliseconds.
    func rest(silence: Int32 = 400) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let more = next(patience: silence)
            guard !more.isEmpty else { return all }
            all += more
        }
    }

    /// Waits until it has written a text, and then for silence.
    func wait(for text: String, at location: SourceLocation = #_sourceLocation) {
        var seen = ""
        while !seen.contains(text) {
            let more = next()
            guard !more.isEmpty else {
                Issue.record("never wrote '\(text)'; it wrote: \(seen.suffix(2000))", sourceLocation: location)
                return
            }
            seen += String(decoding: more, as: UTF8.self)
        }
        _ = rest()
    }
}
