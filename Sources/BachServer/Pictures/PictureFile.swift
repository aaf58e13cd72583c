import BachAPI
import FoundationEssentials
import Glibc

/// A picture on disk: what it is by its content, how large it is, how it was held.
struct PictureFile: Equatable {
    let format: PictureFormat
    /// As it is to be seen.
    let size: VideoSize
    let turn: PictureTurn

    /// Reads the header of a file; nil if it is none of the formats that a video can be made from, or is damaged.
    init?(path: String) {
        // What cannot be read is no picture.
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe),
            let header = PictureHeader(data), PictureFormat.accepted.contains(header.format),
            let stored = header.size
        else { return nil }
        format = header.format
        turn = header.turn
        size = turn.swapsSides ? VideoSize(width: stored.height, height: stored.width) : stored
    }

    /// The format by the first bytes of a file; nil for anything that is no picture.
    static func format(path: String) -> PictureFormat? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: PictureFormat.signatureLength)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? PictureFormat(firstBytes: bytes.prefix(count)) : nil
    }
}

extension PictureFormat {
    var mediaType: String {
        switch self {
        case .svg: "image/svg+xml"
        case .ico: "image/x-icon"
        default: "image/\(rawValue)"
        }
    }
}
