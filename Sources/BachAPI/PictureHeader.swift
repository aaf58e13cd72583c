package import FoundationEssentials

/// The few numbers of a picture's header that are needed before a decoder is let near it.
///
/// Whether the rest of the file is whole nobody knows before it is decoded.
package struct PictureHeader {
    /// How much of a file is worth handing in, in bytes: a JPEG's size stands behind whatever a camera wrote first.
    package static let length = 512 * 1024

    /// What the first bytes say, never a name.
    package let format: PictureFormat
    private let bytes: FileBytes

    /// Nil for anything that is no picture.
    ///
    /// - Parameter data: The beginning of a file, or all of it.
    package init?(_ data: Data) {
        guard let format = PictureFormat(firstBytes: data) else { return nil }
        self.format = format
        bytes = FileBytes(data)
    }

    /// Pixels as they are stored; nil if the header is cut off or damaged, or the format has none.
    package var size: VideoSize? {
        switch format {
        case .png: Self.size(bytes.uint32(16), bytes.uint32(20))
        case .gif: Self.size(bytes.littleUInt16(6), bytes.littleUInt16(8))
        case .bmp: bitmapSize
        case .webp: webPSize
        case .jpeg: jpegSize
        case .tiff: TIFFDirectory(bytes, start: 0).flatMap { Self.size($0.value(256), $0.value(257)) }
        case .svg, .ico: nil
        }
    }

    /// How the camera was held, where the format says so.
    package var turn: PictureTurn {
        let directory: TIFFDirectory? =
            switch format {
            case .tiff: TIFFDirectory(bytes, start: 0)
            case .jpeg: exif
            default: nil
            }
        return directory?.value(274).flatMap { PictureTurn(rawValue: Int($0)) } ?? .none
    }

    private static func size(_ width: (some BinaryInteger)?, _ height: (some BinaryInteger)?) -> VideoSize? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        return VideoSize(width: Int(width), height: Int(height))
    }

    private var bitmapSize: VideoSize? {
        if bytes.littleUInt32(14) == 12 { return Self.size(bytes.littleUInt16(18), bytes.littleUInt16(20)) }
        // A height below zero means that the rows run from the top.
        let height = bytes.littleUInt32(22).map { Int32(bitPattern: $0).magnitude }
        return Self.size(bytes.littleUInt32(18), height)
    }

    private var webPSize: VideoSize? {
        switch bytes.text(12, 4) {
        case "VP8 ":
            return Self.size(bytes.littleUInt16(26).map { $0 & 0x3FFF }, bytes.littleUInt16(28).map { $0 & 0x3FFF })
        case "VP8L":
            let packed = bytes.littleUInt32(21)
            return Self.size(packed.map { $0 & 0x3FFF + 1 }, packed.map { $0 >> 14 & 0x3FFF + 1 })
        case "VP8X":
            return Self.size(
                bytes.littleUInt32(24).map { $0 & 0xFFFFFF + 1 },
                bytes.littleUInt32(26).map { $0 >> 8 & 0xFFFFFF + 1 }
            )
        default:
            return nil
        }
    }

    // MARK: JPEG

    private var jpegSize: VideoSize? {
        guard let frame = segment(where: Self.isFrame) else { return nil }
        return Self.size(bytes.uint16(frame + 7), bytes.uint16(frame + 5))
    }

    private var exif: TIFFDirectory? {
        let start = segment { marker, offset in marker == 0xE1 && bytes.text(offset + 4, 4) == "Exif" }
        return start.flatMap { TIFFDirectory(bytes, start: $0 + 10) }
    }

    /// Start of frame: C0 to CF but the three that are no frames.
    private static func isFrame(_ marker: UInt8, _ offset: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Where the first segment of a kind begins, looking no further than the picture's data.
    private func segment(where matches: (UInt8, Int) -> Bool) -> Int? {
        var offset = 2
        while bytes.byte(offset) == 0xFF, let marker = bytes.byte(offset + 1) {
            switch marker {
            case 0xFF: offset += 1  // filling
            case 0x01, 0xD0...0xD8: offset += 2  // no content
            case _ where matches(marker, offset): return offset
            default:
                guard marker != 0xDA, let length = bytes.uint16(offset + 2) else { return nil }
                offset += 2 + Int(length)
            }
        }
        return nil
    }
}
