/// Cuts a stream of bytes into lines.
package struct LineSplitter: Sendable {
    /// A longer line is cut here, its rest being dropped: a child cannot fill the memory.
    package static let longestLine = 65_536

    private var pending: [UInt8] = []

    package init() {}

    /// The lines that end in these bytes, without their LF or CR LF.
    package mutating func lines(adding bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(takePending())
            } else if pending.count < Self.longestLine {
                pending.append(byte)
            }
        }
        return lines
    }

    /// What is left without a line's end when the stream is over.
    package mutating func lastLine() -> String? {
        pending.isEmpty ? nil : takePending()
    }

    private mutating func takePending() -> String {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        defer { pending.removeAll(keepingCapacity: true) }
        return String(decoding: pending, as: UTF8.self)
    }
}
