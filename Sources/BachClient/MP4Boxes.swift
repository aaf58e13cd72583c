/// Walks the boxes that an MP4 is made of, by their headers alone, whatever the size of the file.
package enum MP4Boxes {
    /// Reads so many bytes at an offset, or fewer at the end of the file.
    package typealias Reader = (_ offset: Int64, _ count: Int) -> [UInt8]

    /// A video of hours in fragments of a second has some ten thousand.
    static let mostBoxes = 200_000

    /// What is wrong with a file; nil for a whole video.
    ///
    /// A whole one begins with `ftyp`, has a `moov` and an `mdat`, and its boxes add up to its length.
    package static func flaw(length: Int64, read: Reader) -> MP4Flaw? {
        let start = read(0, MP4Box.longestHeader)
        guard start.count >= 8, start[4..<8].elementsEqual("ftyp".utf8) else {
            return .noVideo(MP4Flaw.kind(of: start))
        }
        var kinds: Set<String> = []
        var offset: Int64 = 0
        for _ in 0..<mostBoxes {
            guard let box = MP4Box(read(offset, MP4Box.longestHeader), room: length - offset) else {
                return .strange(at: offset)
            }
            guard box.size <= length - offset else { return .cutOff(missing: box.size - (length - offset)) }
            kinds.insert(box.kind)
            offset += box.size
            if offset == length { return missing(from: kinds) }
        }
        return .strange(at: offset)
    }

    private static func missing(from kinds: Set<String>) -> MP4Flaw? {
        ["moov", "mdat"].first { !kinds.contains($0) }.map(MP4Flaw.lacks)
    }
}

/// The head of one box.
private struct MP4Box {
    static let longestHeader = 16

    let kind: String
    /// With its header.
    let size: Int64

    /// - Parameter room: From its first byte to the end of the file.
    init?(_ bytes: [UInt8], room: Int64) {
        guard bytes.count >= 8, bytes[4..<8].allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
        kind = String(decoding: bytes[4..<8], as: UTF8.self)
        switch Self.number(bytes[0..<4]) {
        case 0: size = room
        case 1:
            guard bytes.count >= 16, let long = Int64(exactly: Self.number(bytes[8..<16])), long >= 16 else {
                return nil
            }
            size = long
        case let short:
            guard short >= 8 else { return nil }
            size = Int64(short)
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
