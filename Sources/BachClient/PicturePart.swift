import BachAPI
import Glibc

/// A picture on its way to the disk: `name.part`, locked against another process that wants the same one.
final class PicturePart {
    let descriptor: Int32
    private let folder: String
    private let name: String
    private let path: String

    init(folder: String, name: String) throws(PartFileError) {
        self.folder = folder
        self.name = name
        path = folder + "/" + name + ".part"
        try PartFile.makeFolder(folder)
        descriptor = try PartFile.openLocked(path)
        ftruncate(descriptor, 0)
    }

    deinit { close(descriptor) }

    func discard() {
        if PartFile.isNamed(path, descriptor) { unlink(path) }
    }

    /// Checks that it is a picture, makes it durable and gives it its name, with the ending of its kind.
    func finish() throws(PartFileError) -> String {
        guard let format else {
            discard()
            throw PartFileError("What came is not a picture.")
        }
        let final = folder + "/" + name + "." + (format == .jpeg ? "jpg" : format.rawValue)
        guard fsync(descriptor) == 0, rename(path, final) == 0 else {
            throw PartFileError("\(final) could not be written", code: errno)
        }
        PartFile.sync(folder)
        return final
    }

    private var format: PictureFormat? {
        var bytes = [UInt8](repeating: 0, count: PictureFormat.signatureLength)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? PictureFormat(firstBytes: bytes.prefix(count)) : nil
    }
}
