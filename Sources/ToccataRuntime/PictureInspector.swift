import BachAPI
import Glibc
import ToccataApp

/// Looks into a file that is to be a picture.
enum PictureInspector {
    static func inspect(_ path: String) -> PictureFinding {
        // Opened without waiting: a pipe of that name would never open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .unreadable("\(path): \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            return .unreadable("\(path) is no file.")
        }
        let header = [UInt8](unsafeUninitializedCapacity: PictureDimensions.headerLength) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        let dimensions = PictureDimensions(header: header)
        return .file(
            PictureFormat(firstBytes: header),
            bytes: Int(information.st_size),
            width: dimensions?.width,
            height: dimensions?.height
        )
    }
}
