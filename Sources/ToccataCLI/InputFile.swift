import FoundationEssentials
import Glibc

/// What a command line names to be read: a file, a pipe (`<(…)`), or standard input.
enum InputFile {
    /// Why it could not be read, in the system's words.
    struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ code: Int32) { description = String(cString: strerror(code)) }
    }

    /// All of it, to the end.
    ///
    /// - Parameter path: Absolute; nil for standard input.
    static func read(_ path: String?) throws(Trouble) -> Data {
        guard let path else { return try readAll(STDIN_FILENO) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Trouble(errno) }
        defer { close(descriptor) }
        return try readAll(descriptor)
    }

    private static func readAll(_ descriptor: Int32) throws(Trouble) -> Data {
        var data = Data()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            try waitForInput(descriptor)
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Trouble(errno) }
            guard count > 0 else { return data }
            data += piece[..<count]
        }
    }

    /// Blocks until there is something to read, and notices when the command is interrupted meanwhile.
    private static func waitForInput(_ descriptor: Int32) throws(Trouble) {
        var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&input, 1, 100) == 0 {
            if Task.isCancelled { throw Trouble(EINTR) }
        }
    }
}
