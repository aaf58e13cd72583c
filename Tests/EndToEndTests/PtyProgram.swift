import Glibc
import Testing

/// The built console on a terminal whose other end the test holds: every byte it writes is seen as it was written.
final class PtyProgram {
    private var controller: Int32
    /// The program's own end, held so that its settings can be looked at when it is gone.
    private let device: Int32
    private let process: pid_t
    /// As a shell would have left them for it.
    private(set) var settingsBefore: [UInt64] = []
    /// Everything that was read of it.
    private(set) var written: [UInt8] = []
    private var isOver = false

    init(columns: UInt16, rows: UInt16, environment: [String: String], arguments: [String] = []) throws {
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = -1
        // The numbers of TIOCSPTLCK and TIOCGPTN, which Swift does not import.
        try #require(ioctl(controller, 0x4004_5431, &unlocked) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)

        device = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)

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
        let before = Self.settings(of: device)
        try #require(posix_spawn(&process, path, &actions, nil, &words, &variables) == 0)
        self.process = process
        settingsBefore = before
    }

    deinit {
        if !isOver {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        hangUp()
        close(device)
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// Takes the terminal away; nobody is told by a signal.
    func hangUp() {
        if controller >= 0 { close(controller) }
        controller = -1
    }

    /// What `stty -a` shows, but for the queue of the moment.
    var settings: [UInt64] { Self.settings(of: device) }

    private static func settings(of device: Int32) -> [UInt64] {
        var settings = termios()
        tcgetattr(device, &settings)
        let characters = withUnsafeBytes(of: settings.c_cc) { $0.map(UInt64.init) }
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag].map(UInt64.init) + characters
    }

    /// Waits for its end.
    ///
    /// - Returns: Its status as `wait` tells it and the seconds of CPU it took; nil if it did not end.
    func ended() -> (status: Int32, seconds: Double)? {
        let deadline = ContinuousClock.now + .seconds(20)
        var status: Int32 = 0
        var usage = rusage()
        while ContinuousClock.now < deadline {
            guard wait4(process, &status, WNOHANG, &usage) == 0 else {
                isOver = true
                let times = [usage.ru_utime, usage.ru_stime]
                return (status, times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 })
            }
            poll(nil, 0, 20)
        }
        return nil
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
        written += buffer[..<max(0, count)]
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

    /// What it writes for what was typed, however late it begins, until it has been silent for a while.
    func answer() -> [UInt8] { next() + rest() }

    /// Waits until it has written a text, and then for silence.
    ///
    /// - Returns: Everything until then.
    @discardableResult
    func wait(for text: String, at location: SourceLocation = #_sourceLocation) -> [UInt8] {
        var seen: [UInt8] = []
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            let more = next()
            guard !more.isEmpty else {
                let end = String(decoding: seen.suffix(2000), as: UTF8.self)
                Issue.record("never wrote '\(text)'; it wrote: \(end)", sourceLocation: location)
                return seen
            }
            seen += more
        }
        return seen + rest()
    }
}
