import Glibc

/// Reads one of a child's outputs into its sink.
struct OutputReader: Sendable {
    /// Nil once the output has ended.
    private(set) var descriptor: Int32?
    private(set) var sink: OutputSink

    init(descriptor: Int32, sink: OutputSink) {
        self.descriptor = descriptor
        self.sink = sink
    }

    /// Answers whether there may be more to read at once.
    @discardableResult
    mutating func readSome() -> Bool {
        guard let descriptor else { return false }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &bytes, bytes.count)
        if count > 0 {
            sink.take(bytes.prefix(count))
            return true
        }
        let mayComeLater = count < 0 && (errno == EAGAIN || errno == EINTR)
        if !mayComeLater { end() }
        return false
    }

    /// Takes what the child wrote before it ended, without waiting for others who hold the pipe.
    mutating func finish() {
        var readsLeft = 32  // 2 MiB, more than a pipe holds
        while readsLeft > 0, readSome() { readsLeft -= 1 }
        end()
        sink.finish()
    }

    private mutating func end() {
        if let descriptor { close(descriptor) }
        descriptor = nil
    }
}
