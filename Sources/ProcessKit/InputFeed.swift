import Glibc

/// Writes bytes to a child's standard input as fast as it takes them.
struct InputFeed: Sendable {
    /// Nil once everything is written, or the child reads no more.
    private(set) var descriptor: Int32?
    private var rest: ArraySlice<UInt8>

    init(descriptor: Int32, bytes: [UInt8]) {
        self.descriptor = descriptor
        rest = bytes[...]
    }

    mutating func writeSome() {
        guard let descriptor else { return }
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written > 0 { rest = rest.dropFirst(written) }
        let mayGoOn = written >= 0 || errno == EAGAIN || errno == EINTR
        if rest.isEmpty || !mayGoOn { finish() }
    }

    mutating func finish() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }
}
