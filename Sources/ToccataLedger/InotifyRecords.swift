import Glibc

/// What the kernel tells about the files of a watched folder.
struct InotifyRecords {
    private(set) var names: [String] = []
    /// Whether the kernel had more to tell than it could keep.
    private(set) var overflowed = false

    /// Parses records: 16 bytes (watch, mask, cookie, length of the name) and a name filled up with zeros.
    init(parsing bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while rest.count >= Self.headerSize {
            let header = Array(rest.prefix(Self.headerSize))
            let length = Int(Self.word(header, at: 12))
            if Self.word(header, at: 4) & UInt32(IN_Q_OVERFLOW) != 0 { overflowed = true }
            let name = rest.dropFirst(Self.headerSize).prefix(length).prefix { $0 != 0 }
            names.append(String(decoding: name, as: UTF8.self))
            rest = rest.dropFirst(Self.headerSize + length)
        }
    }

    /// Reads what is there without waiting.
    init(readingFrom descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = read(descriptor, &bytes, bytes.count)
        self.init(parsing: bytes.prefix(max(count, 0)))
    }

    /// Whether a file, its journals or its lock are among them: their names all begin with the file's.
    func concern(_ file: String) -> Bool {
        overflowed || names.contains { $0.hasPrefix(file) }
    }

    private static let headerSize = 16

    private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    }
}
