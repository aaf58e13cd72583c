/// How many pixels a picture has, read from the beginning of its file.
///
/// Only what the header says: whether the rest is whole nobody knows before it is decoded.
package struct PictureDimensions: Equatable, Sendable {
    package let width: Int
    package let height: Int

    /// How much of a file is worth handing in: a JPEG's sizes stand behind whatever a camera wrote first.
    package static let headerLength = 512 * 1024

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Nil when the header is cut off, damaged, or of a format without pixels.
    package init?(header bytes: [UInt8]) {
        let header = Header(bytes: bytes)
        let size: (Int, Int)? =
            switch PictureFormat(firstBytes: bytes) {
            case .png: header.png
            case .jpeg: header.jpeg
            case .gif: header.gif
            case .bmp: header.bmp
            case .webp: header.webp
            case .tiff: header.tiff
            case .svg, .ico, nil: nil
            }
        guard let (width, height) = size, width > 0, height > 0 else { return nil }
        self.init(width: width, height: height)
    }
}

/// Numbers at places of a file's beginning; nil beyond its end.
private struct Header {
    let bytes: [UInt8]

    func number(_ offset: Int, _ count: Int, bigEndian: Bool) -> Int? {
        guard offset >= 0, offset + count <= bytes.count else { return nil }
        let part = bytes[offset..<offset + count]
        return (bigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }

    func big(_ offset: Int, _ count: Int) -> Int? { number(offset, count, bigEndian: true) }
    func little(_ offset: Int, _ count: Int) -> Int? { number(offset, count, bigEndian: false) }

    private func pair(_ width: Int?, _ height: Int?) -> (Int, Int)? {
        guard let width, let height else { return nil }
        return (width, height)
    }

    var png: (Int, Int)? { pair(big(16, 4), big(20, 4)) }
    var gif: (Int, Int)? { pair(little(6, 2), little(8, 2)) }

    var bmp: (Int, Int)? {
        // Sizes of two bytes in the oldest kind; a height below zero means that rows go downwards.
        guard little(14, 4) != 12 else { return pair(little(18, 2), little(20, 2)) }
        return pair(little(18, 4), little(22, 4).map { abs(Int(Int32(truncatingIfNeeded: $0))) })
    }

    var webp: (Int, Int)? {
        switch String(decoding: bytes.dropFirst(12).prefix(4), as: UTF8.self) {
        case "VP8X": return pair(little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 })
        case "VP8 ": return pair(little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
        case "VP8L": return little(21, 4).map { (($0 & 0x3FFF) + 1, ($0 >> 14 & 0x3FFF) + 1) }
        default: return nil
        }
    }

    /// Goes from segment to segment until one that begins a frame.
    var jpeg: (Int, Int)? {
        var offset = 2
        while let marker = big(offset, 1) == 0xFF ? big(offset + 1, 1) : nil {
            switch marker {
            case 0xFF: offset += 1  // filling
            case 0x01, 0xD0...0xD8: offset += 2  // no content
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                return pair(big(offset + 7, 2), big(offset + 5, 2))
            default:
                guard let length = big(offset + 2, 2), length >= 2 else { return nil }
                offset += 2 + length
            }
        }
        return nil
    }

    /// Width and height are entries 256 and 257 of the first directory.
    var tiff: (Int, Int)? {
        let isBig = bytes.first == 0x4D
        guard let directory = number(4, 4, bigEndian: isBig),
            let count = number(directory, 2, bigEndian: isBig)
        else { return nil }
        var values: [Int: Int] = [:]
        for entry in 0..<count {
            let offset = directory + 2 + entry * 12
            guard let tag = number(offset, 2, bigEndian: isBig), let type = number(offset + 2, 2, bigEndian: isBig)
            else { break }
            values[tag] = number(offset + 8, type == 3 ? 2 : 4, bigEndian: isBig)
        }
        return pair(values[256], values[257])
    }
}
