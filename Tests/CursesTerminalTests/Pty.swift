import CTerminal
import Glibc
import TerminalKit
import Testing

@testable import CursesTerminal

/// A terminal whose other end the test holds.
struct Pty {
    let controller: Int32
    let device: TerminalDevice

    init() throws {
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlocked: Int32 = 0
        var number: Int32 = -1
        // The numbers of TIOCSPTLCK and TIOCGPTN, which Swift does not import.
        try #require(ioctl(controller, 0x4004_5431, &unlocked) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
        device = try TerminalDevice(descriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY))
    }

    func type(_ text: String) { type(bytes: text.utf8) }

    func type(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
    }

    /// What was shown since the last call.
    func shown() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var source = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        while poll(&source, 1, 0) > 0 {
            let count = read(controller, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether lines are edited and echoed, as a shell needs it.
    var isCooked: Bool {
        var settings = termios()
        tcgetattr(device.descriptor, &settings)
        return settings.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
    }

    func hangUp() { close(controller) }
}
