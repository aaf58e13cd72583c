import BachAPI

/// The few numbers of a picture's header that are needed before a decoder is let near it.
struct PictureHeader {
    private let bytes: BigEndianBytes
    private let format: PictureFormat

    init(bytes: BigEndianBytes, format: PictureFormat) {
        self.bytes = bytes
        self.format = format
    }

    /// Pixels as they are stored; nil if the header is damaged.
    var size: VideoSize? {
        switch format {
        case .png: Self.size(bytes.uint32(16), bytes.uint32(20))
        case .gif: Self.size(bytes.littleUInt16(6), bytes.littleUInt16(8))
        case .bmp: bitmapSize
        case .webp: webPSize
        case .jpeg: jpegSize
        case .tiff: tiff(at: 0).flatMap { Self.size($0.value(256), $0.value(257)) }
        case .svg, .ico: nil
        }
    }

    /// How the camera was held, where the format says so.
    var turn: PictureTurn {
        let directory: TIFFDirectory? =
            switch format {
            case .tiff: tiff(at: 0)
            case .jpeg: exif
            default: nil
            }
        return directory?.value(274).flatMap { PictureTurn(rawValue: Int($0)) } ?? .none
    }

    private static func size(_ width: (some BinaryInteger)?, _ height: (some BinaryInteger)?) -> VideoSize? {
        guard let width, let height else { return nil }
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
        return start.flatMap { tiff(at: $0 + 10) }
    }

    /// Start of frame: C0 to CF but the three that are no frames.
    private static func isFrame(_ marker: UInt8, _ offset: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Where the first segment of a kind begins, looking no further than the picture's data.
    private func segment(where matches: (UInt8, Int) -> Bool) -> Int? {
        var offset = 2
        while bytes.byte(offset) == 0xFF, let marker = bytes.byte(offset + 1) {
            if marker == 0xFF {
                offset += 1
                continue
            }
            if matches(marker, offset) { return offset }
            guard marker != 0xDA, let length = bytes.uint16(offset + 2) else { return nil }
            offset += 2 + Int(length)
        }
        return nil
    }

    // MARK: TIFF

    private func tiff(at start: Int) -> TIFFDirectory? {
        TIFFDirectory(bytes, start: start)
    }
}

/// The first directory of a TIFF file, or of the TIFF structure inside an Exif block.
struct TIFFDirectory {
    private let bytes: BigEndianBytes
    private let isLittle: Bool
    private let directory: Int

    init?(_ bytes: BigEndianBytes, start: Int) {
        guard let order = bytes.text(start, 2), order == "II" || order == "MM" else { return nil }
        self.bytes = bytes
        isLittle = order == "II"
        guard let offset = isLittle ? bytes.littleUInt32(start + 4) : bytes.uint32(start + 4) else { return nil }
        directory = start + Int(offset)
    }

    /// The first number of an entry of type SHORT or LONG.
    func value(_ tag: UInt16) -> UInt32? {
        guard let count = short(directory) else { return nil }
        for index in 0..<Int(count) {
            let entry = directory + 2 + 12 * index
            guard short(entry) == tag else { continue }
            return short(entry + 2) == 3 ? short(entry + 8).map(UInt32.init) : long(entry + 8)
        }
        return nil
    }

    private func short(_ offset: Int) -> UInt16? {
        isLittle ? bytes.littleUInt16(offset) : bytes.uint16(offset)
    }

    private func long(_ offset: Int) -> UInt32? {
        isLittle ? bytes.littleUInt32(offset) : bytes.uint32(offset)
    }
}
