import Glibc

/// What ends a wait for the terminal: anybody's ring, from any thread, and signals, whose handler writes their number.
package final class Bell: Sendable {
    /// The number of no signal.
    private static let ring: UInt8 = 0

    /// To be waited for.
    let descriptor: Int32
    /// Where signals write their number; it never blocks.
    let entrance: Int32

    init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(doing: "making a pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, entrance) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(entrance)
    }

    /// Ends the wait that is going on, or the next one.
    package func ring() {
        var byte = Self.ring
        // A full pipe ends a wait as well.
        _ = write(entrance, &byte, 1)
    }

    /// The signals that came since the last time, each once; whatever rang is forgotten.
    func signals() -> Set<UInt8> {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = max(0, read(descriptor, &buffer, buffer.count))
        return Set(buffer[..<count]).subtracting([Self.ring])
    }
}
