import BachAPI
import FoundationEssentials
import Testing

@Suite("The header of a picture")
struct PictureHeaderTests {
    private static func bytes(_ hex: String) -> [UInt8] {
        hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }

    /// Headers of pictures of 640 by 360 pixels.
    static let headers: [(format: String, bytes: [UInt8])] = [
        ("png", bytes("89 50 4E 47 0D 0A 1A 0A 00 00 00 0D 49 48 44 52 00 00 02 80 00 00 01 68 08 02 00 00 00")),
        ("gif", bytes("47 49 46 38 39 61 80 02 68 01 F7 00 00")),
        ("bmp", bytes("42 4D 00 00 00 00 00 00 00 00 36 00 00 00 28 00 00 00 80 02 00 00 68 01 00 00 01 00")),
        ("bmp upside down", bytes("42 4D 0 0 0 0 0 0 0 0 36 0 0 0 28 0 0 0 80 02 00 00 98 FE FF FF 01 00")),
        ("jpeg", bytes("FF D8 FF E0 00 06 4A 46 49 46 FF FF DB 00 03 00 FF C2 00 11 08 01 68 02 80 03 01 22")),
        ("webp lossy", bytes("52 49 46 46 0 0 0 0 57 45 42 50 56 50 38 20 0 0 0 0 0 0 0 9D 01 2A 80 02 68 01")),
        ("webp lossless", bytes("52 49 46 46 0 0 0 0 57 45 42 50 56 50 38 4C 0 0 0 0 2F 7F C2 59 00")),
        ("webp extended", bytes("52 49 46 46 0 0 0 0 57 45 42 50 56 50 38 58 A 0 0 0 0 0 0 0 7F 02 00 67 01 00")),
        ("tiff", bytes("49 49 2A 0 8 0 0 0 2 0 0 1 3 0 1 0 0 0 80 2 0 0 1 1 4 0 1 0 0 0 68 1 0 0")),
        ("tiff, big end first", bytes("4D 4D 0 2A 0 0 0 8 0 2 1 0 0 3 0 0 0 1 2 80 0 0 1 1 0 4 0 0 0 1 0 0 1 68")),
    ]

    @Test("tells the size in every format a video can be made from", arguments: headers)
    func size(format: String, bytes: [UInt8]) {
        #expect(PictureHeader(Data(bytes))?.size == VideoSize(width: 640, height: 360))
    }

    @Test("tells no size, or the right one, wherever it is cut off", arguments: headers)
    func cutOff(format: String, bytes: [UInt8]) {
        for count in 0..<bytes.count - 4 {
            let found = PictureHeader(Data(bytes[..<count]))?.size
            #expect(found == nil || found == VideoSize(width: 640, height: 360))
        }
        #expect(PictureHeader(Data(bytes.prefix(9)))?.size == nil)
    }

    @Test("of another file is none, or has no size")
    func others() {
        #expect(PictureHeader(Data("<svg width='9'/>".utf8))?.size == nil)
        #expect(PictureHeader(Data("hello".utf8)) == nil)
    }
}
