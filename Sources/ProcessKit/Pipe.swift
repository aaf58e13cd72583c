import CProcess
import Glibc

/// Both ends of a pipe, neither inherited by a child, neither one of the three standard descriptors.
struct Pipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    /// - Throws: The `errno` of a process that has no descriptors left.
    init() throws(DescriptorError) {
        var ends: [Int32] = [-1, -1]
        guard cprocess_pipe(&ends) == 0 else { throw DescriptorError(code: errno) }
        readEnd = try Self.raise(ends[0])
        writeEnd = try Self.raise(ends[1])
    }

    /// Moves a descriptor out of 0, 1 and 2, where a child's own would overwrite it.
    private static func raise(_ descriptor: Int32) throws(DescriptorError) -> Int32 {
        guard descriptor < 3 else { return descriptor }
        defer { close(descriptor) }
        return try duplicate(descriptor)
    }

    static func duplicate(_ descriptor: Int32) throws(DescriptorError) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw DescriptorError(code: errno) }
        return copy
    }

    static func stopBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
}

struct DescriptorError: Error {
    let code: Int32
}
