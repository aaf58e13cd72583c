/// How a child ended, and what it wrote.
package struct ProcessResult: Equatable, Sendable {
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    package var end: End
    /// Whether the time was up before the child ended.
    package var timedOut: Bool
    package var output: CapturedBytes
    package var errors: CapturedBytes

    package init(end: End, timedOut: Bool = false, output: CapturedBytes = .init(), errors: CapturedBytes = .init()) {
        self.end = end
        self.timedOut = timedOut
        self.output = output
        self.errors = errors
    }

    /// Whether it ended by itself, in time, with exit code 0.
    package var isSuccess: Bool {
        end == .exited(0) && !timedOut
    }
}

/// What a child wrote, up to a limit.
package struct CapturedBytes: Equatable, Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Whether there was more than was kept.
    package private(set) var wasCut = false

    package init() {}

    /// The bytes as text, with what is not UTF-8 repaired.
    ///
    /// It comes from outside: filter it before it is shown.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    mutating func append(_ more: some Collection<UInt8>, limit: Int) {
        let room = max(limit - bytes.count, 0)
        bytes.append(contentsOf: more.prefix(room))
        wasCut = wasCut || more.count > room
    }
}
