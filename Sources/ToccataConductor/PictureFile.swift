import BachAPI
package import FoundationEssentials
import Glibc
package import ToccataCore
package import ToccataLedger

/// A picture of this machine, known by its content.
struct PictureFile {
    let path: String
    let bytes: Int
    /// SHA-256, in hexadecimal digits.
    let hash: String
    private let version: Version

    /// What is different once somebody has written to a file, or put another one in its place.
    private struct Version: Equatable {
        let device: dev_t
        let inode: ino_t
        let size: off_t
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            device = status.st_dev
            inode = status.st_ino
            size = status.st_size
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// Reads the whole file once, piece by piece; nil when it cannot be read.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
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
        version = Version(status)
    }

    /// Whether what is there now is still what was read.
    var isUnchanged: Bool {
        var status = stat()
        return access(path, R_OK) == 0 && stat(path, &status) == 0 && Version(status) == version
    }
}

extension Ledger {
    /// When what stands in a file was uploaded to a service that still has it, as far as is known; nil otherwise.
    ///
    /// Reads the whole file, beside everything else.
    package nonisolated func uploadTime(ofFile path: String, at server: ServerIdentity) async throws(LedgerError)
        -> Date?
    {
        guard let picture = PictureFile(path: path) else { return nil }
        return try await assetTime(hash: picture.hash, server: server)
    }

    /// Remembers under which URL a service has the content of a picture.
    func record(_ picture: PictureFile, at server: ServerIdentity, url: String, now: Date) throws(LedgerError) {
        try recordAsset(
            hash: picture.hash,
            server: server,
            url: url,
            path: picture.path,
            bytes: picture.bytes,
            at: now
        )
    }
}
