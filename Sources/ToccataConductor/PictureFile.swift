import BachAPI
import Glibc

/// A picture of this machine, known by its content.
struct PictureFile {
    let path: String
    let bytes: Int
    /// SHA-256, in hexadecimal digits.
    let hash: String

    /// Reads the whole file once; nil when it cannot be read.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var running = ContentHash()
        var total = 0
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            running.add(piece[..<count])
            total += count
        }
        self.path = path
        bytes = total
        hash = running.digest()
    }
}
